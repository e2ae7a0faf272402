import { cellName } from '../../core/grid/address.js';
import { leadsToFile, linkedPlaces, objectIn, showsPicture } from '../../core/grid/cell-objects.js';
import { valueAt, type Grid } from '../../core/grid/grid.js';
import type { ObjectCell } from '../../core/publish/objects-in-cells.js';
import type { CopyInstructions, FileContents } from '../../ports/official-copy.js';
import {
  cutReferences,
  declarePart,
  emptyUnusedStrings,
  formulasOf,
  formulasToValues,
  namesLeadingTo,
  notesOn,
  refersToSheet,
  removeConnections,
  removeRelations,
  removeTableFormulas,
  removeSheetTraces,
  removeThreadedComments,
  removeTraces,
  removeUnusedPictures,
  removeUnusedRichPictures,
  tableFormulasOf,
  tablesOf,
  threadedCommentsOn,
  usesNames,
  withoutRecalculation,
  type Edit,
  type SheetEntry,
  type XlsxFile,
} from '../../xlsx/index.js';
import { pageEdits } from './page-edits.js';

/** A reference into another file: [1]Sheet1!A1, '[1]某表'!A1. */
const EXTERNAL = /\[\d+\][^\]!]*!/;
const WORKBOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';

/** Lists what a file holds beside its cells. */
export function contentsOf(file: XlsxFile): FileContents {
  const worksheets = file.sheets.filter(isWorksheet);
  return {
    otherSheets: file.sheets.filter((sheet) => !isWorksheet(sheet)).map(({ name }) => name),
    notes: countsBySheet(worksheets, ({ part }) => notesOn(file.parts, part).length),
    comments: countsBySheet(worksheets, ({ part }) => threadedCommentsOn(file.parts, part)),
    customXml: file.related('customXml'),
    names: file.names.map(({ name }) => name).filter((name) => !isBuiltInName(name)),
    properties: personalProperties(file)
      .filter(({ text }) => text.trim() !== '')
      .map(({ property, text }) => ({
        name: typeof property === 'string' ? property : property.custom,
        custom: typeof property !== 'string',
        value: text.trim(),
      })),
    links: file.connections,
    macros: file.related('vbaProject') > 0,
    signed: file.isSigned,
    objects: objectCells(file),
    traces: file.traces,
    remains: file.remains,
    printSetUp: worksheets.filter((sheet) => hasPrintSetUp(file, sheet.name)).map(({ name }) => name),
  };
}

/** The cells that show pictures and links, with the sheets that they read or lead to. */
function objectCells(file: XlsxFile): readonly ObjectCell[] {
  const found: (Pick<ObjectCell, 'sheet' | 'cell'> & { readonly formula: string })[] = [];
  for (const grid of file.grids()) {
    forEachFormula(grid, (row, column, formula) => {
      if (objectIn(formula) !== null) found.push({ sheet: grid.sheet, cell: cellName(row, column), formula });
    });
  }
  if (found.length === 0) return [];
  const isOutside = leadsOutside(file);
  const leads = file.sheets.map((sheet) => ({ name: sheet.name, into: leadingInto(file, [sheet]) }));
  return found.map(({ sheet, cell, formula }) => {
    const references = [formula, ...linkedPlaces(formula)];
    const reads = leads.filter(({ into }) => references.some(into)).map(({ name }) => name);
    return { sheet, cell, reads, leavesWorkbook: leadsToFile(formula) || references.some(isOutside) };
  });
}

function forEachFormula(grid: Grid, use: (row: number, column: number, formula: string) => void): void {
  for (const [i, formulas] of grid.formulas.entries()) {
    for (const [j, formula] of formulas.entries()) {
      if (formula !== null) use(grid.top + i, grid.left + j, formula);
    }
  }
}

/** Tells of a reference whether it leads, directly or by a name, into another file. */
function leadsOutside(file: XlsxFile): (reference: string) => boolean {
  const names = namesLeadingTo(file.names, (text) => EXTERNAL.test(text));
  return (text) => EXTERNAL.test(text) || usesNames(text, names);
}

