import { cellName } from '../grid/address.js';
import type { CellValue, Grid } from '../grid/grid.js';
import type { Problem } from '../grid/problem.js';
import { readCell, type Reading } from '../grid/reading.js';
import type { Form } from '../form/form.js';
import type { AttachmentColumn, AttachmentRow } from './attachment.js';
import { normalise } from './normalise.js';
import { parseUnitName } from './unit-name.js';

const FIGURES = new Set<AttachmentColumn['role']>(['input', 'computed', 'adjustment', 'score', 'city', 'district']);
const COUNTS = new Set<AttachmentColumn['role']>(['input', 'city', 'district']);

/** Reads the rows below a header, one after the other, and keeps what has to be said of them. */
export class BodyReader {
  readonly problems: Problem[] = [];
  private readonly figures: readonly (AttachmentColumn & { readonly isCount: boolean })[];
  private readonly unit: AttachmentColumn | undefined;
  private readonly serial: AttachmentColumn | undefined;
  private readonly population: AttachmentColumn | undefined;
  /** 部门人口数: a number behind the name is the population. */
  private readonly namesGivePopulation: boolean;
  /** 合计, 全市合计, 本页小计: no unit is called so. */
  private readonly endsLikeTotal: RegExp;
  /** Rows above had serial numbers: a row without one is less likely a unit. */
  private numbered = false;

