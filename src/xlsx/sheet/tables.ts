import { areaName, parseAreaName } from '../../core/grid/address.js';
import type { Area, GridTable } from '../../core/grid/grid.js';
import type { TableSpecification } from '../../core/changes/plan.js';
import { XlsxRefusal } from '../refusal.js';
import { declarePart } from '../package/content-types.js';
import type { Package } from '../package/package.js';
import { addRelationship, relationshipsOf, removeRelated, type Relationship } from '../package/relationships.js';
import { overlap } from './areas.js';
import { readFrame } from './sheet-cells.js';
import { frameOf, setFrame } from './sheet-frame.js';
import { MAIN_NAMESPACE, RELATION_NAMESPACE, WORKSHEET_ORDER, XML_DECLARATION } from '../xml/schema-order.js';
import { childOf, childrenOf, parseTree, withRootChild } from '../xml/tree.js';
import { relationId } from '../book/workbook-part.js';
import { escapeXml, splice, unescapeCell, withAttribute } from '../xml/xml.js';

const TABLE_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml';

/** A table of a sheet with the part that holds it. */
export interface SheetTable extends GridTable {
  readonly columns: readonly string[];
  readonly id: number;
  readonly relationship: Relationship;
}

/** Reads the tables of a sheet. */
export function tablesOf(file: Package, sheetPart: string): readonly SheetTable[] {
  return relationshipsOf(file, sheetPart)
    .filter(({ type }) => type === 'table')
    .flatMap((relationship) => {
      const root = parseTree(file.text(relationship.target), relationship.target);
      const { attributes } = root;
      const area = parseAreaName(attributes['ref'] ?? '');
      if (area === undefined) return [];
      return [
        {
          name: attributes['displayName'] ?? attributes['name'] ?? '',
          area,
          headerRows: Number(attributes['headerRowCount'] ?? 1),
          totalsRows: Number(attributes['totalsRowCount'] ?? 0),
          columns: childrenOf(childOf(root, 'tableColumns'), 'tableColumn').map((column) =>
            unescapeCell(column.attributes['name'] ?? ''),
          ),
          id: Number(attributes['id'] ?? 0),
          relationship,
        },
      ];
    });
}

/** Adds a table to a sheet. `sheetParts` are all worksheets: numbers of tables are unique in the workbook. */
export function addTable(
  file: Package,
  sheetPart: string,
  sheetParts: readonly string[],
  name: string,
  table: TableSpecification,
): void {
  refuseOverlap(file, sheetPart, name, table.area);
  const part = file.freeName('xl/tables/table#.xml');
  const id = Math.max(0, ...sheetParts.flatMap((one) => tablesOf(file, one).map((other) => other.id))) + 1;
  const ref = areaName(table.area);
  const columns = table.columns.map((column, index) => columnXml('', index + 1, column)).join('');
  file.setText(
    part,
    `${XML_DECLARATION}<table xmlns="${MAIN_NAMESPACE}" id="${id}" name="${escapeXml(name)}" displayName="${escapeXml(name)}" ref="${ref}" totalsRowShown="0"><autoFilter ref="${ref}"/><tableColumns count="${table.columns.length}">${columns}</tableColumns><tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" showRowStripes="1" showColumnStripes="0"/></table>`,
  );
  declarePart(file, part, TABLE_TYPE);
  const relationship = addRelationship(file, sheetPart, 'table', part);
  listParts(file, sheetPart, (p, present) => [
    ...present,
    `<${p}tablePart xmlns:r="${RELATION_NAMESPACE}" r:id="${relationship}"/>`,
  ]);
}

/** Gives a table another area and other columns; columns that stay keep what else is known of them. */
export function resizeTable(
  file: Package,
  sheetPart: string,
  present: SheetTable,
  { area, columns }: TableSpecification,
): void {
  refuseOverlap(file, sheetPart, present.name, area);
  const part = present.relationship.target;
  const xml = file.text(part);
  const root = parseTree(xml, part);
  const list = childOf(root, 'tableColumns');
  const filter = childOf(root, 'autoFilter');
  if (list === undefined) throw new XlsxRefusal('file-damaged', { part });
  const known = new Map(
    childrenOf(list, 'tableColumn').map((column) => [unescapeCell(column.attributes['name'] ?? ''), column]),
  );
  let id = Math.max(0, ...[...known.values()].map(({ attributes }) => Number(attributes['id'])));
  const inner = columns.map((name) => {
    const column = known.get(name);
    if (column !== undefined) return xml.slice(column.start, column.end);
    id += 1;
    return columnXml(root.prefix, id, name);
  });
  const filtered: Area = { ...area, bottom: area.bottom - present.totalsRows };
  file.setText(
    part,
    splice(xml, [
      {
        start: root.start,
        end: root.openEnd,
        text: withAttribute(xml.slice(root.start, root.openEnd), 'ref', areaName(area)),
      },
      ...(filter === undefined
        ? []
        : [
            {
              start: filter.start,
              end: filter.openEnd,
              text: withAttribute(xml.slice(filter.start, filter.openEnd), 'ref', areaName(filtered)),
            },
          ]),
      {
        start: list.start,
        end: list.openEnd,
        text: withAttribute(xml.slice(list.start, list.openEnd), 'count', String(columns.length)),
      },
      { start: list.openEnd, end: list.closeStart, text: inner.join('') },
    ]),
  );
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
  const present =
    childOf(parseTree(xml, sheetPart, 2), 'tableParts')?.children.map(({ start, end }) => xml.slice(start, end)) ?? [];
  setFrame(
    file,
    sheetPart,
    withRootChild(xml, sheetPart, WORKSHEET_ORDER, 'tableParts', (p) => {
      const parts = change(p, present);
      return parts.length === 0 ? null : `<${p}tableParts count="${parts.length}">${parts.join('')}</${p}tableParts>`;
    }),
  );
}

function refuseOverlap(file: Package, sheetPart: string, name: string, area: Area): void {
  const { merges } = readFrame(frameOf(file, sheetPart), sheetPart);
  const others = tablesOf(file, sheetPart)
    .filter((table) => table.name !== name)
    .map((table) => table.area);
  const taken = [...merges, ...others].find((other) => overlap(other, area));
  if (taken !== undefined) throw new XlsxRefusal('table-overlaps', { table: name, cells: areaName(taken) });
}
