import { checkEntry } from '../core/adjustments/check-entry.js';
import {
  attachmentName,
  isUnclassified,
  UNCLASSIFIED,
  type EntryDraft,
  type LedgerEntry,
} from '../core/adjustments/entry.js';
import { ledgerFor, ledgersOf, unreadableLedgers, type Ledger } from '../core/adjustments/ledger.js';
import { likelyUnit, unitsNamed } from '../core/adjustments/named-units.js';
import { settle, type Adjustments, type UnitAdjustment } from '../core/adjustments/settle.js';
import { numberChanges } from '../core/changes/adjustment-cell.js';
import { planLedger, type LedgerEdit } from '../core/changes/ledger.js';
import type { Change } from '../core/changes/plan.js';
import { afterChanges } from '../core/changes/simulate.js';
import { add, fromDecimal, fromNumber, printShortest, subtract, toNumber } from '../core/exact/rational.js';
import type { AttachmentKind } from '../core/form/form.js';
import type { Grid } from '../core/grid/grid.js';
import type { Problem } from '../core/grid/problem.js';
import type { ComputedTable, ComputeResult } from './compute.js';

/** One thing somebody does in 加减分. Rows are those of the ledger's sheet (from 0) before all edits of the request; where `was` is given, a row that holds another entry by now is refused. */
export type AdjustmentEdit =
  | { readonly kind: 'add'; readonly entry: EntryDraft }
  | {
      readonly kind: 'change';
      readonly sheet: string;
      readonly row: number;
      readonly was?: LedgerEntry;
      readonly entry: EntryDraft;
    }
  | { readonly kind: 'remove'; readonly sheet: string; readonly row: number; readonly was?: LedgerEntry }
  /** A number typed for a unit: its bare number where it has no entries, else an unclassified entry that makes up the rest; the entries' own sum: the cell follows them. */
  | { readonly kind: 'set'; readonly attachment: AttachmentKind; readonly unit: string; readonly value: number };

/** A unit of a table that an edit concerns. */
export interface Touched {
  readonly table: ScoredTable;
  readonly unit: UnitAdjustment;
}

interface ScoredTable extends ComputedTable {
  readonly adjustments: Adjustments;
}

type EntryPlace = Omit<Extract<AdjustmentEdit, { readonly kind: 'remove' }>, 'kind'>;

/** Gathers edits: resolves units, refuses what the method does not allow, and plans the ledgers concerned. */
export class AdjustmentDraft {
  readonly refused: Problem[] = [];
  readonly problems: Problem[] = [];
  readonly touched: Touched[] = [];
  private readonly ledgers: readonly Ledger[];
  private readonly ledgerEdits: {
    readonly ledger: Ledger | null;
    readonly period: string | null;
    readonly edit: LedgerEdit;
  }[] = [];
  private readonly numbers: { readonly touched: Touched; readonly value: number }[] = [];

  constructor(
    private readonly sheets: readonly Grid[],
    private readonly before: ComputeResult,
  ) {
    this.ledgers = ledgersOf(sheets);
    // A second ledger beside one that has lost its headers would hide its entries for good.
    this.refused.push(...unreadableLedgers(sheets));
  }

  add(edit: AdjustmentEdit): void {
    if (edit.kind === 'remove') return this.remove(edit);
    const given = edit.kind === 'set' ? edit : edit.entry;
    const found = this.find(given.attachment, given.unit);
    if (found === null) return;
    if (edit.kind === 'set') return this.set(found, edit.value);
    const entry = { ...edit.entry, unit: found.unit.unit };
    for (const { severity, code, parameters } of checkEntry(entry, found.table.adjustments.component)) {
      this.say(
        severity === 'error' ? this.refused : this.problems,
        code,
        { unit: entry.unit, ...parameters },
        severity,
      );
    }
    this.touched.push(found);
    const { period } = found.table.attachment;
    if (edit.kind === 'add') {
      this.ledgerEdits.push({ ledger: ledgerFor(this.ledgers, period), period, edit: { kind: 'add', entry } });
      return;
    }
    const ledger = this.touchEntry(edit);
    if (ledger !== null) this.ledgerEdits.push({ ledger, period, edit: { kind: 'change', row: edit.row, entry } });
  }

