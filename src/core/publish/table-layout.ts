import type { AttachmentDocument, PrintedCell, PrintedRow } from './document.js';
import type { Layout } from './layout.js';
import { lineCount, textWidth, unbreakableWidth } from './text-width.js';

/** A table with its measures, ready to be drawn; texts are broken so as to suit their columns. */
export interface LaidOutTable {
  /** Size of the type, in points. */
  readonly size: number;
  /** Widths of the columns, in millimetres; they fill the text area. */
  readonly widths: readonly number[];
  readonly header: readonly LaidOutRow[];
  readonly rows: readonly LaidOutRow[];
}

export interface LaidOutRow extends PrintedRow {
  /** In millimetres. */
  readonly height: number;
}

const MILLIMETRES_A_POINT = 25.4 / 72;
/** Lines of a table stand closer than those of a text. */
export const TABLE_LEADING = 1.25;
/** How close rows stand, in millimetres: above and below the text of a cell together, and the least height of a row. */
interface Spacing {
  readonly padding: number;
  readonly least: number;
}

/** Easy to follow with the eye. */
const ROOMY: Spacing = { padding: 1.6, least: 7 };
/** Still legible; taken where it saves a page. */
const CLOSE: Spacing = { padding: 0.7, least: 5.6 };
/**
 * Chinese headers may be broken after any character: with fewer than two on a line nobody reads them, for more than
 * three no figure gives way.
 */
const HEADER_EMS = 2;
const LONGEST_HEADER_EMS = 3;
/** Measures are rounded on their way into a file: without a little room to spare a line would break that just fits. */
const SPARE = 0.12;
/** Names of units are broken only when longer than the one, and get no more room than the other. */
const NAME_EMS = 4;
const LONGEST_NAME_EMS = 11;

/**
 * Lays out a table in the largest size of type at which its columns fit: with its rows so far apart that they are easy
 * to follow, and as close as can be.
 */
export function layOutTable(
  document: AttachmentDocument,
  layout: Layout,
): { readonly roomy: LaidOutTable; readonly close: LaidOutTable } {
  const { sizes, padding } = layout.table;
  const needed = needs(document);
  const least = sum(needed.map((need) => need.least));
  const fitting = sizes.find((size) => least <= roomInEms(document, layout, size));
  const size = fitting ?? (sizes.at(-1) as number);
  const em = size * MILLIMETRES_A_POINT;
  const widths = widthsInEms(needed, roomInEms(document, layout, size));
  const columns = { widths, padding: padding / em };
  const header = document.header.map((row) => brokenRow(row, columns));
  const rows = document.rows.map((row) => brokenRow(row, columns));
  const spaced = (spacing: Spacing): LaidOutTable => ({
    size,
    widths: widths.map((width) => width * em + 2 * padding),
    header: header.map((row) => laidOut(row, em, spacing)),
    rows: rows.map((row) => laidOut(row, em, spacing)),
  });
  return { roomy: spaced(ROOMY), close: spaced(CLOSE) };
}

/** The columns of a table, in ems. */
interface ColumnMeasures {
  readonly widths: readonly number[];
  /** Between text and rule on either side. */
  readonly padding: number;
}

/** A row whose texts are broken so as to suit their columns. */
interface BrokenRow {
  readonly row: PrintedRow;
  readonly lines: number;
}

function brokenRow(row: PrintedRow, columns: ColumnMeasures): BrokenRow {
  let lines = 1;
  const cells: PrintedCell[] = [];
  for (const cell of row.cells) {
    const width = emsOf(cell, columns);
    const text = brokenFor(cell.text, width);
    cells.push({ ...cell, text });
    if (cell.rows === 1) lines = Math.max(lines, lineCount(text, width));
  }
  return { row: { ...row, cells }, lines };
}

function laidOut({ row, lines }: BrokenRow, em: number, { least, padding }: Spacing): LaidOutRow {
  return { ...row, height: Math.max(least, lines * em * TABLE_LEADING + padding) };
}

function roomInEms({ columns }: AttachmentDocument, { page, margins, table }: Layout, size: number): number {
  return (page.width - margins.left - margins.right - columns * 2 * table.padding) / (size * MILLIMETRES_A_POINT);
}

/** The width a column cannot do without and the one at which nothing in it is broken, in ems. */
interface Need {
  readonly least: number;
  readonly wanted: number;
}

