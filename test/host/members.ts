import { areaName, columnName, parseAreaName } from '../../src/core/grid/address.js';
import type { Area, CellValue } from '../../src/core/grid/grid.js';
import { namespaceOf, type Book, type BookCell, type BookPart, type BookSheet, type BookTable } from './book.js';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** An error of the host as Excel names them. */
export class HostError extends Error {
  constructor(
    readonly code: string,
    message = code,
  ) {
    super(message);
  }
}

/** What the members may ask of the host that runs them. */
export interface Host {
  readonly book: Book;
  keep(node: Node): string;
  forget(reference: string): void;
  /** Cells written by the add-in, for the events. */
  wrote(sheet: BookSheet, area: Area): void;
  watch(event: number, on: boolean): void;
}

/** One object of the host: a thing of the workbook and the kind that knows its members. */
export interface Node {
  // The kind fixes the type of what it holds; a table of kinds cannot say so.
  readonly kind: Kind<never>;
  readonly it: unknown;
  reference?: string;
}

interface Property<T> {
  readonly read?: (it: T, host: Host) => Json;
  readonly write?: (it: T, value: Json, host: Host) => void;
}

/** A method returns a node, `null` for a null object, or plain data. */
type Method<T> = (it: T, args: readonly (Json | Node)[], host: Host) => Node | Json | undefined;

export interface Kind<T> {
  readonly name: string;
  readonly identity?: (it: T) => { [key: string]: Json };
  readonly properties?: Readonly<Record<string, Property<T>>>;
  readonly navigations?: Readonly<Record<string, (it: T, host: Host) => Node | null>>;
  readonly methods?: Readonly<Record<string, Method<T>>>;
  /** Methods that change the workbook. */
  readonly writes?: readonly string[];
  readonly items?: (it: T, host: Host) => readonly Node[];
  readonly item?: (it: T, key: Json, host: Host) => Node | null;
}

export const node = <T>(kind: Kind<T>, it: T): Node => ({ kind: kind as unknown as Kind<never>, it });
export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'kind' in value && 'it' in value;

interface RangeOf {
  readonly sheet: BookSheet;
  readonly area: Area;
}

interface AreasOf {
  readonly sheet: BookSheet;
  readonly areas: readonly Area[];
}

const LAST_ROW = 1_048_575;
const LAST_COLUMN = 16_383;

function addressOf(sheet: BookSheet, area: Area): string {
  const name = /^[\p{L}_][\p{L}\p{N}_]*$/u.test(sheet.name) ? sheet.name : `'${sheet.name.replaceAll("'", "''")}'`;
  return `${name}!${localAddress(area)}`;
}

function localAddress(area: Area): string {
  if (area.left === 0 && area.right === LAST_COLUMN) return `${area.top + 1}:${area.bottom + 1}`;
  if (area.top === 0 && area.bottom === LAST_ROW) return `${columnName(area.left)}:${columnName(area.right)}`;
  return areaName(area);
}

function areaFrom(address: string): Area {
  const local = address.slice(address.lastIndexOf('!') + 1);
  const area = parseAreaName(local);
  if (area !== undefined) return area;
  const columns = /^\$?([A-Z]+):\$?([A-Z]+)$/.exec(local);
  if (columns !== null)
    return {
      top: 0,
      bottom: LAST_ROW,
      left: (parseAreaName(`${columns[1]}1`) as Area).left,
      right: (parseAreaName(`${columns[2]}1`) as Area).left,
    };
  const rows = /^\$?(\d+):\$?(\d+)$/.exec(local);
  if (rows !== null) return { top: Number(rows[1]) - 1, bottom: Number(rows[2]) - 1, left: 0, right: LAST_COLUMN };
  throw new HostError('InvalidArgument', `The address ${address} is none.`);
}

function alive(sheet: BookSheet, { book }: Host): BookSheet {
  if (!book.sheets.includes(sheet)) throw new HostError('ItemNotFound', "The requested resource doesn't exist.");
  return sheet;
}

