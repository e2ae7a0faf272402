import { folded, withoutInvisible } from '../grid/folded.js';
import { cellName } from '../grid/address.js';
import type { CellValue, Grid } from '../grid/grid.js';
import type { Problem } from '../grid/problem.js';
import type { Reading } from '../grid/reading.js';
import type { Form } from '../form/form.js';
import type { AttachmentColumn, AttachmentRow, RowKind } from './attachment.js';
import { bodyColumnsOf, lastColumnOf, type BodyColumns } from './body-columns.js';
import { isComparison } from './comparison.js';
import { MergedNames } from './merged-names.js';
import { normalise } from './normalise.js';
import { endAtNotes } from './notes-below.js';
import { readFigures, type RowFigures } from './row-figures.js';
import { isCalledLikeUnit, isFooter, isPartOfUnit, isPopulationsOfColumns, isSerialNumber } from './row-words.js';
import { parseUnitName } from './unit-name.js';

/** A longer text is no name of a total. */
const LONGEST_TOTAL = 20;
/** A longer one is no name, but a text that landed there. */
const LONGEST_NAME = 255;

/** A row's cells as they are read, before it is told what kind of row it is. */
interface RowCells {
  readonly row: number;
  readonly figures: RowFigures;
  readonly unitText: string;
  readonly serialText: string;
  readonly serialValue: CellValue;
  readonly populationValue: CellValue;
}

/** A problem in a row: where it is, and what is reported of it. */
interface RowProblem extends Pick<Problem, 'severity' | 'code' | 'parameters'> {
  readonly row: number;
  /** `undefined`: the first column of the sheet's used part. */
  readonly column: AttachmentColumn | undefined;
}

/** Reads the rows below a header, one after the other, and collects the problems in them. */
export class BodyReader {
  problems: Problem[] = [];
  private readonly columns: BodyColumns;
  private readonly merged: MergedNames;
  /** 部门人口数: a number behind the name is the population. */
  readonly namesGivePopulation: boolean;
  /** 合计, 全市合计, 本页小计: no unit is called so. */
  private readonly endsLikeTotal: RegExp;
  /** Rows above had serial numbers: a row without one is less likely a unit. */
  private numbered = false;
  /** What stands in the column of serial numbers, by the rows that were read. */
  private readonly serials = new Map<number, string>();

  constructor(
    private readonly grid: Grid,
    columns: readonly AttachmentColumn[],
    form: Form,
  ) {
    this.columns = bodyColumnsOf(columns);
    this.merged = new MergedNames(grid.merges, this.columns);
    this.namesGivePopulation = this.columns.unit?.header.includes('人口') === true;
    this.endsLikeTotal = patternEndingIn(form.totals);
  }

  read(row: number): AttachmentRow {
    const cells = this.readCells(row);
    this.serials.set(row, String(cells.serialValue ?? '').trim());
    const { unitText, serialText, figures } = cells;
    const total = this.totalIn(unitText) ?? this.totalIn(serialText);
    if (total !== undefined) return rowOf(cells, 'total', total);

    const label = unitText || serialText;
    const hasContent = figures.filled > 0 || figures.counted > 0 || figures.remark !== null;
    if (hasContent && isComparison(label)) {
      this.reportComparison(row, label);
      return rowOf(cells, 'foreign', label);
    }
    if (unitText === '') return this.readUnnamed(rowOf(cells, 'blank', serialText));
    return this.readNamed(cells);
  }

  /** A row without a unit: blank, a heading, or figures that belong to nobody. */
  readUnnamed(row: AttachmentRow): AttachmentRow {
    const hasTypedFigures = this.columns.figures.some(
      ({ id, isTyped }) => isTyped && row.readings[id]?.kind === 'number',
    );
    if (hasTypedFigures) return this.asForeign(row);
    const isBlank = row.name === '' && row.remark === null;
    return { ...row, kind: isBlank ? 'blank' : 'section' };
  }

  /** Rows below the notes under the table that look like units of it are none, which is reported. */
  withoutRowsBelowNotes(rows: readonly AttachmentRow[]): readonly AttachmentRow[] {
    const { rows: kept, strays } = endAtNotes(rows, {
      grid: this.grid,
      lastColumn: lastColumnOf(this.columns),
      serialOf: (row) => this.serials.get(row) ?? '',
    });
    const [first] = strays;
    if (first === undefined) return kept;
    // Nobody needs to know what cannot be read in them.
    const below = new Set(strays.map(({ row }) => String(row + 1)));
    this.problems = this.problems.filter(({ cell }) => !below.has(/(?<!\d)\d+$/.exec(cell)?.[0] ?? ''));
    this.report({
      severity: 'warning',
      code: 'row-below-notes',
      row: first.row,
      column: this.columns.unit,
      parameters: { rows: runsOf(strays.map(({ row }) => row + 1)), row: first.row + 1 },
    });
    return kept;
  }