/** Tells of a reference whether it leads, directly or by a name, to these sheets or a table on them. */
function leadingInto(file: XlsxFile, sheets: readonly SheetEntry[]): (reference: string) => boolean {
  const worksheets = sheets.filter(isWorksheet);
  const tables = new Set(
    worksheets.flatMap(({ part }) => tablesOf(file.parts, part).map(({ name }) => name.toLowerCase())),
  );
  const leads = (text: string): boolean =>
    sheets.some(({ name }) => refersToSheet(text, name)) || usesNames(text, tables);
  const names = namesLeadingTo(file.names, leads);
  return (text) => leads(text) || usesNames(text, names);
}

/** Counts something on each sheet; sheets without any are not listed. */
function countsBySheet(
  sheets: readonly SheetEntry[],
  count: (sheet: SheetEntry) => number,
): Readonly<Record<string, number>> {
  const counts = sheets.map((sheet) => [sheet.name, count(sheet)] as const);
  return Object.fromEntries(counts.filter(([, found]) => found > 0));
}

/** Makes the official copy of a file. */
export function officialCopy(original: XlsxFile, instructions: CopyInstructions): XlsxFile {
  return new OfficialCopy(original, instructions).make();
}

/** The making of an official copy, step by step. */
class OfficialCopy {
  private file: XlsxFile;
  /** Sheets of any kind that do not belong to the copy. */
  private readonly leaving: readonly SheetEntry[];
  private readonly leadsToGone: (reference: string) => boolean;

  constructor(
    original: XlsxFile,
    private readonly instructions: CopyInstructions,
  ) {
    this.file = edited(original, [...markRemovals(original, instructions.marks), ...instructions.formats]);
    this.leaving = this.file.sheets.filter(({ name }) => !this.stays(name));
    this.leadsToGone = this.goneReferences();
  }

  make(): XlsxFile {
    this.removeLostPictures();
    this.cutReferences();
    const formulas = this.stayingFormulas();
    this.removeSheetsAndNames(formulas);
    this.removeComments();
    this.removeNotesAndSetUpPages();
    this.removeRemains(formulas);
    return this.file;
  }

  private stays(sheet: string): boolean {
    return this.instructions.sheets.includes(sheet);
  }

  private stayingWorksheets(): readonly SheetEntry[] {
    return this.file.sheets.filter((sheet) => isWorksheet(sheet) && this.stays(sheet.name));
  }

  /** Tells of a reference whether it leads, directly or by a name, to what will not be in the copy. */
  private goneReferences(): (reference: string) => boolean {
    const isOutside = leadsOutside(this.file);
    const isLeaving = leadingInto(this.file, this.leaving);
    return (text) => isOutside(text) || isLeaving(text);
  }

  /** Tells whether a formula of a sheet that stays shows a picture or a link that can stay. */
  private isStayingObject(formula: string): boolean {
    if (objectIn(formula) === null || leadsToFile(formula)) return false;
    return ![formula, ...linkedPlaces(formula)].some(this.leadsToGone);
  }

  /** What other programs show for a picture is nothing to publish. */
  private removeLostPictures(): void {
    const edits: Edit[] = [];
    for (const grid of this.file.grids().filter(({ sheet }) => this.stays(sheet))) {
      forEachFormula(grid, (row, column, formula) => {
        const value = valueAt(grid, row, column);
        if (!showsPicture(value, formula) || this.isStayingObject(formula)) return;
        const becomes = { value: null, formula: null };
        edits.push({ kind: 'content', sheet: grid.sheet, row, column, was: { value, formula }, becomes });
      });
    }
    if (edits.length > 0) this.file = edited(this.file, edits);
  }

