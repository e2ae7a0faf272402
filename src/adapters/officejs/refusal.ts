/// <reference types="office-js" />
import type { RefusalCode } from '../../ports/refusal-code.js';
import { WorkbookRefusal } from '../../ports/workbook.js';

/** What Excel calls its failures, and what we call them. Codes that are not listed are `excel-refused`. */
const CODES: Readonly<Record<string, RefusalCode>> = {
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

/** Returns the code by which Excel names a failure; empty for what is no failure of Excel. */
export function hostCode(error: unknown): string {
  if (typeof OfficeExtension === 'undefined' || !(error instanceof OfficeExtension.Error)) return '';
  return error.code;
}

/** Returns the refusal for a failure of Excel, which names the sheets; any other error stays as it is. */
export function refusalOf(error: unknown, sheets: readonly string[] = []): unknown {
  const code = hostCode(error);
  if (code === '' || error instanceof WorkbookRefusal) return error;
  const refusal = CODES[code] ?? 'excel-refused';
  const isReadOnly = refusal === 'excel-access-denied' && String(Office.context.document.mode) === 'readOnly';
  return new WorkbookRefusal(isReadOnly ? 'excel-read-only' : refusal, {
    sheet: sheets.join('、'),
    reason: `${code}: ${(error as Error).message}`,
  });
}

/** A refusal because Excel did not answer in time. */
export function notAnswering(seconds: number): WorkbookRefusal {
  return new WorkbookRefusal('excel-not-answering', { seconds });
}
