/// <reference types="office-js" />
import type { WorkbookMemory } from '../../ports/live-workbook.js';
import { WorkbookRefusal } from '../../ports/workbook.js';

/** What the pane remembers with the workbook: the page's own storage may be blocked in a frame. */
export function documentSettings(): WorkbookMemory {
  const { settings } = Office.context.document;
  return {
    read: (key) => settings.get(key) as unknown,
    write: (key, value) =>
      new Promise((resolve, reject) => {
        if (value === null) settings.remove(key);
        else settings.set(key, value);
        settings.saveAsync((result) => {
          if (String(result.status) === 'succeeded') resolve();
          else reject(new WorkbookRefusal('excel-settings-not-saved', { reason: result.error.message }));
        });
      }),
  };
}