function needs({ columns, header, rows }: AttachmentDocument): readonly Need[] {
  const found = Array.from({ length: columns }, () => ({ least: 1, wanted: 1 }));
  for (const { kind, cells } of [...header, ...rows]) {
    const isHeader = kind === 'header';
    const leastEms = isHeader ? HEADER_EMS : NAME_EMS;
    const mostEms = isHeader ? LONGEST_HEADER_EMS : LONGEST_NAME_EMS;
    for (const { text, column, columns: span } of cells) {
      const need = found[column];
      if (need === undefined || span > 1 || kind === 'section') continue;
      const longest = text.split('\n').reduce((widest, line) => Math.max(widest, textWidth(line)), 0);
      // Most texts ask for no more than one before them did.
      if (SPARE + longest <= need.least) continue;
      const least = Math.max(unbreakableWidth(text), Math.min(longest, leastEms));
      need.least = Math.max(need.least, SPARE + least);
      need.wanted = Math.max(need.wanted, need.least, SPARE + Math.min(longest, mostEms));
    }
  }
  return found;
}

/**
 * Gives each column what it needs, then what it wants; what is left goes to the narrowest first, so that like columns
 * become alike.
 */
function widthsInEms(columns: readonly Need[], room: number): readonly number[] {
  const least = sum(columns.map((column) => column.least));
  const more = sum(columns.map((column) => column.wanted)) - least;
  if (more > 0 && room < least + more) {
    const share = Math.max(0, (room - least) / more);
    const widths = columns.map((column) => column.least + share * (column.wanted - column.least));
    const factor = room / sum(widths);
    return widths.map((width) => width * factor);
  }
  if (!columns.some(isGrowing)) return columns.map(() => room / columns.length);
  // The level up to which the narrowest are filled, found by halving.
  let low = 0;
  let high = room;
  for (let step = 0; step < 50; step += 1) {
    const level = (low + high) / 2;
    if (sum(filledUpTo(level, columns)) <= room) low = level;
    else high = level;
  }
  return filledUpTo(low, columns);
}

/** A column of one or two characters, such as the serial numbers, gets no more room than it wants. */
function isGrowing({ wanted }: Need): boolean {
  return wanted > HEADER_EMS + SPARE;
}

function filledUpTo(level: number, columns: readonly Need[]): readonly number[] {
  return columns.map((column) => (isGrowing(column) ? Math.max(column.wanted, level) : column.wanted));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

/** The room for the text of a cell. */
function emsOf({ column, columns }: PrintedCell, { widths, padding }: ColumnMeasures): number {
  return sum(widths.slice(column, column + columns)) + (columns - 1) * 2 * padding;
}

/** Line breaks that somebody set for the width of a sheet's column are given up where their lines no longer fit. */
function brokenFor(text: string, width: number): string {
  const lines = text.split('\n').map((line) => line.trim());
  const fits = (line: string): boolean => textWidth(line) <= width + 1e-9;
  if (lines.every(fits)) return lines.join('\n');
  const joined = lines.reduce(joinedLines);
  if (fits(joined)) return joined;
  return balanced(joined, width);
}

/** Latin words need a blank between them, Chinese characters none. */
function joinedLines(before: string, line: string): string {
  const needsBlank = /[!-~]$/.test(before) && /^[!-~]/.test(line);
  if (needsBlank) return `${before} ${line}`;
  return before + line;
}

/** Breaks a Chinese name into lines of like length: 市应急/管理局, never 市应急管理/局. A scope in brackets begins a line. */
function balanced(text: string, width: number): string {
  const [, before, scope] = /^([^(（]+)([(（].*[)）])$/.exec(text) ?? [];
  const name = before?.trimEnd();
  if (name !== undefined && scope !== undefined && textWidth(name) <= width)
    return `${name}\n${brokenFor(scope, width)}`;
  const characters = [...text];
  if (!characters.every((character) => /\p{Script=Han}/u.test(character))) return text;
  const count = Math.ceil(characters.length / Math.max(1, Math.floor(width + 1e-9)));
  const length = Math.ceil(characters.length / count);
  const lines: string[] = [];
  for (let start = 0; start < characters.length; start += length)
    lines.push(characters.slice(start, start + length).join(''));
  return lines.join('\n');
}