  constructor(private readonly grid: Grid, columns: readonly AttachmentColumn[], form: Form) {
    const totals = form.totals.map((total) => normalise(total).replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    this.endsLikeTotal = totals.length === 0 ? /(?!)/ : new RegExp(`(?:${totals.join('|')})$`);
    const withRole = (role: AttachmentColumn['role']): AttachmentColumn | undefined => columns.find((column) => column.role === role);
    this.figures = columns.filter(({ role }) => FIGURES.has(role)).map((column) => ({ ...column, isCount: COUNTS.has(column.role) }));
    this.unit = withRole('unit');
    this.serial = withRole('serial');
    this.population = withRole('population');
    this.namesGivePopulation = this.unit?.header.includes('人口') === true;
  }

  read(row: number): AttachmentRow {
    const values = this.grid.values[row - this.grid.top] ?? [];
    const { readings, remark, filled, counted, typed } = this.readFigures(values, row);
    const unitText = this.textOf(values, this.unit);
    const serialText = this.textOf(values, this.serial);
    const total = this.totalIn(unitText) ?? this.totalIn(serialText);
    if (total !== undefined) return { row, kind: 'total', name: total, scope: null, population: null, remark, readings };
    if (unitText === '') return this.nameless({ row, name: serialText, scope: null, population: null, remark, readings }, typed);

    const isNumbered = typeof this.valueOf(values, this.serial) === 'number' || /^\(?\d+[.、)]?$/.test(serialText.normalize('NFKC'));
    if (filled === 0 && remark === null && !isNumbered) return { row, kind: 'section', name: unitText, scope: null, population: null, remark, readings };
    // 填报人：张三, 电话 in a column of counts: the table is over.
    if (!isNumbered && counted < 3 && (isSignature(unitText) || (this.numbered && remark === null))) return this.foreign({ row, name: unitText, scope: null, population: null, remark, readings });

    this.numbered ||= isNumbered;
    this.sayUnreadable(readings, row);
    const unit = parseUnitName(unitText, this.namesGivePopulation);
    const population = this.population === undefined ? unit.population : populationIn(this.valueOf(values, this.population));
    return { row, kind: 'unit', name: unit.name, scope: unit.scope, population, remark, readings };
  }

  private totalIn(text: string): string | undefined {
    if (text === '' || text.length > 20) return undefined;
    // 合计（11个）
    const name = normalise(/[（(]/.test(text) ? text.replace(/[（(].*?[）)]/g, '') : text);
    return this.endsLikeTotal.test(name) ? name : undefined;
  }

  private readFigures(values: readonly CellValue[], row: number): { readonly readings: Record<string, Reading>; readonly remark: string | null; readonly filled: number; readonly counted: number; readonly typed: number } {
    const formats = this.grid.formats[row - this.grid.top];
    const readings: Record<string, Reading> = {};
    let remark: string | null = null;
    let [filled, counted, typed] = [0, 0, 0];
    for (const { id, column, role, isCount } of this.figures) {
      const value = values[column - this.grid.left] ?? null;
      let reading = readCell(value, formats?.[column - this.grid.left] ?? 'General');
      if (reading.kind === 'unreadable' && isRemark(reading.text)) {
        remark ??= reading.text.trim();
        reading = { kind: 'none', text: reading.text };
      } else if (reading.kind === 'number' && isCount && (reading.value < 0 || !Number.isInteger(reading.value))) {
        reading = { kind: 'unreadable', text: String(value) };
      }
      if (reading.kind === 'number') filled += 1;
      if (reading.kind === 'number' && (isCount || role === 'adjustment')) typed += 1;
      if (isCount && (reading.kind === 'number' || reading.kind === 'unreadable')) counted += 1;
      readings[id] = reading;
    }
    return { readings, remark, filled, counted, typed };
  }

  /** A row without a unit: blank, a heading, or figures that belong to nobody. */
  private nameless(row: Omit<AttachmentRow, 'kind'>, typed: number): AttachmentRow {
    if (typed > 0) return this.foreign(row);
    return { ...row, kind: row.name === '' && row.remark === null ? 'blank' : 'section' };
  }

  private foreign(row: Omit<AttachmentRow, 'kind'>): AttachmentRow {
    const first = this.figures.find(({ id }) => row.readings[id]?.kind === 'number') ?? this.figures.find(({ id }) => row.readings[id]?.kind === 'unreadable');
    this.say('warning', row.name === '' ? 'row-without-unit' : 'row-not-read', row.row, first, { text: row.name, row: row.row + 1 });
    return { ...row, kind: 'foreign' };
  }

  private sayUnreadable(readings: Readonly<Record<string, Reading>>, row: number): void {
    for (const column of this.figures) {
      const reading = readings[column.id];
      if (reading?.kind !== 'unreadable' || !(column.isCount || column.role === 'adjustment')) continue;
      this.say('error', 'cell-unreadable', row, column, { text: reading.text, ...(reading.proposal === undefined ? {} : { proposal: reading.proposal }) });
    }
  }

  private say(severity: Problem['severity'], code: string, row: number, at: AttachmentColumn | undefined, parameters: Problem['parameters']): void {
    this.problems.push({ severity, code, sheet: this.grid.sheet, cell: cellName(row, at?.column ?? this.grid.left), parameters });
  }

  private valueOf(values: readonly CellValue[], column: AttachmentColumn | undefined): CellValue {
    return column === undefined ? null : (values[column.column - this.grid.left] ?? null);
  }

  private textOf(values: readonly CellValue[], column: AttachmentColumn | undefined): string {
    const value = this.valueOf(values, column);
    return typeof value === 'string' ? value.trim() : '';
  }
}

/** Words where a figure should stand (未归集, 二季度未归集到办件评价信息): Chinese, and no number among them but a quarter's. */
function isRemark(text: string): boolean {
  const plain = text.normalize('NFKC').replace(/\s+/g, '');
  const words = plain.replace(/(?:20\d\d年度?)?第?[一二三四1-4]季度/g, '');
  return !/[\d一二三四五六七八九十百千万两]/.test(words) && (words.match(/\p{Script=Han}/gu)?.length ?? 0) >= 2;
}

/** 填报人：, 审核人, 联系电话: what stands below a table and is no unit. */
function isSignature(text: string): boolean {
  return /[:：]\s*$/.test(text) || /^(?:填[表报]|制表|审核|复核|经办|联系|负责|分管|主要)\S*(?:人|日期|时间|电话|领导|方式)/.test(text.replace(/\s+/g, ''));
}

function populationIn(value: CellValue): number | null {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return null;
  const plain = value.normalize('NFKC').trim();
  return /^\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : parseUnitName(value).population;
}
