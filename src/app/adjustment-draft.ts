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
import { reconcile, type Adjustments, type UnitAdjustment } from '../core/adjustments/reconcile.js';
import { numberChanges } from '../core/changes/adjustment-cell.js';
import { planLedger, type LedgerEdits } from '../core/changes/ledger.js';
import type { LedgerEdit } from '../core/changes/ledger-edit.js';
import type { Change } from '../core/changes/plan.js';
import { afterChanges } from '../core/changes/simulate.js';
import {
  add,
  fromDecimal,
  fromNumber,
  printShortest,
  subtract,
  toNumber,
  type Rational,
} from '../core/exact/rational.js';
import type { AttachmentKind } from '../core/form/form.js';
import type { DefinedName } from '../core/grid/defined-name.js';
import type { Grid } from '../core/grid/grid.js';
import type { Problem } from '../core/grid/problem.js';
import type { WorkbookSnapshot } from '../ports/workbook.js';
import type { ComputedTable, ComputeResult } from './compute.js';

/**
 * One thing somebody does in 加减分. Rows are those of the ledger's sheet (from 0) before all edits of the request; where
 * `was` is given, a row that holds another entry by now is refused.
 */
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
  /**
   * A number typed for a unit: its bare number where it has no entries, else an unclassified entry that makes up the
   * rest; the entries' own sum: the cell follows them.
   */
  | { readonly kind: 'set'; readonly attachment: AttachmentKind; readonly unit: string; readonly value: number };

/** A unit of a table that an edit concerns. */
export interface TouchedUnit {
  readonly table: AdjustedTable;
  readonly unit: UnitAdjustment;
}

interface AdjustedTable extends ComputedTable {
  readonly adjustments: Adjustments;
}

/** Where an entry stands, and what it was when the edit was made. */
type EntryPlace = Omit<Extract<AdjustmentEdit, { readonly kind: 'remove' }>, 'kind'>;

/** An edit of a ledger, `null` where it has to be made, for the quarter of the attachment. */
interface DraftedEdit {
  readonly ledger: Ledger | null;
  readonly period: string | null;
  readonly edit: LedgerEdit;
}

/** What edits change in the workbook, without the scores. */
interface DraftChanges {
  readonly changes: readonly Change[];
  readonly problems: readonly Problem[];
  /** Why nothing can be changed; empty where all is well. */
  readonly refused: readonly Problem[];
}

/** Gathers edits: resolves units, refuses what the method does not allow, and plans the ledgers concerned. */
export class AdjustmentDraft {
  readonly refused: Problem[] = [];
  readonly problems: Problem[] = [];
  readonly touched: TouchedUnit[] = [];
  private readonly tables: readonly AdjustedTable[];
  private readonly ledgers: readonly Ledger[];
  private readonly ledgerEdits: DraftedEdit[] = [];
  private readonly numbers: { readonly touched: TouchedUnit; readonly value: number }[] = [];

  private readonly sheets: readonly Grid[];
  private readonly definedNames: readonly DefinedName[];

  constructor(
    { sheets, definedNames = [] }: Pick<WorkbookSnapshot, 'sheets' | 'definedNames'>,
    private readonly before: ComputeResult,
  ) {
    this.sheets = sheets;
    this.definedNames = definedNames;
    this.tables = before.tables.filter((table): table is AdjustedTable => table.adjustments !== null);
    this.ledgers = ledgersOf(sheets);
    // A second ledger beside one that has lost its headers would hide its entries for good.
    for (const problem of unreadableLedgers(sheets)) this.refused.push(problem);
  }

