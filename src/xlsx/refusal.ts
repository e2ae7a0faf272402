/** Why a file is not opened, or an edit of it not made. */
export type RefusalCode =
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

/**
 * Why a file is not opened or an edit not made. Nothing was changed then.
 *
 * `code` and its `parameters` are one of:
 *
 * - of a file: `file-encrypted`, `file-is-xls`, `file-is-not-xlsx`, `file-strict-ooxml`, `file-damaged` {part},
 *   `file-has-doctype` {part}, `file-is-bomb`, `file-path-leaves-package` {part}, `file-duplicate-entry` {part},
 *   `file-texts-too-large`;
 * - of an edit: `cell-in-array-formula` {sheet, cell}, `cell-text-too-long` {sheet, cell, length},
 *   `formula-not-calculated` {sheet, cell}, `note-on-threaded-comment` {sheet, cell}, `sheet-name-invalid` {sheet},
 *   `sheet-last-visible` {sheet}, `sheet-still-used` {sheet, cell}, `sheet-not-found` {sheet}, `table-overlaps` {table,
 *   cells}, `merge-overlaps` {sheet, cells}, `merge-hides-cell` {sheet, cell}, `name-invalid` {name},
 *   `styles-full`, `fonts-full`, `number-formats-full` {count}.
 *
 * @example
 *   import { XlsxRefusal } from './refusal.js';
 *   const refusal = new XlsxRefusal('file-damaged', { part: 'xl/workbook.xml' });
 *   refusal.code // => 'file-damaged'
 *   refusal.parameters['part'] // => 'xl/workbook.xml'
 */
export class XlsxRefusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly parameters: Readonly<Record<string, string | number>> = {},
  ) {
    super(code);
    this.name = 'XlsxRefusal';
  }
}