  /** Everything but the scores: the ledgers, then the touched units' cells as the ledgers then say. */
  changes(): {
    readonly changes: readonly Change[];
    readonly problems: readonly Problem[];
    readonly refused: readonly Problem[];
  } {
    const changes: Change[] = [];
    const problems: Problem[] = [];
    const clausesOf = (kind: AttachmentKind): Adjustments['component']['clauses'] =>
      this.tableOf(kind)?.adjustments.component.clauses ?? [];
    for (const group of this.groups()) {
      const plan = planLedger(afterChanges(this.sheets, changes), group.ledger, group.edits, clausesOf, group.period);
      const refused = plan.problems.filter(({ severity }) => severity === 'error');
      if (refused.length > 0) return { changes: [], problems: [], refused };
      changes.push(...plan.changes);
      problems.push(...plan.problems);
    }
    const ledgers = ledgersOf(afterChanges(this.sheets, changes));
    const done = new Set<string>();
    for (const { table, unit } of this.touched) {
      const key = `${table.attachment.sheet}!${unit.row.row}`;
      if (done.has(key)) continue;
      done.add(key);
      const settled = this.settled(table, ledgers).units.find(({ row }) => row === unit.row);
      // The last entry gone, the sum over none is left: the base.
      const total =
        settled?.total ??
        (settled?.entries.length === 0 && unit.entries.length > 0
          ? fromDecimal(table.adjustments.component.base)
          : null);
      if (total !== null && unit.bare && unit.typed !== toNumber(total)) {
        problems.push({
          severity: 'warning',
          code: 'bare-number-replaced',
          sheet: table.attachment.sheet,
          cell: '',
          parameters: { unit: unit.unit, typed: unit.typed ?? '', sum: printShortest(total) },
        });
      }
      if (total !== null) changes.push(...this.cellChanges(table, unit, toNumber(total)));
    }
    for (const { touched, value } of this.numbers)
      changes.push(...this.cellChanges(touched.table, touched.unit, value));
    return { changes, problems, refused: [] };
  }

  private set(found: Touched, value: number): void {
    if (!Number.isFinite(value))
      return this.say(this.refused, 'entry-points-unreadable', { unit: found.unit.unit, text: String(value) });
    this.touched.push(found);
    const { table, unit } = found;
    if (unit.entries.length === 0) {
      this.numbers.push({ touched: found, value });
      return;
    }
    if (unit.unbounded === null) return this.say(this.refused, 'adjustment-unknown', { unit: unit.unit });
    // What the entries come to anyway needs no further one: the cell follows them.
    if (unit.total !== null && toNumber(unit.total) === value) return;
    const { kind, period } = table.attachment;
    const rest = subtract(fromNumber(value), unit.unbounded);
    const open = unit.entries.find(isOpenRest);
    const points = toNumber(open === undefined ? rest : add(rest, fromNumber(open.points ?? 0)));
    const entry: EntryDraft = {
      attachment: kind,
      unit: unit.unit,
      clause: UNCLASSIFIED,
      times: 1,
      points,
      reason: '',
      evidence: '',
      date: open?.date ?? '',
      by: open?.by ?? '',
    };
    const edit: LedgerEdit =
      open === undefined
        ? { kind: 'add', entry }
        : points === 0
          ? { kind: 'remove', row: open.row }
          : { kind: 'change', row: open.row, entry };
    this.ledgerEdits.push({ ledger: ledgerFor(this.ledgers, period), period, edit });
  }

  private remove(edit: EntryPlace): void {
    const ledger = this.touchEntry(edit);
    if (ledger !== null)
      this.ledgerEdits.push({ ledger, period: ledger.period, edit: { kind: 'remove', row: edit.row } });
  }

