/** Why a file is not opened, or an edit of it not made. */
type FileRefusalCode =
  | 'file-encrypted'
  | 'file-is-xls'
  | 'file-is-not-xlsx'
  | 'file-strict-ooxml'
  | 'file-damaged'
  | 'file-has-doctype'
  | 'file-is-bomb'
  | 'file-path-leaves-package'
  | 'file-duplicate-entry'
  | 'file-texts-too-large'
  | 'cell-in-array-formula'
  | 'cell-text-too-long'
  | 'formula-not-calculated'
  | 'note-on-threaded-comment'
  | 'sheet-name-invalid'
  | 'sheet-last-visible'
  | 'sheet-still-used'
  | 'sheet-not-found'
  | 'table-overlaps'
  | 'merge-overlaps'
  | 'merge-hides-cell'
  | 'name-invalid'
  | 'styles-full'
  | 'fonts-full'
  | 'number-formats-full';

/** What Excel refuses, or does only in part. */
type ExcelRefusalCode =
  | 'excel-too-old'
  | 'excel-sheet-protected'
  | 'excel-workbook-protected'
  | 'excel-password-needed'
  | 'excel-password-wrong'
  | 'excel-not-protected-again'
  | 'excel-access-denied'
  | 'excel-read-only'
  | 'excel-editing-cell'
  | 'excel-sheet-gone'
  | 'excel-sheet-hidden'
  | 'excel-too-large'
  | 'excel-busy'
  | 'excel-session-lost'
  | 'excel-dialog-open'
  | 'excel-not-answering'
  | 'excel-keeps-changing'
  | 'excel-refused'
  | 'excel-write-incomplete'
  | 'excel-write-unknown'
  | 'excel-no-notes'
  | 'excel-settings-not-saved'
  | 'excel-file-not-given';

/** Why the page cannot read a file that somebody chose. */
type PageRefusalCode =
  'page-cancelled' | 'page-is-folder' | 'page-not-readable' | 'page-not-found' | 'page-not-allowed';

/** Why a workbook cannot be used. Each code has words in every language. */
export type RefusalCode = FileRefusalCode | ExcelRefusalCode | PageRefusalCode | 'nothing-recognised' | 'stopped';
