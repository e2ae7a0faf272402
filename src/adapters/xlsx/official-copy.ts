import type { CopyInstructions, FileContents } from '../../ports/official-copy.js';
import { contentTypeOf, declarePart } from './content-types.js';
import { formulasToValues } from './formula-values.js';
import { notesOn, removeNotes, removeThreadedComments, threadedCommentsOn } from './notes.js';
import type { Package } from './package.js';
import { personalProperties, removePersonal } from './personal.js';
import { hasPrintSetUp, setUpForPrint } from './print-set-up.js';
import { reachable, relationshipsOf, removeRelated } from './relationships.js';
import { rowsOf } from './sheet-cells.js';
import { frameOf, setFrame } from './sheet-frame.js';
import { refersToSheet } from './sheet-references.js';
import { dropSignature, isSigned } from './signature.js';
import { changeSheet, forgetTitles, removeSheet, sheetSettings, withoutNames } from './sheets.js';
import { tablesOf } from './tables.js';
import { childOf, descendantsOf, parseTree, without, type Element } from './tree.js';
import { readStyles, readWorkbookPart, type SheetEntry, type WorkbookPart } from './workbook-part.js';
import { splice, withAttribute } from './xml.js';

/** A reference into another file: [1]Sheet1!A1, '[1]某表'!A1. */
const EXTERNAL = /\[\d+\][^\]!]*!/;
const WORKBOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';

/** Lists what a file holds beside its cells. */
export function contentsOf(file: Package): FileContents {
  const workbook = readWorkbookPart(file);
  const worksheets = workbook.sheets.filter(({ type }) => type === 'worksheet');
  const counted = (count: (sheet: SheetEntry) => number): Readonly<Record<string, number>> => Object.fromEntries(worksheets.map((sheet) => [sheet.name, count(sheet)] as const).filter(([, found]) => found > 0));
  const relationships = relationshipsOf(file, workbook.part);
  return {
    otherSheets: workbook.sheets.filter(({ type }) => type !== 'worksheet').map(({ name }) => name),
    notes: counted(({ part }) => notesOn(file, part).length),
    comments: counted(({ part }) => threadedCommentsOn(file, part)),
    customXml: relationships.filter(({ type }) => type === 'customXml').length,
    names: namesOf(file, workbook).filter((name) => !isOfPrinting(name)),
    properties: personalProperties(file),
    links: relationships.filter(({ type }) => type === 'externalLink').length,
    macros: relationships.some(({ type }) => type === 'vbaProject'),
    signed: isSigned(file),
    printSetUp: worksheets.filter((sheet) => hasPrintSetUp(file, workbook, sheet)).map(({ name }) => name),
  };
}

/** Makes the official copy of a package, in place: the package must be a copy itself. */
export function makeOfficial(file: Package, strings: readonly string[], { sheets, formulas, without: dropped, printSetups }: CopyInstructions): void {
  let workbook = readWorkbookPart(file);
  const stays = ({ name }: Pick<SheetEntry, 'name'>): boolean => sheets.includes(name);
  const leaving = workbook.sheets.filter((sheet) => !stays(sheet));
  const worksheets = workbook.sheets.filter(({ type }) => type === 'worksheet');

  // Names that a formula needs stay with it; every other reference into what goes is cut before it goes.
  const tables = leaving.filter(({ type }) => type === 'worksheet').flatMap(({ part }) => tablesOf(file, part).map(({ name }) => `${name.toLowerCase()}[`));
  const goes = (text: string): boolean => EXTERNAL.test(text) || leaving.some(({ name }) => refersToSheet(text, name)) || tables.some((table) => text.toLowerCase().includes(table));
  for (const sheet of worksheets) formulasToValues(file, sheet, (formula) => formulas === 'values' || !stays(sheet) || goes(formula));
  for (const sheet of worksheets.filter(stays)) {
    cutReferences(file, sheet, goes);
    cutChartReferences(file, sheet, goes);
  }
  removeNames(file, workbook, dropped.names, worksheets.filter(stays), goes);

  showOne(file, workbook, stays);
  for (const { name } of leaving) {
    workbook = readWorkbookPart(file);
    const sheet = workbook.sheets.find((one) => one.name === name);
    if (sheet !== undefined) removeSheet(file, workbook, sheet);
  }
  workbook = readWorkbookPart(file);
  for (const { part, name } of workbook.sheets) {
    if (dropped.comments) removeThreadedComments(file, name, part);
    if (dropped.notes) removeNotes(file, name, part);
  }
  removeRelations(file, workbook.part, ['vbaProject', 'externalLink', 'calcChain', ...(dropped.customXml ? ['customXml'] : [])]);
  dropSignature(file);
  removeRelations(file, '', ['extensibility']);
  forgetElements(file, workbook.part, ['externalReferences']);
  if (dropped.properties) removePersonal(file, workbook);
  forgetTitles(file);
  if (contentTypeOf(file, workbook.part) !== WORKBOOK_TYPE) declarePart(file, workbook.part, WORKBOOK_TYPE);

  const styles = readStyles(file, workbook);
  for (const sheet of workbook.sheets) {
    const setup = printSetups[sheet.name];
    if (setup !== undefined) setUpForPrint(file, workbook, sheet, strings, styles, setup);
  }
  if (styles.changed && workbook.stylesPart !== undefined) file.setText(workbook.stylesPart, styles.text());
  forgetUnusedStrings(file, workbook, strings.length);
}

