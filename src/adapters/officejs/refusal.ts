/// <reference types="office-js" />
import { WorkbookRefusal } from '../../ports/workbook.js';

/** What Excel calls its failures, and what we call them. Codes that are not listed are `excel-refused`. */
const CODES: Readonly<Record<string, string>> = {
  AccessDenied: 'excel-access-denied',
  InvalidOperationInCellEditMode: 'excel-editing-cell',
  ItemNotFound: 'excel-sheet-gone',
  InvalidReference: 'excel-sheet-gone',
  RequestPayloadSizeLimitExceeded: 'excel-too-large',
  ResponsePayloadSizeLimitExceeded: 'excel-too-large',
  ActivityLimitReached: 'excel-busy',
  ServiceNotAvailable: 'excel-busy',
  HostRestartNeeded: 'excel-session-lost',
  InvalidOrTimedOutSession: 'excel-session-lost',
  RequestAborted: 'excel-session-lost',
  WriteNotSupportedWhenModalDialogOpen: 'excel-dialog-open',
  ApiNotFound: 'excel-too-old',
  ApiNotAvailable: 'excel-too-old',
  NotImplemented: 'excel-too-old',
};

/** The code by which Excel names a failure; empty for what is no failure of Excel. */
export function hostCode(error: unknown): string {
  return typeof OfficeExtension !== 'undefined' && error instanceof OfficeExtension.Error ? error.code : '';
}

/** Puts a failure of the host into our words; what the host did not cause stays as it is. */
export function refusalOf(error: unknown, sheets: readonly string[] = []): unknown {
  const code = hostCode(error);
  if (code === '' || error instanceof WorkbookRefusal) return error;
  const known = CODES[code] ?? 'excel-refused';
  const readOnly = known === 'excel-access-denied' && String(Office.context.document.mode) === 'readOnly';
  return new WorkbookRefusal(readOnly ? 'excel-read-only' : known, {
    sheet: sheets.join('、'),
    reason: `${code}: ${(error as Error).message}`,
  });
}

/** A refusal because Excel did not answer in time. */
export function notAnswering(seconds: number): WorkbookRefusal {
  return new WorkbookRefusal('excel-not-answering', { seconds });
}
