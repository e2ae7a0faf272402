/// <reference types="office-js" />
import { WorkbookRefusal } from '../../ports/workbook.js';
import { batch, type Patience } from './batch.js';
import { hostCode } from './refusal.js';

/** A sheet whose protection was taken off, and how it was protected. */
interface UnprotectedSheet {
  readonly id: string;
  readonly name: string;
  readonly options: Excel.WorksheetProtectionOptions;
}

/** How the protection of sheets is taken off. */
interface Unlocking extends Patience {
  readonly password: string | undefined;
}

/**
 * Takes the protection off the sheets that have one, does the work, and puts it back with the same options and
 * password, also where the work fails.
 */
export async function unprotectedWhile<T>(
  sheets: readonly string[],
  work: () => Promise<T>,
  unlocking: Unlocking,
): Promise<T> {
  const unprotected: UnprotectedSheet[] = [];
  try {
    for (const name of sheets) {
      const sheet = await unprotect(name, unlocking);
      if (sheet !== null) unprotected.push(sheet);
    }
    return await work();
  } finally {
    for (const sheet of unprotected) await protectAgain(sheet, unlocking);
  }
}

/** Failures of Excel that mean a wrong password. */
const PASSWORD_FAILURES: ReadonlySet<string> = new Set(['AccessDenied', 'InvalidArgument', 'BadPassword']);

function unprotect(name: string, { password, ...options }: Unlocking): Promise<UnprotectedSheet | null> {
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
        if (!PASSWORD_FAILURES.has(hostCode(error))) throw error;
        const code = password === undefined ? 'excel-password-needed' : 'excel-password-wrong';
        throw new WorkbookRefusal(code, { sheet: name });
      }
      return found;
    },
    { ...options, sheets: [name] },
  );
}

async function protectAgain(
  { id, name, options: protection }: UnprotectedSheet,
  { password, ...options }: Unlocking,
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
