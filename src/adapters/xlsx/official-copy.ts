import type { CopyInstructions, FileContents } from '../../ports/official-copy.js';
import {
  cutReferences,
  declarePart,
  forgetUnusedStrings,
  formulasOf,
  formulasToValues,
  namesLeadingTo,
  notesOn,
  refersToSheet,
  removeConnections,
  removeRelations,
  removeThreadedComments,
  removeTraces,
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
  const counted = (count: (sheet: SheetEntry) => number): Readonly<Record<string, number>> =>
    Object.fromEntries(worksheets.map((sheet) => [sheet.name, count(sheet)] as const).filter(([, found]) => found > 0));
  return {
    otherSheets: file.sheets.filter((sheet) => !isWorksheet(sheet)).map(({ name }) => name),
    notes: counted(({ part }) => notesOn(file.parts, part).length),
    comments: counted(({ part }) => threadedCommentsOn(file.parts, part)),
    customXml: file.related('customXml'),
    names: file.names.map(({ name }) => name).filter((name) => !isOfPrinting(name)),
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
    printSetUp: worksheets.filter((sheet) => hasPrintSetUp(file, sheet.name)).map(({ name }) => name),
  };
}

/** Makes the official copy of a file. */
export function officialCopy(
  original: XlsxFile,
  { sheets, formulas, without: dropped, marks, printSetups }: CopyInstructions,
): XlsxFile {
  const stays = ({ name }: Pick<SheetEntry, 'name'>): boolean => sheets.includes(name);
  let file = edited(original, unmarking(original, marks));
  const leaving = file.sheets.filter((sheet) => !stays(sheet));
  const worksheets = file.sheets.filter(isWorksheet);

  // Names that a formula needs stay with it; every other reference into what goes is cut before it goes.
  const tables = leaving
    .filter(isWorksheet)
    .flatMap(({ part }) => tablesOf(file.parts, part).map(({ name }) => `${name.toLowerCase()}[`));
  const refers = (text: string): boolean =>
    EXTERNAL.test(text) ||
    leaving.some(({ name }) => refersToSheet(text, name)) ||
    tables.some((table) => text.toLowerCase().includes(table));
  const leading = namesLeadingTo(file.names, refers);
  const goes = (text: string): boolean => refers(text) || usesNames(text, leading);
  file = file.with((parts, workbook) => {
    for (const sheet of worksheets)
      formulasToValues(parts, sheet, (formula) => formulas === 'values' || !stays(sheet) || goes(formula));
    for (const sheet of worksheets.filter(stays)) cutReferences(parts, workbook, sheet, goes);
  });

  const { parts: cut } = file;
  const left = worksheets.filter(stays).flatMap(({ part }) => formulasOf(cut, part));
  const isUsed = (name: string): boolean => left.some((formula) => usesNames(formula, new Set([name.toLowerCase()])));
  const names = file.names.filter(
    ({ name, refersTo }) => goes(refersTo) || (dropped.names && !isOfPrinting(name) && !isUsed(name)),
  );
  file = edited(file, [
    ...names.map(({ name, sheet }): Edit => ({ kind: 'name', name, sheet, becomes: null })),
    ...showing(file, stays),
    ...leaving.map(({ name }): Edit => ({ kind: 'removal', sheet: name })),
    ...file.names
      .filter(({ sheet, refersTo }) => sheet !== null && stays({ name: sheet }) && !goes(refersTo))
      .flatMap(fixedNames),
    ...(dropped.properties
      ? personalProperties(file).map(({ property }): Edit => ({ kind: 'property', property, becomes: null }))
      : []),
  ]);
  if (dropped.comments) {
    file = file.with((parts, { part: book, sheets: all }) => {
      for (const { part } of all) removeThreadedComments(parts, part);
      // The people who wrote them.
      removeRelations(parts, book, ['person']);
    });
  }
  const { parts: cleared } = file;
  file = edited(file, [
    ...(dropped.notes
      ? file.sheets
          .filter(isWorksheet)
          .flatMap(({ name, part }) =>
            notesOn(cleared, part).map(({ row, column, text }): Edit => ({
              kind: 'note',
              sheet: name,
              row,
              column,
              was: text,
              becomes: null,
            })),
          )
      : []),
    ...Object.entries(printSetups)
      .filter(([sheet]) => stays({ name: sheet }))
      .flatMap(([sheet, setup]) => pageEdits(file, sheet, setup)),
  ]);
  const customXml = dropped.customXml ? ['customXml'] : [];
  return file.with((parts, workbook) => {
    removeConnections(parts, workbook);
    removeRelations(parts, workbook.part, ['vbaProject', 'calcChain', ...customXml]);
    // What add-ins left in the file goes with the macros.
    removeRelations(parts, '', ['extensibility', 'webextensiontaskpanes', 'origin', ...customXml]);
    if (dropped.properties) removeTraces(parts, workbook);
    declarePart(parts, workbook.part, WORKBOOK_TYPE);
    if (left.length === 0) withoutRecalculation(parts, workbook.part);
    forgetUnusedStrings(parts, workbook);
  });
}

