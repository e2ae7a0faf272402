import type { CellText, EntryKind, EntryOutcome, LeftBecause } from '../core/changes/typing.js';
import { cellName } from '../core/grid/address.js';
import type { MessageKey, MessageParameters } from '../messages/index.js';

/** What is said of an entry in the line above the sheet. */
export interface EntryReport {
  readonly tone: 'done' | 'refusal';
  readonly text: string;
}

interface Entry {
  readonly kind: EntryKind;
  readonly texts: readonly CellText[];
  readonly outcome: EntryOutcome;
  readonly t: (key: MessageKey, parameters?: MessageParameters) => string;
}

/** How many cells are named that were left. */
const MOST_NAMED = 6;

const REASONS: readonly LeftBecause[] = ['formula', 'formula-text', 'merged', 'outside', 'too-long', 'date'];

/** Words what came of an entry; `null` where there is nothing to say: one cell that was taken is seen. */
export function entryReport({ kind, texts, outcome, t }: Entry): EntryReport | null {
  const { isTaken, changed, left } = outcome;
  const [first] = texts;
  if (!isTaken) {
    const cell = first === undefined ? '' : cellName(first.row, first.column);
    return { tone: 'refusal', text: t('viewer-edit-conflict', { cell }) };
  }
  const isOneCell = texts.length === 1 && left.length === 0;
  if (isOneCell) return null;
  const sentences = [t(`viewer-${kind}`, { count: changed })];
  for (const reason of REASONS) {
    const cells = left.filter(({ because }) => because === reason).map(({ row, column }) => cellName(row, column));
    if (cells.length === 0) continue;
    const named = cells.slice(0, MOST_NAMED).join('、');
    sentences.push(t(`viewer-left-${reason}`, { cells: named, count: cells.length, more: cells.length - MOST_NAMED }));
  }
  return { tone: left.length > 0 ? 'refusal' : 'done', text: sentences.join('') };
}