  /** The unit that an entry was for is touched too: its sum changes. */
  private touchEntry({ sheet, row, was }: EntryPlace): Ledger | null {
    const isMeant = (entry: LedgerEntry): boolean =>
      entry.row === row && (was === undefined || JSON.stringify(entry) === JSON.stringify(was));
    const ledger = this.ledgers.find((one) => one.sheet === sheet && one.entries.some(isMeant));
    if (ledger === undefined) {
      this.say(this.refused, 'entry-not-found', { sheet, row: row + 1 });
      return null;
    }
    for (const table of this.tables()) {
      const unit = table.adjustments.units.find(({ entries }) =>
        entries.some((entry) => entry.sheet === sheet && entry.row === row),
      );
      if (unit !== undefined) this.touched.push({ table, unit });
    }
    return ledger;
  }

  private find(kind: AttachmentKind, name: string): Touched | null {
    const table = this.tableOf(kind);
    if (table === undefined) {
      const known = this.before.tables.some(({ attachment }) => attachment.kind === kind);
      this.say(this.refused, known ? 'adjustment-not-in-method' : 'attachment-not-found', {
        attachment: attachmentName(kind),
      });
      return null;
    }
    const { rows } = table.attachment;
    const [row, another] = unitsNamed(name, rows);
    const unit = table.adjustments.units.find((one) => one.row === row);
    if (unit === undefined || another !== undefined) {
      this.say(this.refused, another === undefined ? 'entry-unit-unknown' : 'entry-unit-ambiguous', {
        unit: name,
        attachment: attachmentName(kind),
        likely: likelyUnit(name, rows),
      });
      return null;
    }
    if (unit.row.remark !== null) {
      this.say(this.refused, 'entry-unit-not-scored', { unit: unit.unit, remark: unit.row.remark });
      return null;
    }
    if (!table.attachment.columns.some(({ id }) => id === table.adjustments.component.column)) {
      this.say(this.refused, 'adjustment-column-missing', {});
      return null;
    }
    return { table, unit };
  }

  private groups(): readonly {
    readonly ledger: Ledger | null;
    readonly period: string | null;
    readonly edits: readonly LedgerEdit[];
  }[] {
    const groups = new Map<string, { ledger: Ledger | null; period: string | null; edits: LedgerEdit[] }>();
    for (const { ledger, period, edit } of this.ledgerEdits) {
      const key = ledger === null ? `new ${period ?? ''}` : ledger.sheet;
      const group = groups.get(key) ?? { ledger, period, edits: [] };
      group.edits.push(edit);
      groups.set(key, group);
    }
    return [...groups.values()];
  }

  private settled({ attachment, adjustments }: ScoredTable, ledgers: readonly Ledger[]): Adjustments {
    const others = this.tables()
      .map((table) => table.attachment)
      .filter((one) => one !== attachment);
    const ledger = ledgerFor(ledgers, attachment.period);
    return settle({ attachment, component: adjustments.component, ledger, others });
  }

  private cellChanges(
    { attachment, adjustments }: ScoredTable,
    { row }: UnitAdjustment,
    value: number,
  ): readonly Change[] {
    const column = attachment.columns.find(({ id }) => id === adjustments.component.column)?.column;
    const grid = this.sheets.find(({ sheet }) => sheet === attachment.sheet);
    return column === undefined || grid === undefined ? [] : numberChanges(grid, row.row, column, value);
  }

  private tables(): readonly ScoredTable[] {
    return this.before.tables.filter((table): table is ScoredTable => table.adjustments !== null);
  }

  private tableOf(kind: AttachmentKind): ScoredTable | undefined {
    return this.tables().find(({ attachment }) => attachment.kind === kind);
  }

  private say(
    to: Problem[],
    code: string,
    parameters: Problem['parameters'],
    severity: Problem['severity'] = 'error',
  ): void {
    to.push({ severity, code, sheet: '', cell: '', parameters });
  }
}

/** An entry that only makes up the rest to a typed number: the next typed number changes it instead of adding one more. */
function isOpenRest({ clause, times, points, reason, evidence }: LedgerEntry): boolean {
  return isUnclassified(clause) && times === 1 && points !== null && reason === '' && evidence === '';
}
