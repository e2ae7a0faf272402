import type { Grid } from '../../core/grid/grid.js';
import { XlsxRefusal } from '../refusal.js';
import { readPalette } from './colours.js';
import type { Package } from '../package/package.js';
import { relationshipsOf } from '../package/relationships.js';
import { LEAST_STYLES } from '../xml/schema-order.js';
import { Styles } from './styles.js';
import { childOf, childrenOf, parseTree } from '../xml/tree.js';
import { isTrue, unescapeCell, type Attributes } from '../xml/xml.js';

/** Calculation settings that change or freeze what formulas show. */
export interface Calculation {
  /** `false` where the workbook calculates with values as displayed. */
  readonly fullPrecision: boolean;
  readonly mode: 'automatic' | 'manual' | 'automaticExceptTables';
  readonly iterates: boolean;
}

/** A sheet of any kind as the workbook part lists it. */
export interface SheetEntry {
  readonly name: string;
  readonly relationship: string;
  /** The number by which other parts know it; unlike its place it never changes. */
  readonly id: string;
  readonly part: string;
  /** `worksheet`, `chartsheet`, `dialogsheet`, `xlMacrosheet`. */
  readonly type: string;
  readonly visibility: Grid['visibility'];
}

/** What the workbook part and its relationships say. */
export interface WorkbookPart {
  readonly part: string;
  readonly sheets: readonly SheetEntry[];
  readonly calculation: Calculation;
  readonly stylesPart: string | undefined;
  readonly themePart: string | undefined;
  readonly stringsPart: string | undefined;
}

/**
 * Finds and reads the workbook part of a package.
 *
 * Throws an `XlsxRefusal`: `file-damaged` {part} where it or a sheet is missing or no XML, `file-is-not-xlsx` for a
 * binary workbook or another document, `file-strict-ooxml`.
 *
 * @example
 *   import { emptyWorkbook } from '../empty-workbook.js';
 *   import { XlsxFile } from '../xlsx-file.js';
 *   import { readWorkbookPart } from './workbook-part.js';
 *   const { part, sheets } = readWorkbookPart(XlsxFile.open(emptyWorkbook('表')).parts);
 *   part // => 'xl/workbook.xml'
 *   sheets.map(({ name, visibility }) => [name, visibility]) // => [['表', 'visible']]
 */
export function readWorkbookPart(file: Package): WorkbookPart {
  const target = relationshipsOf(file, '').find(({ type }) => type === 'officeDocument')?.target;
  if (target === undefined) throw new XlsxRefusal('file-damaged', { part: '_rels/.rels' });
  const part = file.nameOf(target);
  // Excel's binary workbook lies in the same archive.
  if (part.toLowerCase().endsWith('.bin')) throw new XlsxRefusal('file-is-not-xlsx');
  const xml = file.text(part);
  if (xml.includes('purl.oclc.org/ooxml')) throw new XlsxRefusal('file-strict-ooxml');
  const root = parseTree(xml, part);
  if (root.name !== 'workbook') throw new XlsxRefusal('file-is-not-xlsx');
  const relationships = relationshipsOf(file, part);
  const sheets = childrenOf(childOf(root, 'sheets'), 'sheet').map(({ attributes }): SheetEntry => {
    const relationship = relationships.find(({ id }) => id === relationId(attributes));
    if (relationship === undefined) throw new XlsxRefusal('file-damaged', { part });
    if (!file.has(relationship.target)) throw new XlsxRefusal('file-damaged', { part: relationship.target });
    return {
      name: unescapeCell(attributes['name'] ?? ''),
      relationship: relationship.id,
      id: attributes['sheetId'] ?? '',
      part: file.nameOf(relationship.target),
      type: relationship.type,
      visibility: visibilityOf(attributes['state']),
    };
  });
  if (sheets.length === 0) throw new XlsxRefusal('file-damaged', { part });
  const partOf = (wanted: string): string | undefined => relationships.find(({ type }) => type === wanted)?.target;
  return {
    part,
    sheets,
    calculation: calculationOf(childOf(root, 'calcPr')?.attributes ?? {}),
    stylesPart: partOf('styles'),
    themePart: partOf('theme'),
    stringsPart: partOf('sharedStrings'),
  };
}

/** Reads the styles of a workbook; one without a styles part gets the smallest possible one. */
export function readStyles(file: Package, { stylesPart, themePart }: WorkbookPart): Styles {
  const xml = stylesPart === undefined ? LEAST_STYLES : file.text(stylesPart);
  return new Styles(xml, stylesPart ?? 'xl/styles.xml', readPalette(file, themePart, stylesPart));
}

/** Returns the relationship an element names (`r:id`, under whatever prefix). */
export function relationId(attributes: Attributes): string | undefined {
  return Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
}

function calculationOf(attributes: Attributes): Calculation {
  return {
    fullPrecision: attributes['fullPrecision'] !== '0' && attributes['fullPrecision'] !== 'false',
    mode: modeOf(attributes['calcMode']),
    iterates: isTrue(attributes['iterate']),
  };
}

function modeOf(text: string | undefined): Calculation['mode'] {
  if (text === 'manual') return 'manual';
  if (text === 'autoNoTable') return 'automaticExceptTables';
  return 'automatic';
}

function visibilityOf(state: string | undefined): Grid['visibility'] {
  if (state === 'hidden' || state === 'veryHidden') return state;
  return 'visible';
}
