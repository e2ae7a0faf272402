import type { Page } from 'playwright-core';

/**
 * A person at a page, whose clicks are counted; putting the cursor into a field is a click, typing and Enter are not.
 */
export interface Person {
  click(name: string, role?: 'button' | 'tab'): Promise<void>;
  /** Clicks into a field and types over what it holds. */
  type(field: string, text: string): Promise<void>;
  readonly clicks: number;
}

export function personAt(page: Page): Person {
  let clicks = 0;
  return {
    async click(name, role = 'button') {
      await page.getByRole(role, { name, exact: true }).first().click();
      clicks += 1;
    },
    async type(field, text) {
      const box = page.getByRole('textbox', { name: field, exact: true }).first();
      await box.click();
      clicks += 1;
      await box.fill(text);
    },
    get clicks() {
      return clicks;
    },
  };
}
