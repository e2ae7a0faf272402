/// <reference types="office-js" />
import { WorkbookRefusal } from '../../ports/workbook.js';

/** What the pane remembers with the workbook: the page's own storage may be blocked in a frame. */
export interface DocumentSettings {
  read(key: string): unknown;
  /** Writes one setting through to the workbook; `null` removes it. */
  write(key: string, value: unknown): Promise<void>;
}

export function documentSettings(): DocumentSettings {
  const { settings } = Office.context.document;
  return {
    read: (key) => settings.get(key) as unknown,
    write: (key, value) => new Promise((resolve, reject) => {
      if (value === null) settings.remove(key);
      else settings.set(key, value);
      settings.saveAsync((result) => {
        if (String(result.status) === 'succeeded') resolve();
        else reject(new WorkbookRefusal('excel-settings-not-saved', { reason: result.error.message }));
      });
    }),
  };
}