  /**
   * Reports the few units without a serial number where the others have one: each is a unit, or somebody's own line.
   */
  reportUnnumbered(rows: readonly AttachmentRow[]): void {
    const serial = this.columns.serial?.column;
    if (serial === undefined) return;
    const shared = this.merged.rowsSharingSerial(serial, rows[rows.length - 1]?.row ?? 0);
    const without: AttachmentRow[] = [];
    let numbered = 0;
    rows.forEach((row, index) => {
      if (row.kind !== 'unit') return;
      if (shared.has(row.row) || this.hasSerial(row, rows[index - 1])) numbered += 1;
      else if (this.hasCounts(row)) without.push(row);
    });
    if (numbered < 2 || numbered < 2 * without.length) return;
    for (const { row, name } of without) {
      this.report({
        severity: 'notice',
        code: 'unit-unnumbered',
        row,
        column: this.columns.unit,
        parameters: { unit: name, row: row + 1 },
      });
    }
  }

  private readCells(row: number): RowCells {
    const { unit, serial, population } = this.columns;
    const values = this.valuesOf(row);
    const figures = this.figuresIn(row);
    let named = values;
    if (figures.counted > 0) named = this.firstRowOfName(row) ?? values;
    return {
      row,
      figures,
      unitText: this.textOf(named, unit) || this.textOf(named, this.merged.columnOfMergedName(row)),
      serialText: this.textOf(named, serial),
      serialValue: this.valueOf(named, serial),
      populationValue: this.valueOf(values, population),
    };
  }

  private readNamed(cells: RowCells): AttachmentRow {
    const { row, figures, unitText, serialText, serialValue } = cells;
    const { counted, remark } = figures;
    const isEmpty = figures.filled === 0 && remark === null;
    const isNumbered = typeof serialValue === 'number' || isSerialNumber(serialText);

    if (isEmpty && this.hasFiguresBelow(row)) return rowOf(cells, 'continuation', unitText);
    if (!isNumbered && isPopulationsOfColumns(unitText)) return rowOf(cells, 'section', unitText);
    if (counted > 0 && isPartOfUnit(unitText))
      return this.asForeign(rowOf(cells, 'foreign', unitText), 'row-part-of-unit');
    if (!isNumbered && isEmpty && !this.isUnitWithoutFigures(unitText)) return rowOf(cells, 'section', unitText);
    if (!isNumbered && this.isBelowTable(cells)) return this.asForeign(rowOf(cells, 'foreign', unitText));

    this.numbered ||= isNumbered;
    return this.asUnit(cells);
  }

  /** 填报人：张三, 电话 in a column of counts: the table is over. */
  private isBelowTable({ unitText, figures: { counted, remark } }: RowCells): boolean {
    if (counted >= 3) return false;
    return (this.numbered && remark === null) || isFooter(unitText);
  }

  private asUnit(cells: RowCells): AttachmentRow {
    this.reportUnreadable(cells.figures.readings, cells.row);
    const { length } = cells.unitText;
    if (length > LONGEST_NAME)
      this.report({
        severity: 'warning',
        code: 'text-too-long',
        row: cells.row,
        column: this.columns.unit,
        parameters: { length },
      });
    const { name, scope, population } = parseUnitName(cells.unitText, this.namesGivePopulation);
    return {
      ...rowOf(cells, 'unit', name),
      scope,
      population: this.columns.population === undefined ? population : populationIn(cells.populationValue),
    };
  }

  private totalIn(text: string): string | undefined {
    if (text === '' || text.length > LONGEST_TOTAL) return undefined;
    // 合计（11个）
    const name = normalise(text.replace(/[（(][^（(）)]*[）)]/g, ''));
    if (!this.endsLikeTotal.test(name)) return undefined;
    return name;
  }

  private hasSerial({ row }: AttachmentRow, above: AttachmentRow | undefined): boolean {
    if (this.serials.get(row) !== '') return true;
    return above?.kind === 'continuation' && this.serials.get(above.row) !== '';
  }

  private hasCounts({ readings }: AttachmentRow): boolean {
    return this.columns.figures.some(({ id, isCount }) => isCount && readings[id]?.kind === 'number');
  }