function editable(sheet: BookSheet, host: Host): void {
  alive(sheet, host);
  if (sheet.protection !== null)
    throw new HostError('AccessDenied', 'You cannot perform the requested operation: the sheet is protected.');
}

function errorText(value: CellValue): Json {
  if (value === null) return '';
  return typeof value === 'object' ? value.error : value;
}

function block({ sheet, area }: RangeOf, host: Host, show: (cell: BookCell | undefined) => Json): Json {
  alive(sheet, host);
  if ((area.bottom - area.top + 1) * (area.right - area.left + 1) > 5_000_000) return null;
  const rows: Json[] = [];
  for (let row = area.top; row <= area.bottom; row += 1) {
    const cells: Json[] = [];
    for (let column = area.left; column <= area.right; column += 1) cells.push(show(sheet.at(row, column)));
    rows.push(cells);
  }
  return rows;
}

function overwrite(
  { sheet, area }: RangeOf,
  value: Json,
  host: Host,
  set: (row: number, column: number, value: Json) => void,
): void {
  editable(sheet, host);
  const [height, width] = [area.bottom - area.top + 1, area.right - area.left + 1];
  if (
    Array.isArray(value) &&
    (value.length !== height || value.some((row) => !Array.isArray(row) || row.length !== width))
  ) {
    throw new HostError(
      'InvalidArgument',
      "The number of rows or columns in the input array doesn't match the size of the range.",
    );
  }
  for (let i = 0; i < height; i += 1) {
    for (let j = 0; j < width; j += 1) {
      const one = Array.isArray(value) ? ((value[i] as Json[])[j] ?? null) : value;
      // Null leaves a cell as it is.
      if (one !== null) set(area.top + i, area.left + j, one);
    }
  }
  host.wrote(sheet, area);
}

function common<T>(values: readonly T[]): T | null {
  return values.every((value) => value === values[0]) ? (values[0] ?? null) : null;
}

function cellsOf({ sheet, area }: RangeOf): (BookCell | undefined)[] {
  const all: (BookCell | undefined)[] = [];
  for (let row = area.top; row <= area.bottom; row += 1)
    for (let column = area.left; column <= area.right; column += 1) all.push(sheet.at(row, column));
  return all;
}

