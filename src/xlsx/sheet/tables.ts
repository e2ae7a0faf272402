import { areaName, parseAreaName } from '../../core/grid/address.js';
import type { Area, GridTable } from '../../core/grid/grid.js';
import type { TableSpecification } from '../../core/changes/plan.js';
import { XlsxRefusal } from '../refusal.js';
import { declarePart } from '../package/content-types.js';
import type { Package } from '../package/package.js';
import { addRelationship, relationshipsOf, removeRelated, type Relationship } from '../package/relationships.js';
import { maximum } from '../maximum.js';
import { overlap } from './areas.js';
import { readFrame } from './sheet-cells.js';
import { frameOf, setFrameChild } from './sheet-frame.js';
import { MAIN_NAMESPACE, RELATION_NAMESPACE, XML_DECLARATION } from '../xml/schema-order.js';
import { childOf, childrenOf, parseTree, settingAttributes, textOfElement, type Element } from '../xml/tree.js';
import { relationId } from '../book/workbook-part.js';
import { escapeXml, splice, unescapeCell, type Splice } from '../xml/xml.js';

const TABLE_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml';

/** A table of a sheet with the part that holds it. */
export interface SheetTable extends GridTable {
  readonly columns: readonly string[];
  readonly id: number;
  readonly relationship: Relationship;
}

/**
 * Reads the tables of a sheet, whose part is `sheetPart`; one without a sound area is passed over. Throws an
 * `XlsxRefusal` (`file-damaged` {part}) for a table's part that is missing or no XML.
 *
 * @example
 *   import { emptyWorkbook } from '../empty-workbook.js';
 *   import { XlsxFile } from '../xlsx-file.js';
 *   import { tablesOf } from './tables.js';
 *   const { parts, sheets } = XlsxFile.open(emptyWorkbook('表'));
 *   tablesOf(parts, sheets[0]?.part ?? '').length // => 0
 */
export function tablesOf(file: Package, sheetPart: string): readonly SheetTable[] {
  const tables: SheetTable[] = [];
  for (const relationship of relationshipsOf(file, sheetPart)) {
    if (relationship.type !== 'table') continue;
    const root = parseTree(file.text(relationship.target), relationship.target);
    const { attributes } = root;
    const area = parseAreaName(attributes['ref'] ?? '');
    if (area === undefined) continue;
    tables.push({
      name: attributes['displayName'] ?? attributes['name'] ?? '',
      area,
      headerRows: Number(attributes['headerRowCount'] ?? 1),
      totalsRows: Number(attributes['totalsRowCount'] ?? 0),
      columns: childrenOf(childOf(root, 'tableColumns'), 'tableColumn').map(columnName),
      id: Number(attributes['id'] ?? 0),
      relationship,
    });
  }
  return tables;
}

function columnName(column: Element): string {
  return unescapeCell(column.attributes['name'] ?? '');
}

/** A table that is to be written: its name, and what of it shall become. */
interface NamedTable extends TableSpecification {
  readonly name: string;
}

/** Adds a table to the sheet whose part is `sheetPart`; `id` is a number that no other table of the workbook has. */
export function addTable(file: Package, sheetPart: string, table: NamedTable & { readonly id: number }): void {
  const { area, columns, id } = table;
  refuseOverlap(file, sheetPart, table);
  const part = file.freeName('xl/tables/table#.xml');
  const name = escapeXml(table.name);
  const ref = areaName(area);
  const attributes = `id="${id}" name="${name}" displayName="${name}" ref="${ref}" totalsRowShown="0"`;
  const columnsXml = columns.map((column, index) => columnXml('', index + 1, column)).join('');
  file.setText(
    part,
    `${XML_DECLARATION}<table xmlns="${MAIN_NAMESPACE}" ${attributes}><autoFilter ref="${ref}"/>` +
      `<tableColumns count="${columns.length}">${columnsXml}</tableColumns>${TABLE_STYLE}</table>`,
  );
  declarePart(file, part, TABLE_TYPE);
  const relationship = addRelationship(file, sheetPart, { type: 'table', target: part });
  listParts(file, sheetPart, (p, present) => [
    ...present,
    `<${p}tablePart xmlns:r="${RELATION_NAMESPACE}" r:id="${relationship}"/>`,
  ]);
}

