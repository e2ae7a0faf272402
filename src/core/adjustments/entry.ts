import { folded } from '../grid/folded.js';
import type { AttachmentKind } from '../form/form.js';
import type { AdjustmentClause } from '../method/components/adjustment-clause.js';

/** The clause of an entry that nobody has put under a clause yet; exempt from ranges. */
export const UNCLASSIFIED = '待分类';

/** What a person enters into the ledger. */
export interface EntryDraft {
  readonly attachment: AttachmentKind;
  readonly unit: string;
  /** The clause's number, or `UNCLASSIFIED`. */
  readonly clause: string;
  readonly times: number;
  /** Points each time, with their sign. */
  readonly points: number;
  readonly reason: string;
  readonly evidence: string;
  /** `2021-07-05`, or whatever somebody wrote. */
  readonly date: string;
  readonly by: string;
}

/** An entry as it stands in the ledger; what cannot be read is `null`. */
export interface LedgerEntry extends Omit<EntryDraft, 'attachment' | 'times' | 'points'> {
  readonly sheet: string;
  /** Row of the sheet, from 0. */
  readonly row: number;
  readonly attachment: AttachmentKind | null;
  readonly times: number | null;
  readonly points: number | null;
}

const ATTACHMENT_NAMES: Readonly<Record<AttachmentKind, string>> = {
  districts: '附件1',
  departments: '附件2',
  volumes: '附件3',
};

/** Returns what the ledger calls an attachment: 附件1. */
export function attachmentName(kind: AttachmentKind): string {
  return ATTACHMENT_NAMES[kind];
}

/** Reads what somebody wrote for an attachment: 附件1, 附件 １, 1, 各区县, districts. */
export function attachmentNamed(text: string): AttachmentKind | null {
  const plain = folded(text).replace(/\s+/g, '');
  if (/^(?:附件)?1$|^附件1|区县|^districts$/.test(plain)) return 'districts';
  if (/^(?:附件)?2$|^附件2|市级|市直|部门|^departments$/.test(plain)) return 'departments';
  return null;
}

/** Finds the clause that somebody named: `5`, 第5条, `5、重大创新突破`, or its label alone. */
export function clauseNamed(text: string, clauses: readonly AdjustmentClause[]): AdjustmentClause | undefined {
  const plain = plainText(text);
  const number = /^(?:条款|第)?(\d+)(?:$|条|款|、|\.|,|:|\p{Script=Han})/u.exec(plain)?.[1];
  if (number !== undefined) return clauses.find((clause) => clause.number === number);
  return clauses.find((clause) => plain !== '' && (clause.number === plain || plainText(clause.label) === plain));
}

export function isUnclassified(clause: string): boolean {
  return plainText(clause) === UNCLASSIFIED;
}

function plainText(text: string): string {
  return folded(text).replace(/\s+/g, '');
}