  /** Figures of no unit are passed over and reported. */
  private asForeign(row: AttachmentRow, code?: Problem['code']): AttachmentRow {
    const { figures } = this.columns;
    const first =
      figures.find(({ id }) => row.readings[id]?.kind === 'number') ??
      figures.find(({ id }) => row.readings[id]?.kind === 'unreadable');
    const defaultCode = row.name === '' ? 'row-without-unit' : 'row-not-read';
    this.report({
      severity: 'warning',
      code: code ?? defaultCode,
      row: row.row,
      column: first,
      parameters: { text: row.name, row: row.row + 1 },
    });
    return { ...row, kind: 'foreign' };
  }

  private reportComparison(row: number, label: string): void {
    this.report({
      severity: 'notice',
      code: 'row-comparison',
      row,
      column: this.columns.unit,
      parameters: { text: label.replace(/\s+/g, ''), row: row + 1 },
    });
  }

  /** The first row of a name merged over several, where no row above this one has figures. */
  private firstRowOfName(row: number): readonly CellValue[] | undefined {
    const area = this.merged.areaOfName(row);
    if (area === undefined || area.top === row) return undefined;
    for (let above = area.top; above < row; above += 1) if (this.hasFigures(above)) return undefined;
    return this.grid.values[area.top - this.grid.top];
  }

  /** Tells whether a name begins in this row that is merged with rows below, one of which has figures. */
  private hasFiguresBelow(row: number): boolean {
    const area = this.merged.areaOfName(row);
    if (area === undefined || area.top !== row) return false;
    for (let below = row + 1; below <= area.bottom; below += 1) if (this.hasFigures(below)) return true;
    return false;
  }

  private hasFigures(row: number): boolean {
    const { counted, remark } = this.figuresIn(row);
    return counted > 0 || remark !== null;
  }

  private figuresIn(row: number): RowFigures {
    return readFigures(this.grid, row, this.columns.figures);
  }

  /**
   * Where no row has a serial number a bare name may be a unit that handed nothing in, if it is called as units are.
   */
  private isUnitWithoutFigures(text: string): boolean {
    return this.columns.serial === undefined && isCalledLikeUnit(text);
  }

  private reportUnreadable(readings: Readonly<Record<string, Reading>>, row: number): void {
    for (const column of this.columns.figures) {
      const reading = readings[column.id];
      if (reading?.kind !== 'unreadable' || !column.isTyped) continue;
      const { text, proposal, isDate } = reading;
      if (isDate === true) {
        this.report({ severity: 'error', code: 'cell-is-date', row, column, parameters: { text } });
        continue;
      }
      const parameters: Record<string, string | number> = { text };
      if (proposal !== undefined) parameters.proposal = proposal;
      this.report({ severity: 'error', code: 'cell-unreadable', row, column, parameters });
    }
  }

  private report({ severity, code, row, column, parameters }: RowProblem): void {
    const cell = cellName(row, column?.column ?? this.grid.left);
    this.problems.push({ severity, code, sheet: this.grid.sheet, cell, parameters });
  }

  private valuesOf(row: number): readonly CellValue[] {
    return this.grid.values[row - this.grid.top] ?? [];
  }

  private valueOf(values: readonly CellValue[], column: AttachmentColumn | undefined): CellValue {
    if (column === undefined) return null;
    return values[column.column - this.grid.left] ?? null;
  }

  private textOf(values: readonly CellValue[], column: AttachmentColumn | undefined): string {
    const value = this.valueOf(values, column);
    return typeof value === 'string' ? withoutInvisible(value).trim() : '';
  }
}

function rowOf({ row, figures: { remark, readings } }: RowCells, kind: RowKind, name: string): AttachmentRow {
  return { row, kind, name, scope: null, population: null, remark, readings };
}

/** Matches texts that end in one of the words; without words, none. */
function patternEndingIn(words: readonly string[]): RegExp {
  if (words.length === 0) return /(?!)/;
  const escaped = words.map((word) => normalise(word).replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?:${escaped.join('|')})$`);
}

/** 25, 26, 27, 30 as 25—27、30. */
function runsOf(rows: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const row of rows) {
    const run = runs[runs.length - 1];
    if (run !== undefined && run[1] + 1 === row) run[1] = row;
    else runs.push([row, row]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}—${to}`)).join('、');
}

function populationIn(value: CellValue): number | null {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return null;
  const plain = folded(value).trim();
  if (/^\d+(?:\.\d+)?$/.test(plain)) return Number(plain);
  return parseUnitName(value).population;
}
