import { cellName } from '../grid/address.js';
import type { Area, CellValue, Grid } from '../grid/grid.js';
import type { Problem } from '../grid/problem.js';
import { readCell, type Reading } from '../grid/reading.js';
import type { Form } from '../form/form.js';
import type { AttachmentColumn, AttachmentRow } from './attachment.js';
import { isComparison } from './comparison.js';
import { normalise } from './normalise.js';
import { endAtNotes } from './notes-below.js';
import { isSignature } from './signature.js';
import { parseUnitName } from './unit-name.js';

const FIGURES = new Set<AttachmentColumn['role']>([
  'input',
  'computed',
  'adjustment',
  'score',
  'city',
  'district',
  'sum',
]);
const COUNTS = new Set<AttachmentColumn['role']>(['input', 'city', 'district']);

/** A merged name is no higher than this; what is higher is something else. */
const HIGHEST_NAME = 9;
const LONGEST_NAME = 12;
const UNIT = /(?:[区县旗局委办]|管委会|中心|公司|支队|法院|检察院)$/;
/** 各区县, 功能区, 市直部门, 一、… head several units. */
const NO_UNIT = /^(?:各|全|功能|市直|市级|区县|县区|主城|中心城|[一二三四五六七八九十]+[、.])|[、,;。]/;

/** Reads the rows below a header, one after the other, and keeps what has to be said of them. */
export class BodyReader {
  problems: Problem[] = [];
  private readonly figures: readonly (AttachmentColumn & { readonly isCount: boolean; readonly isTyped: boolean })[];
  private readonly unit: AttachmentColumn | undefined;
  private readonly serial: AttachmentColumn | undefined;
  private readonly population: AttachmentColumn | undefined;
  /** 部门人口数: a number behind the name is the population. */
  readonly namesGivePopulation: boolean;
  /** 合计, 全市合计, 本页小计: no unit is called so. */
  private readonly endsLikeTotal: RegExp;
  /** Names merged over several rows, by the rows they cover. */
  private readonly mergedNames = new Map<number, Area>();
  /** The column in which a name stands that is merged over serial and unit, by row. */
  private readonly mergedWithUnit = new Map<number, AttachmentColumn>();
  /** Rows above had serial numbers: a row without one is less likely a unit. */
  private numbered = false;
  /** What stands in the column of serial numbers, by the rows that were read. */
  private readonly serials = new Map<number, string>();

