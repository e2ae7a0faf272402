import type { MessageParameters, Texts } from '../texts.js';
import type { page as chinese } from '../zh-CN/page.js';

const keptOpen = (p: MessageParameters): string => (p['open'] ? ` ${p['open']} is still open and unchanged.` : '');

const cellsOf = (p: MessageParameters): string => (Number(p['count']) === 1 ? '1 cell' : `${p['count']} cells`);

/** The cells that were left, the first ones by name. */
const cellsLeft = (p: MessageParameters): string =>
  Number(p['more']) > 0 ? `${p['cells']} and ${p['more']} more` : `${p['cells']}`;

/** The browser page and its sheet. */
export const page: Texts<keyof typeof chinese> = {
  'page-title': () => 'Bulletin Scores',
  'page-open': () => 'Open file',
  'page-sample': () => 'Open sample',
  'page-save': () => 'Save file',
  'page-hint': () => 'You can also drop an .xlsx file here. Files never leave this computer.',
  'page-reading': (p) => `Reading ${p['file']}…`,
  'page-unsaved': () => 'Changes are not saved',
  'page-opening-waits': (p) => `${p['file']} is opened as soon as what was just entered is worked out…`,
  'page-not-opened': (p) => `${p['file']} was not opened: ${p['reason']}${keptOpen(p)}`,
  'page-several-files': (p) =>
    `Only one file can be opened at a time; none of the ${p['count']} was opened. Drop just one.${keptOpen(p)}`,
  'page-saving': (p) => `${p['file']} is saved as soon as what was just entered is worked out…`,
  'page-saved': (p) => `Saved: ${p['file']}`,
  'page-saved-download': (p) => `Saved to the browser's downloads: ${p['file']}`,
  'page-file-changed': (p) =>
    `${p['file']} was changed elsewhere after it was opened. Save a copy to keep both; overwriting loses the ` +
    'changes made elsewhere.',
  'page-save-copy': () => 'Save a copy',
  'page-overwrite': () => 'Overwrite',
  'page-file-not-permitted': (p) =>
    `The browser was not allowed to write ${p['file']}. Save a copy, or press Save again and allow it.`,
  'page-disk-full': (p) =>
    `The disk is full: ${p['file']} was not saved and is as it was. Make room and press “Save file” again, ` +
    'or save a copy.',
  'page-write-broken-off': (p) =>
    `Writing ${p['file']} was broken off, perhaps by security software; the file is as it was. Press “Save ` +
    'file” again, or save a copy.',
  'page-file-not-written': (p) =>
    `${p['file']} was not saved (${p['reason']}) and is as it was. Press “Save file” again, or save a copy.`,
  'page-file-gone': (p) => `${p['file']} is no longer where it was: save a copy.`,
  'page-stay': () => 'Stay',
  'page-leave-anyway': () => 'Go on without saving',
  'page-file-changed-title': () => 'The file was changed elsewhere',
  'page-file-locked': (p) =>
    `“${p['file']}” cannot be written: close it in WPS or Excel, then press “Save file” again; if it is ` +
    'read-only, save a copy.',
  'page-leave-title': () => 'Not saved yet',
  'page-leave': () => 'Opening another file loses what is not saved. Go on?',
  'page-scored': (p) => `${p['name']} (scored).xlsx`,
  'page-pane': () => 'Scores',
  'page-formula-refused': () => 'Formulas cannot be entered here: type a number or text.',
  'viewer-sheet': (p) => `Sheet ${p['sheet']}`,
  'viewer-sheets': () => 'Sheets',
  'viewer-zoom': () => 'Zoom',
  'viewer-formula-bar': () => 'Cell content',
  'viewer-correct': (p) => `Correct ${p['cell']}`,
  'viewer-formula-cell': () => 'This cell is a formula and cannot be changed here; change the figures it reads.',
  'viewer-fill-formula': (p) => `${p['cell']} is a formula and is not filled down.`,
  'viewer-typed': (p) => `${cellsOf(p)} filled.`,
  'viewer-pasted': (p) => `Pasted: ${cellsOf(p)} changed.`,
  'viewer-cut': (p) => `${cellsOf(p)} cut.`,
  'viewer-emptied': (p) => `${cellsOf(p)} emptied.`,
  'viewer-filled': (p) => `${cellsOf(p)} filled down.`,
  'viewer-left-formula': (p) => ` Left alone, as they hold formulas: ${cellsLeft(p)}.`,
  'viewer-left-formula-text': (p) =>
    ` Not pasted, as formulas are not taken here: ${cellsLeft(p)}. Enter numbers or text.`,
  'viewer-left-merged': (p) => ` No room inside merged cells: ${cellsLeft(p)}. Unmerge them, or paste elsewhere.`,
  'viewer-left-outside': (p) => ` Beyond the edge of the sheet and not pasted: ${cellsOf(p)}.`,
  'viewer-left-too-long': (p) => ` Not filled, as a cell holds 32,767 characters at most: ${cellsLeft(p)}.`,
  'viewer-left-date': (p) => ` Not filled, as a number belongs here and this is a date: ${cellsLeft(p)}.`,
  'viewer-date-refused': (p) => `${p['cell']} takes a number, and “${p['text']}” is a date: type a number.`,
  'viewer-keys': () =>
    'Shift selects several cells; Ctrl+C copies, Ctrl+V pastes, Ctrl+D fills down; Escape, then Tab leaves the sheet.',
  'viewer-find': () => 'Find in this sheet',
  'viewer-find-next': () => 'Next',
  'viewer-find-previous': () => 'Previous',
  'viewer-found': (p) => `${p['count']} found`,
  'viewer-found-at': (p) => `${p['at']} of ${p['count']}`,
  'viewer-summary': () => 'Total of the selected cells',
  'viewer-count': (p) => `Count: ${p['count']}`,
  'viewer-sum': (p) => `Average: ${p['average']}   Count: ${p['count']}   Sum: ${p['sum']}`,
  'viewer-paste-nothing': () => 'There is no text on the clipboard; the cell was not changed.',
  'viewer-edit-conflict': (p) => `${p['cell']} was not changed; please try again.`,
  'viewer-not-shown': (p) => `This sheet's ${p['what']} are not shown here and stay as they are in the file.`,
  'viewer-not-shown-conditional-formats': () => 'conditional formats',
  'viewer-not-shown-drawings': () => 'charts or pictures',
  'viewer-not-shown-notes': () => 'notes',
  'viewer-hidden-sheets': (p) => `${p['count']} more sheets are hidden: ${p['sheets']}.`,
  'viewer-hidden-tab': (p) => `${p['sheet']} (hidden)`,
  'viewer-changed': () => 'changed',
  'viewer-difference': () => 'differs from what is computed',
  'viewer-problem': () => 'something to know about',
};