function span(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

const within = (inner: Area, outer: Area): boolean =>
  inner.top >= outer.top && inner.bottom <= outer.bottom && inner.left >= outer.left && inner.right <= outer.right;
const range = (sheet: BookSheet, area: Area): Node => node(rangeKind, { sheet, area });
const part = ({ sheet, area }: RangeOf, change: Partial<Area>): Node => range(sheet, { ...area, ...change });

const rangeKind: Kind<RangeOf> = {
  name: 'Range',
  properties: {
    Values: {
      read: (it, host) => {
        host.book.settle();
        return block(it, host, (cell) => errorText(cell?.value ?? null));
      },
      write: (it, value, host) => overwrite(it, value, host, (row, column, one) => it.sheet.enter(row, column, one)),
    },
    Formulas: {
      read: (it, host) => block(it, host, (cell) => cell?.formula ?? errorText(cell?.value ?? null)),
      write: (it, value, host) => overwrite(it, value, host, (row, column, one) => it.sheet.enter(row, column, one)),
    },
    NumberFormat: {
      read: (it, host) => block(it, host, (cell) => cell?.format ?? 'General'),
      write: (it, value, host) =>
        overwrite(it, value, host, (row, column, one) => {
          it.sheet.cell(row, column).format = String(one);
        }),
    },
    Address: { read: ({ sheet, area }, host) => addressOf(alive(sheet, host), area) },
    RowIndex: { read: ({ area }) => area.top },
    ColumnIndex: { read: ({ area }) => area.left },
    RowCount: { read: ({ area }) => area.bottom - area.top + 1 },
    ColumnCount: { read: ({ area }) => area.right - area.left + 1 },
    RowHidden: {
      read: ({ sheet, area }) => common(span(area.top, area.bottom).map((row) => sheet.hiddenRows.has(row))),
    },
    ColumnHidden: {
      read: ({ sheet, area }) => common(span(area.left, area.right).map((column) => sheet.hiddenColumns.has(column))),
    },
  },
  navigations: {
    Format: (it) => node(formatKind, it),
    Worksheet: ({ sheet }) => node(sheetKind, sheet),
  },
  methods: {
    GetRow: (it, [row]) => part(it, { top: it.area.top + Number(row), bottom: it.area.top + Number(row) }),
    GetColumn: (it, [column]) =>
      part(it, { left: it.area.left + Number(column), right: it.area.left + Number(column) }),
    GetCell: (it, [row, column]) =>
      part(it, {
        top: it.area.top + Number(row),
        bottom: it.area.top + Number(row),
        left: it.area.left + Number(column),
        right: it.area.left + Number(column),
      }),
    GetBoundingRect: (it, [other]) => {
      const second = isNode(other) ? (other.it as RangeOf).area : areaFrom(String(other));
      return part(it, {
        top: Math.min(it.area.top, second.top),
        left: Math.min(it.area.left, second.left),
        bottom: Math.max(it.area.bottom, second.bottom),
        right: Math.max(it.area.right, second.right),
      });
    },
    GetMergedAreasOrNullObject: ({ sheet, area }, _, host) => {
      const areas = alive(sheet, host).merges.filter((merge) => within(merge, area));
      return areas.length === 0 ? null : node(areasKind, { sheet, areas });
    },
    GetRowProperties: ({ sheet, area }, [wanted], host) => {
      alive(sheet, host);
      onlyWanted(wanted, 'rowHidden', 'Range.getRowProperties');
      return span(area.top, area.bottom).map((row) => ({ rowHidden: sheet.hiddenRows.has(row) }));
    },
    GetColumnProperties: ({ sheet, area }, [wanted], host) => {
      alive(sheet, host);
      onlyWanted(wanted, 'columnHidden', 'Range.getColumnProperties');
      return span(area.left, area.right).map((column) => ({ columnHidden: sheet.hiddenColumns.has(column) }));
    },
    GetCellProperties: ({ sheet, area }, [wanted], host) => {
      alive(sheet, host);
      if (JSON.stringify(wanted) !== '{"format":{"fill":{"color":true,"pattern":true}}}')
        throw new HostError('NotSimulated', `NotSimulated: Range.getCellProperties(${JSON.stringify(wanted)})`);
      return span(area.top, area.bottom).map((row) =>
        span(area.left, area.right).map((column) => {
          const fill = sheet.at(row, column)?.fill ?? null;
          return {
            format: {
              fill: fill === null ? { color: '#FFFFFF', pattern: 'None' } : { color: `#${fill}`, pattern: 'Solid' },
            },
          };
        }),
      );
    },
    Select: ({ sheet, area }, _, host): undefined => {
      if (alive(sheet, host).visibility !== 'visible')
        throw new HostError('InvalidOperation', 'A hidden sheet cannot be selected.');
      host.book.select(sheet, localAddress(area));
    },
    _ValidateArraySize: ({ area }, [rows, columns]): undefined => {
      if (Number(rows) !== area.bottom - area.top + 1 || Number(columns) !== area.right - area.left + 1)
        throw new HostError('InvalidArgument');
    },
  },
};

function onlyWanted(wanted: Json | Node | undefined, name: string, member: string): void {
  const asked = typeof wanted === 'object' && wanted !== null && !isNode(wanted) ? Object.keys(wanted) : [];
  if (asked.join() !== name) throw new HostError('NotSimulated', `NotSimulated: ${member}(${asked.join()})`);
}

const formatKind: Kind<RangeOf> = {
  name: 'RangeFormat',
  properties: {
    ColumnWidth: {
      read: ({ sheet, area }) =>
        common(span(area.left, area.right).map((column) => sheet.columnWidths.get(column) ?? 54)),
      write: ({ sheet, area }, value, host) => {
        editable(sheet, host);
        for (const column of span(area.left, area.right)) sheet.columnWidths.set(column, Number(value));
      },
    },
    VerticalAlignment: look('vertical alignment'),
    WrapText: look('wrap text'),
  },
  navigations: { Fill: (it) => node(fillKind, it), Font: (it) => node(fontKind, it) },
};

/** A property of a range's looks that is only ever set. */
function look(name: string): Property<RangeOf> {
  return {
    write: ({ sheet, area }, value, host) => {
      editable(sheet, host);
      sheet.looks.set(`${localAddress(area)} ${name}`, value);
    },
  };
}

const fontKind: Kind<RangeOf> = { name: 'RangeFont', properties: { Bold: look('bold'), Size: look('size') } };

const fillKind: Kind<RangeOf> = {
  name: 'RangeFill',
  properties: {
    // A cell without fill and a white one both say white; their patterns differ.
    Color: {
      read: (it) => common(cellsOf(it).map((cell) => (cell?.fill == null ? '#FFFFFF' : `#${cell.fill}`))) ?? '',
      write: ({ sheet, area }, value, host) =>
        overwrite({ sheet, area }, value, host, (row, column, one) => {
          sheet.cell(row, column).fill = String(one).replace('#', '').toUpperCase();
        }),
    },
    Pattern: { read: (it) => common(cellsOf(it).map((cell) => (cell?.fill == null ? 'None' : 'Solid'))) },
  },
  methods: {
    Clear: ({ sheet, area }, _, host): undefined => {
      editable(sheet, host);
      for (const cell of cellsOf({ sheet, area })) if (cell !== undefined) cell.fill = null;
    },
  },
  writes: ['Clear'],
};

const areasKind: Kind<AreasOf> = {
  name: 'RangeAreas',
  properties: {
    Address: { read: ({ sheet, areas }) => areas.map((area) => addressOf(sheet, area)).join(',') },
    AreaCount: { read: ({ areas }) => areas.length },
  },
  navigations: { Areas: (it) => node(rangesKind, it) },
};

const rangesKind: Kind<AreasOf> = {
  name: 'RangeCollection',
  items: ({ sheet, areas }) => areas.map((area) => range(sheet, area)),
};

const tableKind: Kind<{ readonly sheet: BookSheet; readonly table: BookTable }> = {
  name: 'Table',
  identity: ({ table }) => ({ _Id: table.id, Id: table.id }),
  properties: {
    Id: { read: ({ table }) => table.id },
    Name: {
      read: ({ table }) => table.name,
      write: ({ sheet, table }, value, host) => {
        if (host.book.sheets.some((other) => other.tables.some(({ name }) => name === value)))
          throw new HostError('ItemAlreadyExists');
        editable(sheet, host);
        table.name = String(value);
      },
    },
    ShowHeaders: { read: ({ table }) => table.showHeaders },
    ShowTotals: { read: ({ table }) => table.showTotals },
  },
  methods: {
    GetRange: ({ sheet, table }) => range(sheet, table.area),
    Resize: ({ sheet, table }, [to], host): undefined => {
      editable(sheet, host);
      table.area = isNode(to) ? (to.it as RangeOf).area : areaFrom(String(to));
    },
    ConvertToRange: ({ sheet, table }, _, host) => {
      editable(sheet, host);
      sheet.tables = sheet.tables.filter((other) => other !== table);
      return range(sheet, table.area);
    },
  },
  writes: ['Resize', 'ConvertToRange'],
};

type Tables = { readonly sheets: readonly BookSheet[] };

function tablesIn({ sheets }: Tables): { readonly sheet: BookSheet; readonly table: BookTable }[] {
  return sheets.flatMap((sheet) => sheet.tables.map((table) => ({ sheet, table })));
}

const tablesKind: Kind<Tables> = {
  name: 'TableCollection',
  items: (it) => tablesIn(it).map((table) => node(tableKind, table)),
  item: (it, key) =>
    found(
      tablesIn(it).find(({ table }) => table.id === key || table.name === key),
      tableKind,
    ),
  methods: {
    GetItemOrNullObject: (it, [key]) =>
      found(
        tablesIn(it).find(({ table }) => table.id === key || table.name === key),
        tableKind,
      ),
    Add: ({ sheets }, [where, hasHeaders], host) => {
      const from = isNode(where)
        ? (where.it as RangeOf)
        : { sheet: sheets[0] as BookSheet, area: areaFrom(String(where)) };
      editable(from.sheet, host);
      if (
        from.sheet.tables.some(
          ({ area }) =>
            area.top <= from.area.bottom &&
            from.area.top <= area.bottom &&
            area.left <= from.area.right &&
            from.area.left <= area.right,
        )
      )
        throw new HostError('InvalidOperation', 'A table cannot overlap another table.');
      const table: BookTable = {
        id: host.book.id(),
        name: `表${host.book.id().replace(/\D/g, '')}`,
        area: from.area,
        showHeaders: hasHeaders === true,
        showTotals: false,
      };
      from.sheet.tables.push(table);
      return node(tableKind, { sheet: from.sheet, table });
    },
  },
  writes: ['Add'],
};

function found<T>(it: T | undefined, kind: Kind<T>): Node | null {
  return it === undefined ? null : node(kind, it);
}

const protectionKind: Kind<BookSheet> = {
  name: 'WorksheetProtection',
  properties: {
    Protected: { read: (sheet) => sheet.protection !== null },
    Options: { read: (sheet) => sheet.protection?.options ?? null },
  },
  methods: {
    Unprotect: (sheet, [password]): undefined => {
      const needed = sheet.protection?.password ?? null;
      if (needed !== null && password !== needed)
        throw new HostError(
          password == null ? 'AccessDenied' : 'InvalidArgument',
          'The password supplied is not correct.',
        );
      sheet.protection = null;
    },
    Protect: (sheet, [options, password]): undefined => {
      if (sheet.protection !== null) throw new HostError('AccessDenied', 'The sheet is protected already.');
      sheet.protect(password == null ? null : String(password), (options ?? {}) as Record<string, boolean | string>);
    },
  },
  writes: ['Protect', 'Unprotect'],
};

const freezePanesKind: Kind<BookSheet> = {
  name: 'WorksheetFreezePanes',
  methods: {
    FreezeRows: (sheet, [count]): undefined => {
      sheet.frozen = `1:${Number(count)}`;
    },
    FreezeColumns: (sheet, [count]): undefined => {
      sheet.frozen = `A:${columnName(Number(count) - 1)}`;
    },
  },
  writes: ['FreezeRows', 'FreezeColumns'],
};

const sheetKind: Kind<BookSheet> = {
  name: 'Worksheet',
  identity: (sheet) => ({ Id: sheet.id }),
  properties: {
    Id: { read: (sheet) => sheet.id },
    Name: {
      read: (sheet) => sheet.name,
      write: (sheet, value) => {
        sheet.name = String(value);
      },
    },
    Position: {
      read: (sheet, { book }) => book.sheets.indexOf(sheet),
      write: (sheet, value, { book }) => {
        book.sheets.splice(book.sheets.indexOf(sheet), 1);
        book.sheets.splice(Number(value), 0, sheet);
      },
    },
    Visibility: {
      read: ({ visibility }) => ({ visible: 'Visible', hidden: 'Hidden', veryHidden: 'VeryHidden' })[visibility],
      write: (sheet, value, { book }) => {
        if (value !== 'Visible' && book.sheets.every((other) => other === sheet || other.visibility !== 'visible'))
          throw new HostError('InvalidOperation', 'A workbook needs a visible sheet.');
        if (value === 'Visible') sheet.visibility = 'visible';
        else sheet.visibility = value === 'Hidden' ? 'hidden' : 'veryHidden';
      },
    },
    TabColor: {
      read: (sheet) => sheet.tabColor,
      write: (sheet, value) => {
        sheet.tabColor = String(value).toUpperCase();
      },
    },
  },
  navigations: {
    Tables: (sheet) => node(tablesKind, { sheets: [sheet] }),
    Names: (sheet, { book }) => node(namesKind, { book, sheet }),
    Protection: (sheet) => node(protectionKind, sheet),
    FreezePanes: (sheet) => node(freezePanesKind, sheet),
  },
  methods: {
    Activate: (sheet, _, host) => void host.book.select(alive(sheet, host), 'A1'),
    GetRange: (sheet, [address]) =>
      address == null
        ? range(sheet, { top: 0, left: 0, bottom: LAST_ROW, right: LAST_COLUMN })
        : range(sheet, areaFrom(String(address))),
    GetRangeByIndexes: (sheet, [row, column, rows, columns]) =>
      range(sheet, {
        top: Number(row),
        left: Number(column),
        bottom: Number(row) + Number(rows) - 1,
        right: Number(column) + Number(columns) - 1,
      }),
    GetCell: (sheet, [row, column]) =>
      range(sheet, { top: Number(row), left: Number(column), bottom: Number(row), right: Number(column) }),
    GetUsedRangeOrNullObject: (sheet, [valuesOnly]) => {
      const area = sheet.usedArea(valuesOnly === true);
      return area === null ? null : range(sheet, area);
    },
    Delete: (sheet, _, { book }): undefined => {
      if (book.structureProtected) throw new HostError('AccessDenied', 'The workbook is protected.');
      if (book.sheets.every((other) => other === sheet || other.visibility !== 'visible'))
        throw new HostError('InvalidOperation', 'A workbook needs a visible sheet.');
      book.sheets.splice(book.sheets.indexOf(sheet), 1);
    },
  },
  writes: ['Delete'],
};

const WATCHED: Readonly<Record<string, number>> = {
  DataChanged: 10,
  Activated: 11,
  Added: 13,
  Deleted: 15,
  SelectionChanged: 14,
};
const watchers = Object.fromEntries(
  Object.entries(WATCHED).flatMap(([name, event]) => [
    [`_Register${name}Event`, (_: unknown, __: unknown, host: Host): undefined => void host.watch(event, true)],
    [`_Unregister${name}Event`, (_: unknown, __: unknown, host: Host): undefined => void host.watch(event, false)],
  ]),
);

const sheetsKind: Kind<Book> = {
  name: 'WorksheetCollection',
  items: (book) => book.sheets.map((sheet) => node(sheetKind, sheet)),
  item: (book, key) =>
    found(
      book.sheets.find(({ id, name }) => id === key || name === key),
      sheetKind,
    ),
  methods: {
    GetItemOrNullObject: (book, [key]) =>
      found(
        book.sheets.find(({ id, name }) => id === key || name === key),
        sheetKind,
      ),
    GetActiveWorksheet: (book) => node(sheetKind, book.selection?.sheet ?? (book.sheets[0] as BookSheet)),
    GetCount: (book) => book.sheets.length,
    Add: (book, [name]) => {
      if (book.structureProtected) throw new HostError('AccessDenied', 'The workbook is protected.');
      if (book.sheets.some((sheet) => sheet.name === name))
        throw new HostError('ItemAlreadyExists', 'A sheet with that name exists.');
      if (!/^[^:\\/?*[\]]{1,31}$/.test(String(name)))
        throw new HostError('InvalidArgument', 'The name of the sheet is not allowed.');
      return node(sheetKind, book.addSheet(String(name)));
    },
    ...watchers,
  },
  writes: ['Add'],
};

const nameKind: Kind<Book['names'][number]> = {
  name: 'NamedItem',
  identity: ({ name }) => ({ _Id: name }),
  properties: { Name: { read: ({ name }) => name }, Formula: { read: ({ formula }) => formula } },
};

const namesKind: Kind<{ readonly book: Book; readonly sheet: BookSheet | null }> = {
  name: 'NamedItemCollection',
  items: ({ book, sheet }) => book.names.filter((it) => it.sheet === sheet).map((it) => node(nameKind, it)),
};

const partKind: Kind<BookPart> = {
  name: 'CustomXmlPart',
  identity: ({ id }) => ({ Id: id }),
  properties: { Id: { read: ({ id }) => id }, NamespaceUri: { read: ({ namespace }) => namespace } },
  methods: {
    GetXml: ({ xml }) => xml,
    SetXml: (it, [xml]): undefined => {
      it.xml = String(xml);
      it.namespace = namespaceOf(it.xml);
    },
    Delete: (it, _, { book }): undefined => {
      book.parts = book.parts.filter((other) => other !== it);
    },
  },
  writes: ['SetXml', 'Delete'],
};

const partsKind: Kind<Book> = {
  name: 'CustomXmlPartCollection',
  items: (book) => book.parts.map((it) => node(partKind, it)),
  item: (book, key) =>
    found(
      book.parts.find(({ id }) => id === key),
      partKind,
    ),
  methods: {
    Add: (book, [xml]) => node(partKind, book.addPart(String(xml))),
    GetItemOrNullObject: (book, [key]) =>
      found(
        book.parts.find(({ id }) => id === key),
        partKind,
      ),
    GetByNamespace: (book, [namespace]) => node(scopedPartsKind, { book, namespace: String(namespace) }),
  },
  writes: ['Add'],
};

const scopedPartsKind: Kind<{ readonly book: Book; readonly namespace: string }> = {
  name: 'CustomXmlPartScopedCollection',
  items: ({ book, namespace }) => book.parts.filter((it) => it.namespace === namespace).map((it) => node(partKind, it)),
  methods: {
    GetOnlyItemOrNullObject: ({ book, namespace }) => {
      const all = book.parts.filter((it) => it.namespace === namespace);
      return all.length === 1 ? node(partKind, all[0] as BookPart) : null;
    },
  },
};

const iterationKind: Kind<Book> = {
  name: 'IterativeCalculation',
  properties: { Enabled: { read: (book) => book.iterates } },
};

const applicationKind: Kind<Book> = {
  name: 'Application',
  properties: {
    CalculationMode: {
      read: ({ calculationMode }) =>
        ({ automatic: 'Automatic', manual: 'Manual', automaticExceptTables: 'AutomaticExceptTables' })[calculationMode],
      write: (book, value) => {
        if (value === 'Manual') book.calculationMode = 'manual';
        else book.calculationMode = value === 'Automatic' ? 'automatic' : 'automaticExceptTables';
      },
    },
  },
  navigations: { IterativeCalculation: (book) => node(iterationKind, book) },
  methods: {
    SuspendScreenUpdatingUntilNextSync: (): null => null,
    SuspendApiCalculationUntilNextSync: (): null => null,
    Calculate: (book): undefined => void book.settle(true),
    CreateWorkbook: (book, [base64]) => node(createdWorkbookKind, { book, base64: String(base64) }),
  },
};

const createdWorkbookKind: Kind<{ readonly book: Book; readonly base64: string }> = {
  name: 'WorkbookCreated',
  identity: () => ({ Id: 'created' }),
  methods: { Open: ({ book, base64 }): undefined => void book.opened.push(base64) },
};

const workbookProtectionKind: Kind<Book> = {
  name: 'WorkbookProtection',
  properties: { Protected: { read: ({ structureProtected }) => structureProtected } },
};

export const workbookKind: Kind<Book> = {
  name: 'Workbook',
  properties: {
    UsePrecisionAsDisplayed: { read: ({ precisionAsDisplayed }) => precisionAsDisplayed },
    Name: { read: () => '好差评.xlsx' },
  },
  navigations: {
    Worksheets: (book) => node(sheetsKind, book),
    Application: (book) => node(applicationKind, book),
    CustomXmlParts: (book) => node(partsKind, book),
    Names: (book) => node(namesKind, { book, sheet: null }),
    Tables: (book) => node(tablesKind, { sheets: book.sheets }),
    Protection: (book) => node(workbookProtectionKind, book),
  },
  methods: {
    GetSelectedRange: (book) => {
      const { sheet, address } = book.selection ?? { sheet: book.sheets[0] as BookSheet, address: 'A1' };
      return range(sheet, areaFrom(address));
    },
    _RemoveReference: (_, [reference], host) => void host.forget(String(reference)),
  },
};

/** What tells Excel that the page listens to the ribbon; there is nothing to see of it. */
export const addinServiceKind: Kind<null> = {
  name: 'AddinInternalService',
  methods: { NotifyActionHandlerReady: () => undefined },
};
