import type { excelZhCN } from './excel.zh-CN.js';

type Parameters = Readonly<Record<string, string | number>>;

const on = (p: Parameters): string => (p['sheet'] ? `“${p['sheet']}”` : 'the workbook');

export const excelEnUS: Readonly<Record<keyof typeof excelZhCN, (p: Parameters) => string>> = {
  'excel-too-old': () =>
    'This Excel is too old. Use Excel 2021 or later, Microsoft 365 or the web; or open the file in the browser page.',
  'excel-sheet-protected': (p) =>
    `The sheet ${on(p)} is protected; nothing was written. Choose to unprotect and write: it is protected again in the same way afterwards.`,
  'excel-workbook-protected': (p) =>
    `The structure of the workbook is protected, so ${on(p)} cannot be added or removed; nothing was written. Unprotect the workbook first.`,
  'excel-password-needed': (p) => `The protection of ${on(p)} has a password; please enter it.`,
  'excel-password-wrong': (p) =>
    `The password of ${on(p)} is wrong; nothing was written. Check capitals and try again.`,
  'excel-not-protected-again': (p) =>
    `Everything was written, but ${on(p)} could not be protected again. Protect it on the Review tab.`,
  'excel-access-denied': (p) =>
    `Excel does not allow changes to ${on(p)} (protection or permissions); nothing was written. Unprotect it, or save a copy and try there.`,
  'excel-read-only': () => 'The workbook is open read-only; nothing was written. Save a copy and compute there.',
  'excel-editing-cell': (p) => `A cell is being edited; nothing was written to ${on(p)}. Press Enter and try again.`,
  'excel-sheet-gone': (p) => `${on(p)} was deleted or renamed. Compute again with the sheets as they are now.`,
  'excel-sheet-hidden': (p) =>
    `The sheet ${on(p)} is hidden, so its cells cannot be shown; computing is not affected. Right-click a sheet tab and choose Unhide; if it is not in the list, ask whoever made the workbook.`,
  'excel-too-large': (p) =>
    `${on(p)} is too much for one request to Excel; nothing was written. Delete unused rows and columns, or use Excel for the desktop.`,
  'excel-busy': () => 'Excel is busy; nothing was written. Try again in a few seconds.',
  'excel-session-lost': () =>
    'The connection with Excel is lost; nothing was written. Close and open the pane again; on the web, reload the page.',
  'excel-dialog-open': () => 'Excel has a dialog open; nothing was written. Close it and try again.',
  'excel-not-answering': (p) =>
    `Excel did not answer within ${p['seconds']} seconds. A cell may be open (press Enter), or Excel is busy; try again.`,
  'excel-keeps-changing': () => 'The sheets kept changing while they were read. Wait a moment and try again.',
  'excel-refused': (p) =>
    `Excel refused the work on ${on(p)} (${p['reason']}); nothing was written. Reopen the workbook and try again, or report this sentence.`,
  'excel-write-incomplete': (p) =>
    `Writing broke off: ${on(p)} was written in part. Choose “restore”, then compute again.`,
  'excel-write-unknown': (p) =>
    `Excel did not answer while writing; how much of ${on(p)} was written is unknown. Open the pane again: a part written is found and a restore offered.`,
  'excel-no-notes': (p) =>
    `Notes cannot be added to ${on(p)} here; nothing was written. Use the browser page or the command line.`,
  'excel-settings-not-saved': (p) =>
    `The setting was not saved in the workbook (${p['reason']}); this computation is not affected.`,
  'excel-file-not-given': (p) => `Excel did not hand over the file (${p['reason']}). Save the workbook and try again.`,
  'excel-undo-lost': () => "Excel's own undo no longer reaches back.",
  'result-differs': (p) => `${on(p)} ${p['cell']} should be ${p['expected']}, Excel shows ${p['shown']}.`,
  'result-differs-calculation-manual': () =>
    'The workbook calculates manually: press F9, or set calculation to automatic.',
  'result-differs-precision-as-displayed': () =>
    'The workbook calculates with precision as displayed: switch it off in the advanced options and compute again.',
  'result-differs-formula-is-text': () =>
    'The formula was taken for text: set the format of the cell to General and compute again.',
  'result-differs-formula-error': () => 'The formula fails: check the cells it uses for text or errors.',
  'result-differs-unknown': () => 'The cause is not known: compute again, or report this sentence.',
  restored: (p) => `${p['cells']} cells are as they were before computing.`,
  'restored-already': () => 'These cells are already as they were; there is nothing to restore.',
  'restore-changed-since': (p) => `${p['count']} cells were changed or moved since and were left alone: ${p['cells']}`,
  'restore-unfinished': (p) =>
    `The last writing (${p['at']}) was not finished; ${p['cells']} cells may be written in part. Restore what was before?`,
};
