import type { Texts } from '../texts.js';
import type { refusals as chinese } from '../zh-CN/refusals.js';
import { when } from '../choices.js';
import { on } from './phrases.js';

/** Why a workbook is not opened, or an edit of it not made. */
export const refusals: Texts<keyof typeof chinese> = {
  'sheet-not-found': (p) => `There is no sheet “${p['sheet']}”. Sheets with attachments: ${p['known'] || 'none'}.`,
  'file-encrypted': () => 'The file has a password. Remove it in Excel or WPS, save, and try again.',
  'file-is-xls': () => 'This is the old format (.xls or .et). Save it as .xlsx and try again.',
  'file-is-not-xlsx': () => 'This is no .xlsx file. Save it as .xlsx in Excel or WPS and try again.',
  'file-texts-too-large': () =>
    'The texts of the file come to more than 128 MB; refused. Delete unused sheets and overlong texts and try again.',
  'file-damaged': (p) =>
    `The file is damaged${when(p['part'], ` (${p['part']})`)}. Repair it in Excel or WPS, save, and try again.`,
  'file-has-doctype': () => 'The file has a DOCTYPE and was refused. Save it as .xlsx in Excel or WPS and try again.',
  'file-is-bomb': () =>
    'The file is too large when unpacked and was refused. Delete unused rows and sheets and try again.',
  'file-path-leaves-package': () =>
    'A path in the file leaves the package; refused. Save it as .xlsx in Excel or WPS and try again.',
  'file-duplicate-entry': () =>
    'The file has duplicate entries; refused. Save it as .xlsx in Excel or WPS and try again.',
  'file-strict-ooxml': () => 'This is Strict Open XML. Save it as an ordinary Excel Workbook (.xlsx) and try again.',
  'cell-in-array-formula': (p) =>
    `${when(p['sheet'], `${p['sheet']}!`)}${p['cell'] ?? ''} is part of an array formula or a data table and ` +
    'cannot be changed alone. Remove it in Excel or WPS, or keep what is there, and try again.',
  'note-on-threaded-comment': (p) =>
    `${p['sheet']}!${p['cell']} has a threaded comment and cannot have a note. Resolve the comment in Excel first.`,
  'sheet-name-invalid': (p) =>
    `“${p['sheet']}” cannot name a sheet (at most 31 characters, none of [ ] : * ? / \\). Choose another name.`,
  'sheet-last-visible': (p) =>
    `“${p['sheet']}” is the only visible sheet and cannot be removed or hidden. Show another sheet first.`,
  'sheet-still-used': (p) =>
    `The formula in ${p['cell']} still refers to “${p['sheet']}”, which cannot be removed. Change that formula first.`,
  'merge-overlaps': (p) =>
    `${p['cells']} on “${p['sheet']}” is merged already or part of a table. Unmerge or move it first.`,
  'merge-hides-cell': (p) => `Merging would hide what stands in ${p['sheet']}!${p['cell']}. Move or clear it first.`,
  'name-invalid': (p) =>
    `“${p['name']}” cannot be a name (it begins with a letter or underscore, has no spaces and does not look ` +
    'like a cell). Choose another.',
  'styles-full': (p) =>
    `The workbook has no room for another cell style (Excel holds ${p['count']}); nothing was written. ` +
    'Clear formats that are not needed, or copy the contents into a new workbook, and try again.',
  'fonts-full': (p) =>
    `The workbook has no room for another font (Excel holds ${p['count']}); nothing was written. ` +
    'Use fewer fonts, or copy the contents into a new workbook, and try again.',
  'number-formats-full': (p) =>
    `The workbook has no room for another number format (Excel holds ${p['count']}); nothing was written. ` +
    'Delete custom number formats that are not needed, and try again.',
  'table-overlaps': (p) =>
    `Table “${p['table']}” overlaps merged cells or another table at ${p['cells']}. Unmerge or move them first.`,
  'cell-text-too-long': (p) =>
    `The text for ${p['sheet']}!${p['cell']} is longer than the ${p['length']} characters that Excel holds. ` +
    'Shorten it and try again.',
  'excel-too-old': () =>
    'This Excel is too old. Use Excel 2021 or later, Microsoft 365 or the web; or open the file in the browser page.',
  'excel-sheet-protected': (p) =>
    `The sheet ${on(p)} is protected; nothing was written. Choose to unprotect and write: it is protected ` +
    'again in the same way afterwards.',
  'excel-workbook-protected': (p) =>
    `The structure of the workbook is protected, so ${on(p)} cannot be added or removed; nothing was ` +
    'written. Unprotect the workbook first.',
  'excel-password-needed': (p) => `The protection of ${on(p)} has a password; please enter it.`,
  'excel-password-wrong': (p) =>
    `The password of ${on(p)} is wrong; nothing was written. Check capitals and try again.`,
  'excel-not-protected-again': (p) =>
    `Everything was written, but ${on(p)} could not be protected again. Protect it on the Review tab.`,
  'excel-access-denied': (p) =>
    `Excel does not allow changes to ${on(p)} (protection or permissions); nothing was written. Unprotect ` +
    'it, or save a copy and try there.',
  'excel-read-only': () => 'The workbook is open read-only; nothing was written. Save a copy and compute there.',
  'excel-editing-cell': (p) => `A cell is being edited; nothing was written to ${on(p)}. Press Enter and try again.`,
  'excel-sheet-gone': (p) => `${on(p)} was deleted or renamed. Compute again with the sheets as they are now.`,
  'excel-sheet-hidden': (p) =>
    `The sheet ${on(p)} is hidden, so its cells cannot be shown; computing is not affected. Right-click a ` +
    'sheet tab and choose Unhide; if it is not in the list, ask whoever made the workbook.',
  'excel-too-large': (p) =>
    `${on(p)} is too much for one request to Excel; nothing was written. Delete unused rows and columns, or ` +
    'use Excel for the desktop.',
  'excel-busy': () => 'Excel is busy; nothing was written. Try again in a few seconds.',
  'excel-session-lost': () =>
    'The connection with Excel is lost; nothing was written. Close and open the pane again; on the web, ' +
    'reload the page.',
  'excel-dialog-open': () => 'Excel has a dialog open; nothing was written. Close it and try again.',
  'excel-not-answering': (p) =>
    `Excel did not answer within ${p['seconds']} seconds. A cell may be open (press Enter), or Excel is ` +
    'busy; try again.',
  'excel-keeps-changing': () => 'The sheets kept changing while they were read. Wait a moment and try again.',
  'excel-refused': (p) =>
    `Excel refused the work on ${on(p)} (${p['reason']}); nothing was written. Reopen the workbook and try ` +
    'again, or report this sentence.',
  'excel-write-incomplete': (p) =>
    `Writing broke off: ${on(p)} was written in part. Choose “restore”, then compute again.`,
  'excel-write-unknown': (p) =>
    `Excel did not answer while writing; how much of ${on(p)} was written is unknown. Open the pane again: a ` +
    'part written is found and a restore offered.',
  'excel-no-notes': (p) =>
    `Notes cannot be added to ${on(p)} here; nothing was written. Use the browser page or the command line.`,
  'excel-settings-not-saved': (p) =>
    `The setting was not saved in the workbook (${p['reason']}); this computation is not affected.`,
  'excel-file-not-given': (p) => `Excel did not hand over the file (${p['reason']}). Save the workbook and try again.`,
  'formula-not-calculated': (p) =>
    `The formula in ${p['sheet']}!${p['cell']} was never calculated, so there is no value to keep. Open the ` +
    'workbook in Excel or WPS, save it and publish again.',
  'page-cancelled': () => 'Cancelled.',
  'page-is-folder': () => 'This is a folder. Open it and drop the file that is in it.',
  'page-not-readable': () =>
    'It cannot be read; another program may be using it. Close it in WPS or Excel, then choose it again.',
  'page-not-found': () => 'It is no longer there: moved, renamed or deleted. Choose it again.',
  'page-not-allowed': () =>
    'The browser was not allowed to read it. Choose it again; if that does not help, copy it to another ' +
    'folder and choose the copy.',
  stopped: () => 'Stopped.',
  'nothing-recognised': () =>
    'No attachment 1, 2 or 3 was found. Check that the column names (季度应评价数, 季度总评价数 …) are there.',
};
