import type { Page } from 'playwright-core';
import { message, type Language, type MessageKey, type MessageParameters } from '../../src/messages/index.js';

/** Goes through the pane over the published workbook as a clerk would, and stops at each of its pages. */
export async function walkThroughPane(
  page: Page,
  language: Language,
  stop: (name: string) => Promise<void>,
): Promise<void> {
  const t = (key: MessageKey, parameters?: MessageParameters): string => message(language, key, parameters);
  const button = (key: MessageKey): ReturnType<Page['getByRole']> =>
    page.getByRole('button', { name: t(key), exact: true });
  const tab = async (key: MessageKey): Promise<void> => {
    const shown = page.getByRole('tab', { name: t(key), exact: true });
    if ((await shown.count()) > 0) return shown.click();
    // It bears the name of the tab that is open, where that is under it.
    await page.locator('button[aria-haspopup="menu"]').first().click();
    await page.getByRole('menuitem', { name: t(key) }).click();
  };
  await page.getByText(/^(?:将填写|Will fill)/).waitFor();
  await stop('1-before');
  await button('pane-compute').click();
  await button('pane-all-computed').waitFor();
  await stop('2-differences');
  await button('pane-all-computed').click();
  await page.getByRole('button', { name: /临淄区/ }).click();
  await page.getByRole('group', { name: t('pane-explanation') }).waitFor();
  await stop('3-scores');
  await tab('pane-tab-adjustments');
  await page.getByRole('textbox', { name: t('pane-adjustment-of', { unit: '高青县' }) }).fill('10');
  await page.getByText(/高青县 .→./).waitFor();
  await stop('4-adjustments');
  await tab('pane-tab-audit');
  await page.getByRole('searchbox', { name: t('pane-search-findings') }).waitFor();
  await stop('5-audit');
  await tab('pane-tab-publish');
  await button('pane-publish').waitFor();
  await stop('6-publish');
  await tab('pane-tab-method');
  await button('pane-edit-method').first().waitFor();
  await stop('7-method');
}