  constructor(
    private readonly grid: Grid,
    columns: readonly AttachmentColumn[],
    form: Form,
  ) {
    const totals = form.totals.map((total) => normalise(total).replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    this.endsLikeTotal = totals.length === 0 ? /(?!)/ : new RegExp(`(?:${totals.join('|')})$`);
    const withRole = (role: AttachmentColumn['role']): AttachmentColumn | undefined =>
      columns.find((column) => column.role === role);
    this.figures = columns
      .filter(({ role }) => FIGURES.has(role))
      .map((column) => ({
        ...column,
        isCount: COUNTS.has(column.role),
        isTyped: COUNTS.has(column.role) || column.role === 'adjustment',
      }));
    this.unit = withRole('unit');
    this.serial = withRole('serial');
    this.population = withRole('population');
    this.namesGivePopulation = this.unit?.header.includes('人口') === true;
    const names = this.unit?.column ?? -1;
    for (const area of grid.merges.filter(
      ({ top, left, bottom, right }) => left <= names && names <= right && top < bottom && bottom <= top + HIGHEST_NAME,
    )) {
      for (let row = area.top; row <= area.bottom; row += 1) this.mergedNames.set(row, area);
    }
    const { serial, unit } = this;
    if (serial === undefined || unit === undefined) return;
    for (const area of grid.merges.filter(({ left, right }) => left === serial.column && right === unit.column)) {
      for (let row = area.top; row <= Math.min(area.bottom, area.top + HIGHEST_NAME); row += 1)
        this.mergedWithUnit.set(row, serial);
    }
  }

  read(row: number): AttachmentRow {
    const values = this.grid.values[row - this.grid.top] ?? [];
    const { readings, remark, filled, counted } = this.readFigures(values, row);
    const heads = counted > 0 ? this.nameAbove(row) : undefined;
    const unitText =
      this.textOf(heads ?? values, this.unit) || this.textOf(heads ?? values, this.mergedWithUnit.get(row));
    const serialText = this.textOf(heads ?? values, this.serial);
    this.serials.set(row, String(this.valueOf(heads ?? values, this.serial) ?? '').trim());
    const total = this.totalIn(unitText) ?? this.totalIn(serialText);
    if (total !== undefined)
      return { row, kind: 'total', name: total, scope: null, population: null, remark, readings };
    const label = unitText === '' ? serialText : unitText;
    if ((filled > 0 || counted > 0 || remark !== null) && isComparison(label))
      return this.comparison({ row, name: label, scope: null, population: null, remark, readings });
    if (unitText === '')
      return this.nameless({ row, name: serialText, scope: null, population: null, remark, readings });

    const isNumbered =
      typeof this.valueOf(heads ?? values, this.serial) === 'number' ||
      /^\(?\d+[.、)]?$/.test(serialText.normalize('NFKC'));
    if (filled === 0 && remark === null && this.figuresBelow(row))
      return { row, kind: 'continuation', name: unitText, scope: null, population: null, remark, readings };
    if (isPopulationsOfColumns(unitText) && !isNumbered)
      return { row, kind: 'section', name: unitText, scope: null, population: null, remark, readings };
    if (/^其中/.test(normalise(unitText)) && counted > 0)
      return this.foreign({ row, name: unitText, scope: null, population: null, remark, readings }, 'row-part-of-unit');
    if (filled === 0 && remark === null && !isNumbered && !this.isUnitWithoutFigures(unitText))
      return { row, kind: 'section', name: unitText, scope: null, population: null, remark, readings };
    // 填报人：张三, 电话 in a column of counts: the table is over.
    if (!isNumbered && counted < 3 && (signs(unitText) || (this.numbered && remark === null)))
      return this.foreign({ row, name: unitText, scope: null, population: null, remark, readings });

    this.numbered ||= isNumbered;
    this.sayUnreadable(readings, row);
    const unit = parseUnitName(unitText, this.namesGivePopulation);
    const population =
      this.population === undefined ? unit.population : populationIn(this.valueOf(values, this.population));
    return { row, kind: 'unit', name: unit.name, scope: unit.scope, population, remark, readings };
  }

  private totalIn(text: string): string | undefined {
    if (text === '' || text.length > 20) return undefined;
    // 合计（11个）
    const name = normalise(/[（(]/.test(text) ? text.replace(/[（(].*?[）)]/g, '') : text);
    return this.endsLikeTotal.test(name) ? name : undefined;
  }

  private readFigures(
    values: readonly CellValue[],
    row: number,
  ): {
    readonly readings: Record<string, Reading>;
    readonly remark: string | null;
    readonly filled: number;
    readonly counted: number;
  } {
    const formats = this.grid.formats[row - this.grid.top];
    const readings: Record<string, Reading> = {};
    let remark: string | null = null;
    let [filled, counted] = [0, 0];
    let adjustmentInWords: { readonly id: string; readonly text: string } | undefined;
    for (const { id, column, role, isCount } of this.figures) {
      const value = values[column - this.grid.left] ?? null;
      let reading = readCell(value, formats?.[column - this.grid.left] ?? 'General');
      if (reading.kind === 'unreadable' && isRemark(reading.text)) {
        if (role === 'adjustment') adjustmentInWords ??= { id, text: reading.text };
        else remark ??= reading.text.trim();
        reading = { kind: 'none', text: reading.text };
      } else if (reading.kind === 'number' && isCount) {
        const count = reading.fromText ? reading.value : asShown(reading.value);
        if (count < 0 || !Number.isInteger(count)) reading = { kind: 'unreadable', text: String(value) };
        else if (count !== reading.value) reading = { ...reading, value: count };
      }
      if (reading.kind === 'number') filled += 1;
      if (isCount && (reading.kind === 'number' || reading.kind === 'unreadable')) counted += 1;
      readings[id] = reading;
    }
    if (adjustmentInWords !== undefined && remark === null) {
      // 待定 beside whole figures is an adjustment that nobody can read; over the whole row it stands for the figures too.
      if (counted > 0 && this.figures.every(({ id, isCount }) => !isCount || readings[id]?.kind === 'number'))
        readings[adjustmentInWords.id] = { kind: 'unreadable', text: adjustmentInWords.text };
      else remark = adjustmentInWords.text.trim();
    }
    return { readings, remark, filled, counted };
  }

  /** A row without a unit: blank, a heading, or figures that belong to nobody. */
  nameless(row: Omit<AttachmentRow, 'kind'>): AttachmentRow {
    if (this.figures.some(({ id, isTyped }) => isTyped && row.readings[id]?.kind === 'number'))
      return this.foreign(row);
    return { ...row, kind: row.name === '' && row.remark === null ? 'blank' : 'section' };
  }

  /** Rows below the notes under the table that look like units of it are none, which is said. */
  withoutRowsBelowNotes(rows: readonly AttachmentRow[]): readonly AttachmentRow[] {
    const right = Math.max(...[this.serial, this.unit, ...this.figures].map((column) => column?.column ?? 0));
    const { rows: kept, strays } = endAtNotes(this.grid, rows, right, (row) => this.serials.get(row) ?? '');
    const [first] = strays;
    if (first === undefined) return kept;
    // What cannot be read in them is nobody's concern.
    const below = new Set(strays.map(({ row }) => String(row + 1)));
    this.problems = this.problems.filter(({ cell }) => !below.has(/\d+$/.exec(cell)?.[0] ?? ''));
    this.say('warning', 'row-below-notes', first.row, this.unit, {
      rows: runsOf(strays.map(({ row }) => row + 1)),
      row: first.row + 1,
    });
    return kept;
  }

  /** Says which of few units have no serial number where the others have one: each is a unit, or somebody's own line. */
  sayUnnumbered(rows: readonly AttachmentRow[]): void {
    const serial = this.serial?.column;
    if (serial === undefined) return;
    const last = rows[rows.length - 1]?.row ?? 0;
    const shared = new Set<number>();
    for (const { top, left, bottom, right } of this.grid.merges) {
      if (left <= serial && serial <= right)
        for (let row = top + 1; row <= Math.min(bottom, last); row += 1) shared.add(row);
    }
    const units = rows.flatMap((row, index) => {
      if (row.kind !== 'unit') return [];
      const above = rows[index - 1];
      const isNumbered =
        this.serials.get(row.row) !== '' ||
        (above?.kind === 'continuation' && this.serials.get(above.row) !== '') ||
        shared.has(row.row);
      return [{ row, isNumbered }];
    });
    const without = units.filter(
      ({ isNumbered, row: { readings } }) =>
        !isNumbered && this.figures.some(({ id, isCount }) => isCount && readings[id]?.kind === 'number'),
    );
    const numbered = units.filter(({ isNumbered }) => isNumbered).length;
    if (numbered < 2 || numbered < 2 * without.length) return;
    for (const {
      row: { row, name },
    } of without)
      this.say('notice', 'unit-unnumbered', row, this.unit, { unit: name, row: row + 1 });
  }

  private comparison(row: Omit<AttachmentRow, 'kind'>): AttachmentRow {
    this.say('notice', 'row-comparison', row.row, this.unit, { text: row.name.replace(/\s+/g, ''), row: row.row + 1 });
    return { ...row, kind: 'foreign' };
  }

  private foreign(
    row: Omit<AttachmentRow, 'kind'>,
    code = row.name === '' ? 'row-without-unit' : 'row-not-read',
  ): AttachmentRow {
    const first =
      this.figures.find(({ id }) => row.readings[id]?.kind === 'number') ??
      this.figures.find(({ id }) => row.readings[id]?.kind === 'unreadable');
    this.say('warning', code, row.row, first, { text: row.name, row: row.row + 1 });
    return { ...row, kind: 'foreign' };
  }

  /** The first row of a name merged over several, where the figures stand only in this row. */
  private nameAbove(row: number): readonly CellValue[] | undefined {
    const area = this.mergedNames.get(row);
    if (area === undefined || area.top === row) return undefined;
    for (let above = area.top; above < row; above += 1) if (this.hasFigures(above)) return undefined;
    return this.grid.values[area.top - this.grid.top];
  }

  /** Tells whether a name is merged over this row, without figures, and one below that has them. */
  private figuresBelow(row: number): boolean {
    const area = this.mergedNames.get(row);
    if (area === undefined || area.top !== row) return false;
    return Array.from({ length: area.bottom - row }, (_, index) => row + 1 + index).some((below) =>
      this.hasFigures(below),
    );
  }

  private hasFigures(row: number): boolean {
    const { counted, remark } = this.readFigures(this.grid.values[row - this.grid.top] ?? [], row);
    return counted > 0 || remark !== null;
  }

  /** Where no row has a serial number a bare name may be a unit that handed nothing in: one that is called like a unit is. */
  private isUnitWithoutFigures(text: string): boolean {
    return (
      this.serial === undefined &&
      text.length <= LONGEST_NAME &&
      UNIT.test(normalise(text)) &&
      !NO_UNIT.test(normalise(text))
    );
  }

  private sayUnreadable(readings: Readonly<Record<string, Reading>>, row: number): void {
    for (const column of this.figures) {
      const reading = readings[column.id];
      if (reading?.kind !== 'unreadable' || !column.isTyped) continue;
      if (reading.isDate === true) this.say('error', 'cell-is-date', row, column, { text: reading.text });
      else
        this.say('error', 'cell-unreadable', row, column, {
          text: reading.text,
          ...(reading.proposal === undefined ? {} : { proposal: reading.proposal }),
        });
    }
  }

  private say(
    severity: Problem['severity'],
    code: string,
    row: number,
    at: AttachmentColumn | undefined,
    parameters: Problem['parameters'],
  ): void {
    this.problems.push({
      severity,
      code,
      sheet: this.grid.sheet,
      cell: cellName(row, at?.column ?? this.grid.left),
      parameters,
    });
  }

  private valueOf(values: readonly CellValue[], column: AttachmentColumn | undefined): CellValue {
    return column === undefined ? null : (values[column.column - this.grid.left] ?? null);
  }

  private textOf(values: readonly CellValue[], column: AttachmentColumn | undefined): string {
    const value = this.valueOf(values, column);
    return typeof value === 'string' ? value.trim() : '';
  }
}

/** The number that a spreadsheet shows and calculates with: of a double it takes 15 digits, so that 69376.99999999999 is 69377. */
function asShown(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(15));
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

/** Words where a figure should stand (未归集, 二季度未归集到办件评价信息): Chinese, and no number among them but a quarter's. */
function isRemark(text: string): boolean {
  const plain = text.normalize('NFKC').replace(/\s+/g, '');
  const words = plain.replace(/(?:20\d\d年度?)?第?[一二三四1-4]季度/g, '');
  return !/[\d一二三四五六七八九十百千万两]/.test(words) && (words.match(/\p{Script=Han}/gu)?.length ?? 0) >= 2;
}

/** 填报人：, 审核人, 联系电话: what stands below a table and is no unit. */
function signs(text: string): boolean {
  return /[:：]\s*$/.test(text) || isSignature(text);
}

/** 人口（万人）: the row gives the populations of the districts that the columns are of. */
function isPopulationsOfColumns(text: string): boolean {
  return /^(?:常住|户籍|总)?人口(?:总?数)?(?:万人?)?$/.test(normalise(text));
}

function populationIn(value: CellValue): number | null {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return null;
  const plain = value.normalize('NFKC').trim();
  return /^\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : parseUnitName(value).population;
}
