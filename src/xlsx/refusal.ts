/**
 * Why a file is not opened or an edit not made. Nothing was changed then.
 *
 * `code` is one of: of a file `file-encrypted`, `file-is-xls`, `file-is-not-xlsx`, `file-strict-ooxml`, `file-damaged` {part}, `file-has-doctype`, `file-is-bomb`,
 * `file-path-leaves-package`, `file-duplicate-entry`, `sheet-too-large` {sheet, cell}; of an edit `cell-in-array-formula`, `cell-text-too-long`, `formula-not-calculated`,
 * `note-on-threaded-comment` {sheet, cell}, `sheet-name-invalid`, `sheet-last-visible`, `sheet-still-used` {sheet, cell}, `sheet-not-found` {sheet}, `table-overlaps` {table, cells},
 * `merge-overlaps` {sheet, cells}, `merge-hides-cell` {sheet, cell}, `name-invalid` {name}.
 */
export class XlsxRefusal extends Error {
  constructor(
    readonly code: string,
    readonly parameters: Readonly<Record<string, string | number>> = {},
  ) {
    super(code);
    this.name = 'XlsxRefusal';
  }
}