/** These edits are made from the very file they change: a conflict would be an error of ours. */
function edited(file: XlsxFile, edits: readonly Edit[]): XlsxFile {
  const {
    outcome: {
      conflicts: [conflict],
    },
    file: changed,
  } = file.edit(edits);
  if (conflict !== undefined) throw new Error(`${conflict.sheet}!${conflict.cell} is not what it was read as`);
  return changed;
}

function isWorksheet({ type }: SheetEntry): boolean {
  return type === 'worksheet';
}

/** Print areas, repeated rows and filters are names too, though nobody sees them. */
function isOfPrinting(name: string): boolean {
  return name.startsWith('_xlnm.');
}

/** Print areas and repeated rows written without `$`, as some programs do; LibreOffice passes over those it takes for movable. */
function fixedNames({ name, sheet, refersTo }: XlsxFile['names'][number]): readonly Edit[] {
  if (!/^_xlnm\.Print_(Titles|Area)$/i.test(name)) return [];
  const fixed = refersTo.replace(
    /'(?:[^']|'')*'|(?<![\w$.\u0080-\uffff])(?:\$?[A-Za-z]{1,3}\$?\d+|\$?\d+:\$?\d+|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3})(?![\w(!.])/g,
    (piece) => (piece.startsWith("'") ? piece : piece.replace(/\$/g, '').replace(/[A-Za-z]+|\d+/g, '$$$&')),
  );
  return fixed === refersTo ? [] : [{ kind: 'name', name, sheet, becomes: fixed }];
}

/** Properties that tell of people and places: all but the title. */
function personalProperties(file: XlsxFile): XlsxFile['properties'] {
  return file.properties.filter(({ property }) => property !== 'title');
}

/** Tells whether somebody has set a sheet up for print: the paper, its direction, or what of it is printed. */
function hasPrintSetUp(file: XlsxFile, sheet: string): boolean {
  const { paper, orientation } = file.pageSetup(sheet);
  return (
    paper !== null ||
    orientation === 'landscape' ||
    file.names.some((name) => name.sheet === sheet && /^_xlnm\.Print_(Titles|Area)$/i.test(name.name))
  );
}

/** Takes off the marks that are still as they were set. */
function unmarking(file: XlsxFile, marks: CopyInstructions['marks']): readonly Edit[] {
  return [...new Set(marks.map(({ sheet }) => sheet))]
    .filter((sheet) => file.sheets.some((one) => one.name === sheet && isWorksheet(one)))
    .flatMap((name) => {
      const looks = file.looksOn(name);
      return marks
        .filter(({ sheet, row, column, fill }) => sheet === name && looks(row, column).fill === fill)
        .map(({ sheet, row, column, fill }): Edit => ({ kind: 'fill', sheet, row, column, was: fill, becomes: null }));
    });
}

/** Where all sheets that stay were hidden, they are shown: a file must show something. */
function showing(file: XlsxFile, stays: (sheet: SheetEntry) => boolean): readonly Edit[] {
  const staying = file.sheets.filter(stays);
  if (staying.some(({ visibility }) => visibility === 'visible')) return [];
  return staying.filter(isWorksheet).map((sheet): Edit => {
    const was = file.settings(sheet.name);
    return { kind: 'sheet', sheet: sheet.name, was, becomes: { ...was, visibility: 'visible' } };
  });
}
