/// <reference types="office-js" />
import { WorkbookRefusal } from '../../ports/workbook.js';
import { batch } from './batch.js';
import { hostCode } from './refusal.js';

interface Unprotected {
  readonly id: string;
  readonly name: string;
  readonly options: Excel.WorksheetProtectionOptions;
}

/** Takes the protection off the sheets that have one, does the work, and puts it back with the same options and password, also where the work fails. */
export async function unprotectedWhile<T>(
  sheets: readonly string[],
  password: string | undefined,
  work: () => Promise<T>,
  options: { readonly patience?: number },
): Promise<T> {
  const opened: Unprotected[] = [];
  try {
    for (const name of sheets) {
      const sheet = await unprotect(name, password, options);
      if (sheet !== null) opened.push(sheet);
    }
    return await work();
  } finally {
    for (const sheet of opened) await protectAgain(sheet, password, options);
  }
}

function unprotect(
  name: string,
  password: string | undefined,
  options: { readonly patience?: number },
): Promise<Unprotected | null> {
  return batch(
    async ({ context, sync }) => {
      const sheet = context.workbook.worksheets.getItem(name).load('id,protection/protected,protection/options');
      await sync();
      if (!sheet.protection.protected) return null;
      const found = { id: sheet.id, name, options: sheet.protection.options };
      sheet.protection.unprotect(password);
      try {
        await sync();
      } catch (error) {
        if (!['AccessDenied', 'InvalidArgument', 'BadPassword'].includes(hostCode(error))) throw error;
        throw new WorkbookRefusal(password === undefined ? 'excel-password-needed' : 'excel-password-wrong', {
          sheet: name,
        });
      }
      return found;
    },
    { ...options, sheets: [name] },
  );
}

async function protectAgain(
  { id, name, options: protection }: Unprotected,
  password: string | undefined,
  options: { readonly patience?: number },
): Promise<void> {
  try {
    await batch(async ({ context, sync }) => {
      context.workbook.worksheets.getItem(id).protection.protect(protection, password);
      await sync();
    }, options);
  } catch {
    throw new WorkbookRefusal('excel-not-protected-again', { sheet: name });
  }
}