const TABLE_STYLE =
  '<tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" showRowStripes="1"' +
  ' showColumnStripes="0"/>';

/** The first number that no table on the sheets with these parts has. */
export function freeTableId(file: Package, sheetParts: readonly string[]): number {
  const ids = sheetParts.flatMap((part) => tablesOf(file, part).map(({ id }) => id));
  return maximum(ids, 0) + 1;
}

/** Gives a table another area and other columns; columns that stay keep what else is said of them. */
export function resizeTable(
  file: Package,
  sheetPart: string,
  { present, becomes }: { readonly present: SheetTable; readonly becomes: TableSpecification },
): void {
  const { area, columns } = becomes;
  refuseOverlap(file, sheetPart, { ...becomes, name: present.name });
  const part = present.relationship.target;
  const xml = file.text(part);
  const root = parseTree(xml, part);
  const list = childOf(root, 'tableColumns');
  const filter = childOf(root, 'autoFilter');
  if (list === undefined) throw new XlsxRefusal('file-damaged', { part });
  const presentColumns = new Map(childrenOf(list, 'tableColumn').map((column) => [columnName(column), column]));
  const ids = [...presentColumns.values()].map(({ attributes }) => Number(attributes['id']));
  let id = maximum(ids, 0);
  const inner = columns.map((name) => {
    const column = presentColumns.get(name);
    if (column !== undefined) return textOfElement(xml, column);
    id += 1;
    return columnXml(root.prefix, id, name);
  });
  const splices: Splice[] = [settingAttributes(xml, root, { ref: areaName(area) })];
  if (filter !== undefined) {
    const filtered: Area = { ...area, bottom: area.bottom - present.totalsRows };
    splices.push(settingAttributes(xml, filter, { ref: areaName(filtered) }));
  }
  splices.push(settingAttributes(xml, list, { count: String(columns.length) }));
  splices.push({ start: list.openEnd, end: list.closeStart, text: inner.join('') });
  file.setText(part, splice(xml, splices));
}

/** Takes a table away; its cells stay. */
export function removeTable(file: Package, sheetPart: string, { relationship }: SheetTable): void {
  removeRelated(file, sheetPart, relationship);
  const parts = childOf(parseTree(frameOf(file, sheetPart), sheetPart, 2), 'tableParts');
  const index = parts?.children.findIndex(({ attributes }) => relationId(attributes) === relationship.id) ?? -1;
  listParts(file, sheetPart, (_, present) => present.filter((__, at) => at !== index));
}

function columnXml(p: string, id: number, name: string): string {
  // Line breaks in a name stand as _x000a_: in an attribute they would be read as spaces.
  return `<${p}tableColumn id="${id}" name="${escapeXml(name).replace(/\n/g, '_x000a_')}"/>`;
}

function listParts(
  file: Package,
  sheetPart: string,
  change: (prefix: string, present: readonly string[]) => readonly string[],
): void {
  const xml = frameOf(file, sheetPart);
  const list = childOf(parseTree(xml, sheetPart, 2), 'tableParts');
  const present = list?.children.map((child) => textOfElement(xml, child)) ?? [];
  setFrameChild(file, { part: sheetPart, name: 'tableParts' }, (p) => {
    const parts = change(p, present);
    if (parts.length === 0) return null;
    return `<${p}tableParts count="${parts.length}">${parts.join('')}</${p}tableParts>`;
  });
}

function refuseOverlap(file: Package, sheetPart: string, { name, area }: NamedTable): void {
  const { merges } = readFrame(frameOf(file, sheetPart), sheetPart);
  const others = tablesOf(file, sheetPart)
    .filter((table) => table.name !== name)
    .map((table) => table.area);
  const taken = [...merges, ...others].find((other) => overlap(other, area));
  if (taken !== undefined) throw new XlsxRefusal('table-overlaps', { table: name, cells: areaName(taken) });
}
