/// <reference types="office-js" />
import { WorkbookRefusal } from '../../ports/workbook.js';
import type { Batch } from './batch.js';
import { hostCode } from './refusal.js';

/** Custom XML parts of this product have namespaces that begin so. */
const OUR_PARTS = 'urn:bulletin-scores:';

/**
 * The sheets and tables of a workbook and our parts in it, as Excel listed them one answer earlier. Nobody says what
 * Excel answers for a sheet, table or part that is not there, so only what was listed is asked for.
 */
export interface Layout {
  readonly sheets: readonly (Listed & { readonly tables: readonly Listed[] })[];
  readonly parts: readonly { readonly id: string; readonly namespace: string }[];
}

interface Listed {
  readonly id: string;
  readonly name: string;
}

/** The layout that was found last, if the workbook was read before. */
export interface KnownLayout {
  layout: Layout | null;
}

/** What Excel lists; filled by the next sync. */
export interface Listing {
  readonly sheets: Excel.WorksheetCollection;
  readonly names: Excel.NamedItemCollection;
  readonly parts: Excel.CustomXmlPartCollection;
}

/** Sheets may come and go while they are read. */
const MOST_ATTEMPTS = 4;

/**
 * Asks for what the known layout lists, and lists again in the same answer; where the two differ, asks anew.
 * `ask` syncs, and returns `null` where it has to be asked again.
 */
export async function askByLayout<T>(
  batch: Batch,
  known: KnownLayout,
  ask: (layout: Layout) => Promise<T | null>,
): Promise<{ readonly listing: Listing; readonly answer: T }> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const layout = known.layout ?? (await readLayout(batch));
    known.layout = layout;
    const listing = list(batch.context);
    let answer: T | null;
    try {
      answer = await ask(layout);
    } catch (error) {
      if (hostCode(error) !== 'ItemNotFound') throw error;
      known.layout = await readLayout(batch);
      if (isSame(known.layout, layout)) throw error;
      continue;
    }
    if (answer === null) continue;
    known.layout = layoutOf(listing);
    if (isSame(known.layout, layout)) return { listing, answer };
  }
  throw new WorkbookRefusal('excel-keeps-changing');
}

async function readLayout(batch: Batch): Promise<Layout> {
  const listing = list(batch.context);
  await batch.sync();
  return layoutOf(listing);
}

const SHEET_PROPERTIES = ['id', 'name', 'visibility', 'protection/protected'];
const TABLE_PROPERTIES = ['id', 'name', 'showHeaders', 'showTotals'];

function list(context: Excel.RequestContext): Listing {
  const sheets = context.workbook.worksheets;
  sheets.load(
    [
      ...SHEET_PROPERTIES.map((name) => `items/${name}`),
      ...TABLE_PROPERTIES.map((name) => `items/tables/items/${name}`),
      'items/names/items/name',
      'items/names/items/formula',
    ].join(','),
  );
  const { names } = context.workbook;
  names.load('items/name,items/formula');
  const parts = context.workbook.customXmlParts;
  parts.load('items/id,items/namespaceUri');
  return { sheets, names, parts };
}

function layoutOf({ sheets, parts }: Listing): Layout {
  return {
    sheets: sheets.items.map(({ id, name, tables }) => ({
      id,
      name,
      tables: tables.items.map((table) => ({ id: table.id, name: table.name })),
    })),
    parts: parts.items
      .filter(({ namespaceUri }) => namespaceUri.startsWith(OUR_PARTS))
      .map(({ id, namespaceUri }) => ({ id, namespace: namespaceUri })),
  };
}

function isSame(one: Layout, other: Layout): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