  /** Every reference into what goes is cut before it goes. */
  private cutReferences(): void {
    const { leadsToGone } = this;
    const allToValues = this.instructions.formulas === 'values';
    const worksheets = this.file.sheets.filter(isWorksheet);
    const staying = this.stayingWorksheets();
    this.file = this.file.with((parts) => {
      for (const sheet of worksheets) {
        const isStaying = this.stays(sheet.name);
        formulasToValues(parts, sheet, (formula) => {
          if (isStaying && objectIn(formula) !== null) return !this.isStayingObject(formula);
          return !isStaying || allToValues || leadsToGone(formula);
        });
      }
      for (const { part } of staying)
        removeTableFormulas(parts, part, (formula) => allToValues || leadsToGone(formula));
      cutReferences(parts, staying, leadsToGone);
    });
  }

  private stayingFormulas(): readonly string[] {
    const { parts } = this.file;
    return this.stayingWorksheets().flatMap(({ part }) => [
      ...formulasOf(parts, part),
      ...tableFormulasOf(parts, part),
    ]);
  }

  /** Names that a formula needs stay with it. */
  private removeSheetsAndNames(formulas: readonly string[]): void {
    const { file, leadsToGone } = this;
    const { without } = this.instructions;
    const isUsed = (name: string): boolean => {
      const names = new Set([name.toLowerCase()]);
      return formulas.some((formula) => [formula, ...linkedPlaces(formula)].some((text) => usesNames(text, names)));
    };
    const isDropped = (name: string): boolean => without.names && !isBuiltInName(name) && !isUsed(name);
    const names = file.names.filter(({ name, refersTo }) => leadsToGone(refersTo) || isDropped(name));
    const fixed = file.names
      .filter(({ sheet, refersTo }) => sheet !== null && this.stays(sheet) && !leadsToGone(refersTo))
      .flatMap(fixedNames);
    const properties = without.properties ? personalProperties(file) : [];
    this.file = edited(file, [
      ...names.map(({ name, sheet }): Edit => ({ kind: 'name', name, sheet, becomes: null })),
      ...this.showing(),
      ...this.leaving.map(({ name }): Edit => ({ kind: 'removal', sheet: name })),
      ...fixed,
      ...properties.map(({ property }): Edit => ({ kind: 'property', property, becomes: null })),
    ]);
  }

  /** Where all sheets that stay are hidden, they are shown: a file must show something. */
  private showing(): readonly Edit[] {
    const staying = this.file.sheets.filter(({ name }) => this.stays(name));
    if (staying.some(({ visibility }) => visibility === 'visible')) return [];
    return staying.filter(isWorksheet).map((sheet): Edit => {
      const was = this.file.settings(sheet.name);
      return { kind: 'sheet', sheet: sheet.name, was, becomes: { ...was, visibility: 'visible' } };
    });
  }

  private removeComments(): void {
    if (!this.instructions.without.comments) return;
    this.file = this.file.with((parts, workbook) => {
      for (const { part } of workbook.sheets) removeThreadedComments(parts, part);
      // The people who wrote them.
      removeRelations(parts, workbook.part, ['person']);
    });
  }

  private removeNotesAndSetUpPages(): void {
    const { file } = this;
    const { without, printSetups } = this.instructions;
    const noted = without.notes ? file.sheets.filter(isWorksheet) : [];
    const notes = noted.flatMap((sheet) => noteRemovals(file, sheet));
    const pages = Object.entries(printSetups)
      .filter(([sheet]) => this.stays(sheet))
      .flatMap(([sheet, setup]) => pageEdits(file, sheet, setup));
    this.file = edited(file, [...notes, ...pages]);
  }

