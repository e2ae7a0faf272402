import type { EntryDraft } from '../adjustments/entry.js';

/** An edit of the ledger; `row` is the row of the sheet (from 0) where the entry stands before all edits. */
export type LedgerEdit =
  | { readonly kind: 'add'; readonly entry: EntryDraft }
  | { readonly kind: 'change'; readonly row: number; readonly entry: EntryDraft }
  | { readonly kind: 'remove'; readonly row: number };
