import type { TypedPoints } from '../method/components/component-kind.js';
import type { Attachment } from '../recognition/attachment.js';
import type { Owed } from './check-entry.js';
import type { LedgerEntry } from './entry.js';
import type { Ledger } from './ledger.js';

/** An attachment and the ledger of its quarter, to be brought together. */
export interface ReconciliationRequest {
  readonly attachment: Attachment;
  /** What the method says of the adjustment. */
  readonly component: TypedPoints;
  readonly ledger: Ledger | null;
  /** The workbook's other attachments with adjustments: an entry that names none may belong to one of them. */
  readonly others: readonly Attachment[];
}

/** An entry that lacks something. */
export interface OwedEntry {
  readonly entry: LedgerEntry;
  readonly unit: string;
  readonly lacks: readonly Owed[];
}