  /** Takes away what no cell shows: connections, macros, what add-ins left, traces of people, texts of old cells. */
  private removeRemains(formulas: readonly string[]): void {
    const { without } = this.instructions;
    const customXml = without.customXml ? ['customXml'] : [];
    this.file = this.file.with((parts, workbook) => {
      removeConnections(parts, workbook);
      removeUnusedPictures(parts, workbook.part, formulas);
      removeUnusedRichPictures(parts, workbook);
      removeRelations(parts, workbook.part, ['vbaProject', 'calcChain', ...customXml]);
      // What add-ins left in the file goes with the macros.
      removeRelations(parts, '', ['extensibility', 'webextensiontaskpanes', 'origin', ...customXml]);
      if (without.properties) removeTraces(parts, workbook);
      removeSheetTraces(parts, workbook, [...without.traces, 'macro-buttons']);
      declarePart(parts, workbook.part, WORKBOOK_TYPE);
      if (formulas.length === 0) withoutRecalculation(parts, workbook.part);
      emptyUnusedStrings(parts, workbook);
    });
  }
}

/** Applies edits that are made from the very file they change: a conflict would be an error of this program. */
function edited(file: XlsxFile, edits: readonly Edit[]): XlsxFile {
  const { outcome, file: changed } = file.edit(edits);
  const [conflict] = outcome.conflicts;
  if (conflict !== undefined) throw new Error(`${conflict.sheet}!${conflict.cell} is not what it was read as`);
  return changed;
}

function isWorksheet({ type }: SheetEntry): boolean {
  return type === 'worksheet';
}

/** Print areas, repeated rows and filters are names too, though nobody sees them. */
function isBuiltInName(name: string): boolean {
  return name.startsWith('_xlnm.');
}

const PRINT_NAME = /^_xlnm\.Print_(Titles|Area)$/i;

/** A quoted sheet name, or a cell, rows or columns. */
const PIECES = new RegExp(
  [
    String.raw`'(?:[^']|'')*'`,
    String.raw`(?<![\w$.\u0080-\uffff])` +
      String.raw`(?:\$?[A-Za-z]{1,3}\$?\d+|\$?\d+:\$?\d+|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3})` +
      String.raw`(?![\w(!.])`,
  ].join('|'),
  'g',
);

/**
 * Gives print areas and repeated rows their `$` where a program wrote them without; LibreOffice takes such names for
 * movable and passes over them.
 */
function fixedNames({ name, sheet, refersTo }: XlsxFile['names'][number]): readonly Edit[] {
  if (!PRINT_NAME.test(name)) return [];
  const fixed = refersTo.replace(PIECES, (piece) => {
    const isSheetName = piece.startsWith("'");
    if (isSheetName) return piece;
    return piece.replace(/\$/g, '').replace(/[A-Za-z]+|\d+/g, '$$$&');
  });
  if (fixed === refersTo) return [];
  return [{ kind: 'name', name, sheet, becomes: fixed }];
}

/** Properties that tell of people and places: all but the title. */
function personalProperties(file: XlsxFile): XlsxFile['properties'] {
  return file.properties.filter(({ property }) => property !== 'title');
}

/** Tells whether somebody has set a sheet up for print: the paper, its direction, or what of it is printed. */
function hasPrintSetUp(file: XlsxFile, sheet: string): boolean {
  const { paper, orientation } = file.pageSetup(sheet);
  if (paper !== null || orientation === 'landscape') return true;
  return file.names.some((name) => name.sheet === sheet && PRINT_NAME.test(name.name));
}

/** The edits that take off the marks which are still as they were set. */
function markRemovals(file: XlsxFile, marks: CopyInstructions['marks']): readonly Edit[] {
  const marked = new Set(marks.map(({ sheet }) => sheet));
  const sheets = file.sheets.filter((sheet) => isWorksheet(sheet) && marked.has(sheet.name));
  return sheets.flatMap(({ name }) => {
    const looks = file.looksOn(name);
    return marks
      .filter(({ sheet, row, column, fill }) => sheet === name && looks(row, column).fill === fill)
      .map(({ sheet, row, column, fill }): Edit => ({ kind: 'fill', sheet, row, column, was: fill, becomes: null }));
  });
}

function noteRemovals(file: XlsxFile, { name, part }: SheetEntry): readonly Edit[] {
  return notesOn(file.parts, part).map(({ row, column, text }): Edit => ({
    kind: 'note',
    sheet: name,
    row,
    column,
    was: text,
    becomes: null,
  }));
}
