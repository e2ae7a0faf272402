import { cellName } from '../grid/address.js';
import { formatAt, valueAt, type Grid } from '../grid/grid.js';
import type { Problem } from '../grid/problem.js';
import { readCell, type Reading } from '../grid/reading.js';
import type { Form } from '../form/form.js';
import type { AttachmentColumn, AttachmentRow } from './attachment.js';
import { normalise } from './normalise.js';
import { parseUnitName } from './unit-name.js';

const FIGURES = new Set(['input', 'computed', 'adjustment', 'score', 'city', 'district']);

/** Reads one row below a header. */
export function readRow(grid: Grid, row: number, columns: readonly AttachmentColumn[], form: Form, problems: Problem[]): AttachmentRow {
  const readings: Record<string, Reading> = {};
  let remark: string | null = null;
  let figures = 0;
  for (const { id, role, column } of columns) {
    if (!FIGURES.has(role)) continue;
    const value = valueAt(grid, row, column);
    let reading = readCell(value, formatAt(grid, row, column));
    if (reading.kind === 'unreadable' && isRemark(reading.text)) {
      remark ??= reading.text.trim();
      reading = { kind: 'none', text: reading.text };
    } else if (reading.kind === 'number' && isCount(role) && (reading.value < 0 || !Number.isInteger(reading.value))) {
      reading = { kind: 'unreadable', text: String(value) };
    }
    if (reading.kind === 'number') figures += 1;
    readings[id] = reading;
  }
  const unitText = textOf(grid, row, columns.find((column) => column.role === 'unit'));
  const serialColumn = columns.find((column) => column.role === 'serial');
  const serial = serialColumn === undefined ? null : valueAt(grid, row, serialColumn.column);
  const serialText = typeof serial === 'string' ? serial.trim() : '';
  const total = [unitText, serialText].find((text) => form.totals.includes(normalise(text)));
  const base = { row, scope: null, population: null, remark, readings };
  if (total !== undefined) return { ...base, kind: 'total', name: normalise(total) };
  if (unitText === '') return { ...base, kind: serialText === '' && figures === 0 && remark === null ? 'blank' : 'section', name: serialText };
  const numbered = typeof serial === 'number' || /^\d+[.、]?$/.test(serialText.normalize('NFKC'));
  if (figures === 0 && remark === null && !numbered) return { ...base, kind: 'section', name: unitText };

  for (const { id, role, column } of columns) {
    const reading = readings[id];
    if (reading?.kind === 'unreadable' && (isCount(role) || role === 'adjustment')) {
      problems.push({ severity: 'error', code: 'cell-unreadable', sheet: grid.sheet, cell: cellName(row, column), parameters: { text: reading.text, ...(reading.proposal === undefined ? {} : { proposal: reading.proposal }) } });
    }
  }
  const populationColumn = columns.find((column) => column.role === 'population');
  const unit = parseUnitName(unitText);
  const population = populationColumn === undefined ? unit.population : populationIn(grid, row, populationColumn);
  return { ...base, kind: 'unit', name: unit.name, scope: unit.scope, population };
}

function isCount(role: AttachmentColumn['role']): boolean {
  return role === 'input' || role === 'city' || role === 'district';
}

// Words where a figure should stand: at least four Chinese characters and no digit.
function isRemark(text: string): boolean {
  return !/\d/.test(text.normalize('NFKC')) && (text.match(/\p{Script=Han}/gu)?.length ?? 0) >= 4;
}

function textOf(grid: Grid, row: number, column: AttachmentColumn | undefined): string {
  const value = column === undefined ? null : valueAt(grid, row, column.column);
  return typeof value === 'string' ? value.trim() : '';
}

function populationIn(grid: Grid, row: number, { column }: AttachmentColumn): number | null {
  const value = valueAt(grid, row, column);
  return typeof value === 'number' ? value : typeof value === 'string' ? parseUnitName(value).population : null;
}