function namesOf(file: Package, { part }: WorkbookPart): readonly string[] {
  return (childOf(parseTree(file.text(part), part), 'definedNames')?.children ?? []).map(({ attributes }) => attributes['name'] ?? '');
}

/** Print areas, repeated rows and filters are names too, though nobody sees them. */
function isOfPrinting(name: string): boolean {
  return name.startsWith('_xlnm.');
}

function removeNames(file: Package, { part }: WorkbookPart, drop: boolean, kept: readonly SheetEntry[], goes: (text: string) => boolean): void {
  // With its formulas a sheet keeps the names they use, or they would come to nothing.
  const formulas = kept.flatMap(({ part: sheet }) => formulasOf(file, sheet)).join('\n');
  const used = (name: string): boolean => formulas.toLowerCase().includes(name.toLowerCase());
  file.setText(part, withoutNames(file.text(part), part, (text, name) => goes(text) || (drop && !isOfPrinting(name) && !used(name))));
}

/** Rules, drop-down lists and links of a sheet that stays, where they read what goes. */
function cutReferences(file: Package, { part }: SheetEntry, goes: (text: string) => boolean): void {
  const xml = frameOf(file, part);
  const root = parseTree(xml, part);
  const refers = (element: Element): boolean => goes(element.text) || goes(element.attributes['location'] ?? '') || element.children.some(refers);
  const gone: Element[] = [];
  for (const [list, member] of [['dataValidations', 'dataValidation'], ['conditionalFormatting', 'cfRule'], ['hyperlinks', 'hyperlink'], ['extLst', 'ext']] as const) {
    for (const parent of root.children.filter(({ name }) => name === list)) {
      const members = parent.children.filter(({ name }) => name === member);
      const cut = members.filter(refers);
      gone.push(...(cut.length > 0 && cut.length === members.length ? [parent] : cut));
    }
  }
  if (gone.length === 0) return;
  const rest = without(xml, gone);
  const left = childOf(parseTree(rest, part, 2), 'dataValidations');
  setFrame(file, part, left?.attributes['count'] === undefined ? rest : splice(rest, [{ start: left.start, end: left.openEnd, text: withAttribute(rest.slice(left.start, left.openEnd), 'count', String(left.children.length)) }]));
}

/** A chart keeps what it shows; where its figures came from reads as a spreadsheet writes it when their sheet is deleted. */
function cutChartReferences(file: Package, { part }: SheetEntry, goes: (text: string) => boolean): void {
  for (const chart of [...reachable(file, [part])].filter((name) => /\/charts\/[^/]+\.xml$/i.test(name))) {
    const xml = file.text(chart);
    const cut = descendantsOf(parseTree(xml, chart), 'f').filter(({ text }) => goes(text));
    if (cut.length > 0) file.setText(chart, splice(xml, cut.map(({ openEnd, closeStart }) => ({ start: openEnd, end: closeStart, text: '#REF!' }))));
  }
}

/** Where all sheets that stay were hidden, they are shown: a file must show something. */
function showOne(file: Package, workbook: WorkbookPart, stays: (sheet: SheetEntry) => boolean): void {
  const staying = workbook.sheets.filter(stays);
  if (staying.some(({ visibility }) => visibility === 'visible')) return;
  for (const sheet of staying) {
    const was = sheetSettings(file, workbook, sheet, 0);
    changeSheet(file, workbook, sheet, was, { ...was, visibility: 'visible' });
  }
}

function removeRelations(file: Package, part: string, types: readonly string[]): void {
  for (const relationship of relationshipsOf(file, part).filter(({ type }) => types.includes(type))) removeRelated(file, part, relationship);
}

function forgetElements(file: Package, part: string, names: readonly string[]): void {
  const xml = file.text(part);
  file.setText(part, without(xml, parseTree(xml, part, 1).children.filter(({ name }) => names.includes(name))));
}

/** Texts of sheets that are gone would still lie among the shared strings; each keeps its number and loses its text. */
function forgetUnusedStrings(file: Package, { stringsPart, sheets }: WorkbookPart, count: number): void {
  if (stringsPart === undefined) return;
  const used = new Set<number>();
  for (const { part, type } of sheets) {
    if (type === 'worksheet') addStringsIn(file, part, used);
  }
  if (used.size >= count) return;
  const xml = file.text(stringsPart);
  const items = parseTree(xml, stringsPart, 1);
  const unused = items.children.filter(({ name }) => name === 'si').filter((_, index) => !used.has(index));
  file.setText(stringsPart, splice(xml, unused.map(({ start, end }) => ({ start, end, text: `<${items.prefix}si><${items.prefix}t/></${items.prefix}si>` }))));
}

function addStringsIn(file: Package, part: string, used: Set<number>): void {
  const rows = rowsOf(file, part, null);
  while (rows.nextRow()) {
    while (rows.nextCell()) if (rows.stringIndex !== null) used.add(rows.stringIndex);
  }
}

function formulasOf(file: Package, part: string): readonly string[] {
  const found: string[] = [];
  const rows = rowsOf(file, part, null);
  while (rows.nextRow()) {
    while (rows.nextCell()) if (rows.formula !== null) found.push(rows.formula);
  }
  return found;
}