  /** Takes an edit in; what is wrong with it is added to `refused` or `problems`. */
  add(edit: AdjustmentEdit): void {
    if (edit.kind === 'remove') return this.remove(edit);
    const { attachment, unit } = edit.kind === 'set' ? edit : edit.entry;
    const found = this.find(attachment, unit);
    if (found === null) return;
    if (edit.kind === 'set') return this.set(found, edit.value);
    const entry = { ...edit.entry, unit: found.unit.unit };
    this.check(entry, found);
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
  changes(): DraftChanges {
    const planned = this.ledgerChanges();
    if (planned.refused.length > 0) return planned;
    const changes = [...planned.changes];
    const problems = [...planned.problems];
    const ledgers = ledgersOf(afterChanges(this.sheets, changes));
    for (const touched of this.distinctTouched()) {
      const total = this.totalAfter(touched, ledgers);
      if (total === null) continue;
      if (touched.unit.hasNoReason && touched.unit.typed !== toNumber(total))
        problems.push(replacedNumber(touched, total));
      for (const change of this.cellChanges(touched, toNumber(total))) changes.push(change);
    }
    for (const { touched, value } of this.numbers) {
      for (const change of this.cellChanges(touched, value)) changes.push(change);
    }
    return { changes, problems, refused: [] };
  }

  private check(entry: EntryDraft, { table }: TouchedUnit): void {
    for (const { severity, code, parameters } of checkEntry(entry, table.adjustments.component)) {
      const list = severity === 'error' ? this.refused : this.problems;
      list.push({ severity, code, sheet: '', cell: '', parameters: { unit: entry.unit, ...parameters } });
    }
  }

  /** Plans the ledgers one after the other, since a new one takes a name that another must not have. */
  private ledgerChanges(): DraftChanges {
    const changes: Change[] = [];
    const problems: Problem[] = [];
    const { definedNames } = this;
    const clausesOf: LedgerEdits['clausesOf'] = (kind) => this.tableOf(kind)?.adjustments.component.clauses ?? [];
    for (const group of this.editsByLedger()) {
      const plan = planLedger(afterChanges(this.sheets, changes), { ...group, definedNames, clausesOf });
      const refused = plan.problems.filter(({ severity }) => severity === 'error');
      if (refused.length > 0) return { changes: [], problems: [], refused };
      for (const change of plan.changes) changes.push(change);
      for (const problem of plan.problems) problems.push(problem);
    }
    return { changes, problems, refused: [] };
  }

  private editsByLedger(): Iterable<Omit<LedgerEdits, 'clausesOf' | 'definedNames'>> {
    const groups = new Map<string, { ledger: Ledger | null; period: string | null; edits: LedgerEdit[] }>();
    for (const { ledger, period, edit } of this.ledgerEdits) {
      const key = ledger === null ? `new ${period ?? ''}` : ledger.sheet;
      const group = groups.get(key) ?? { ledger, period, edits: [] };
      group.edits.push(edit);
      groups.set(key, group);
    }
    return groups.values();
  }

  /** The touched units, each once. */
  private distinctTouched(): Iterable<TouchedUnit> {
    const units = new Map<string, TouchedUnit>();
    for (const touched of this.touched) {
      const key = `${touched.table.attachment.sheet}!${touched.unit.row.row}`;
      if (!units.has(key)) units.set(key, touched);
    }
    return units.values();
  }

  /** What a unit's entries come to with these ledgers; `null` where that cannot be told or there were none. */
  private totalAfter({ table, unit }: TouchedUnit, ledgers: readonly Ledger[]): Rational | null {
    const { attachment, adjustments } = table;
    const others = this.tables.map((other) => other.attachment).filter((other) => other !== attachment);
    const ledger = ledgerFor(ledgers, attachment.period);
    const { units } = reconcile({ attachment, component: adjustments.component, ledger, others });
    const after = units.find(({ row }) => row === unit.row);
    if (after === undefined) return null;
    // The last entry gone, the sum over none is left: the base.
    const isEmptied = after.entries.length === 0 && unit.entries.length > 0;
    return after.total ?? (isEmptied ? fromDecimal(adjustments.component.base) : null);
  }

  private set(found: TouchedUnit, value: number): void {
    const { table, unit } = found;
    if (!Number.isFinite(value))
      return this.refuse('entry-points-unreadable', { unit: unit.unit, text: String(value) });
    this.touched.push(found);
    if (unit.entries.length === 0) {
      this.numbers.push({ touched: found, value });
      return;
    }
    if (unit.unbounded === null) return this.refuse('adjustment-unknown', { unit: unit.unit });
    // What the entries come to anyway needs no further one: the cell follows them.
    if (unit.total !== null && toNumber(unit.total) === value) return;
    const { period } = table.attachment;
    const edit = restEdit(found, subtract(fromNumber(value), unit.unbounded));
    this.ledgerEdits.push({ ledger: ledgerFor(this.ledgers, period), period, edit });
  }

  private remove(edit: EntryPlace): void {
    const ledger = this.touchEntry(edit);
    if (ledger === null) return;
    this.ledgerEdits.push({ ledger, period: ledger.period, edit: { kind: 'remove', row: edit.row } });
  }

  /** The unit that an entry was for is touched too: its sum changes. */
  private touchEntry({ sheet, row, was }: EntryPlace): Ledger | null {
    const isMeant = (entry: LedgerEntry): boolean =>
      entry.row === row && (was === undefined || JSON.stringify(entry) === JSON.stringify(was));
    const ledger = this.ledgers.find((candidate) => candidate.sheet === sheet && candidate.entries.some(isMeant));
    if (ledger === undefined) {
      this.refuse('entry-not-found', { sheet, row: row + 1 });
      return null;
    }
    for (const table of this.tables) {
      const unit = table.adjustments.units.find(({ entries }) =>
        entries.some((entry) => entry.sheet === sheet && entry.row === row),
      );
      if (unit !== undefined) this.touched.push({ table, unit });
    }
    return ledger;
  }

  private find(kind: AttachmentKind, name: string): TouchedUnit | null {
    const attachment = attachmentName(kind);
    const table = this.tableOf(kind);
    if (table === undefined) {
      const isComputed = this.before.tables.some((one) => one.attachment.kind === kind);
      this.refuse(isComputed ? 'adjustment-not-in-method' : 'attachment-not-found', { attachment });
      return null;
    }
    const { rows } = table.attachment;
    const [row, another] = unitsNamed(name, rows);
    const unit = table.adjustments.units.find((one) => one.row === row);
    if (unit === undefined || another !== undefined) {
      const code = another === undefined ? 'entry-unit-unknown' : 'entry-unit-ambiguous';
      this.refuse(code, { unit: name, attachment, likely: likelyUnit(name, rows) });
      return null;
    }
    if (unit.row.remark !== null) {
      this.refuse('entry-unit-not-scored', { unit: unit.unit, remark: unit.row.remark });
      return null;
    }
    if (adjustmentColumn(table) === undefined) {
      this.refuse('adjustment-column-missing', {});
      return null;
    }
    return { table, unit };
  }

  private cellChanges({ table, unit }: TouchedUnit, value: number): readonly Change[] {
    const column = adjustmentColumn(table);
    const grid = this.sheets.find(({ sheet }) => sheet === table.attachment.sheet);
    if (column === undefined || grid === undefined) return [];
    return numberChanges(grid, { row: unit.row.row, column }, value);
  }

  private tableOf(kind: AttachmentKind): AdjustedTable | undefined {
    return this.tables.find(({ attachment }) => attachment.kind === kind);
  }

  private refuse(code: Problem['code'], parameters: Problem['parameters']): void {
    this.refused.push({ severity: 'error', code, sheet: '', cell: '', parameters });
  }
}

function adjustmentColumn({ attachment, adjustments }: AdjustedTable): number | undefined {
  return attachment.columns.find(({ id }) => id === adjustments.component.column)?.column;
}

function replacedNumber({ table, unit }: TouchedUnit, total: Rational): Problem {
  return {
    severity: 'warning',
    code: 'bare-number-replaced',
    sheet: table.attachment.sheet,
    cell: '',
    parameters: { unit: unit.unit, typed: unit.typed ?? '', sum: printShortest(total) },
  };
}

/** The edit that makes up the rest to a typed number: the entry that did so before is changed, else one is added. */
function restEdit({ table, unit }: TouchedUnit, rest: Rational): LedgerEdit {
  const open = unit.entries.find(isOpenRest);
  const points = toNumber(add(rest, fromNumber(open?.points ?? 0)));
  if (open !== undefined && points === 0) return { kind: 'remove', row: open.row };
  const entry: EntryDraft = {
    attachment: table.attachment.kind,
    unit: unit.unit,
    clause: UNCLASSIFIED,
    times: 1,
    points,
    reason: '',
    evidence: '',
    date: open?.date ?? '',
    by: open?.by ?? '',
  };
  if (open === undefined) return { kind: 'add', entry };
  return { kind: 'change', row: open.row, entry };
}

/** An entry that only makes up the rest to a typed number: the next typed number changes it and adds no further one. */
function isOpenRest({ clause, times, points, reason, evidence }: LedgerEntry): boolean {
  return isUnclassified(clause) && times === 1 && points !== null && reason === '' && evidence === '';
}
