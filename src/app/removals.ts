import { readAuditMarks } from '../core/changes/audit-marks.js';
import { cellName } from '../core/grid/address.js';
import type { Grid } from '../core/grid/grid.js';
import type { ColumnFormats } from '../core/publish/column-formats.js';
import { objectStays, type ObjectCell } from '../core/publish/objects-in-cells.js';
import type { FileContents, FileProperty, TraceKind } from '../ports/official-copy.js';
import type { WorkbookSnapshot } from '../ports/workbook.js';

/** Something that stays behind when the official copy is made. */
export interface Removal {
  /** By this a removal is called off: `sheet 加减分台账`, `notes`. */
  readonly id: string;
  readonly kind:
    | 'sheet'
    | 'formulas'
    | 'formats'
    | 'objects'
    | 'marks'
    | 'notes'
    | 'comments'
    | 'custom-xml'
    | 'names'
    | 'properties'
    | 'links'
    | 'macros'
    | 'signatures'
    | TraceKind;
  readonly count: number;
  /** What exactly: sheets, cells, names, properties with their values. */
  readonly details: readonly (string | FileProperty)[];
  /**
   * Links, macros with their buttons, and signatures cannot go along, nor pictures and links in cells that lead to what
   * is not there.
   */
  readonly optional: boolean;
  readonly removed: boolean;
}

type RemovalKind = Removal['kind'];

/** What a removal is made of, before it is known whether somebody called it off. */
interface Candidate extends Pick<Removal, 'kind' | 'count'> {
  readonly id?: string;
  readonly details?: Removal['details'];
}

const MANDATORY: ReadonlySet<RemovalKind> = new Set(['objects', 'links', 'macros', 'macro-buttons', 'signatures']);

/** What is published, and what of the rest somebody wants to go along. */
interface Published {
  readonly published: readonly string[];
  /** Cells whose decimals differ from those of their column. */
  readonly formats: ColumnFormats;
  /** Ids of removals that were called off. */
  readonly kept: readonly string[];
  readonly files: 'one' | 'each';
}

/** In the order in which they are listed. */
export const TRACE_KINDS: readonly TraceKind[] = [
  'hyperlinks',
  'page-codes',
  'descriptions',
  'prompts',
  'macro-buttons',
  'attached-data',
];
/** More texts of a kind than these are counted only. */
const MOST_TEXTS = 20;

/** Lists what is removed when the sheets `published` are; the ids in `kept` were called off. */
export function removalsOf(
  snapshot: WorkbookSnapshot,
  contents: FileContents,
  publication: Published,
): readonly Removal[] {
  const { published, kept } = publication;
  const objects = objectsOn(contents, publication);
  const candidates = [
    ...sheetsBeside(snapshot, contents, published),
    // What lies on sheets that are removed themselves is not listed once more.
    countedOn(published, 'formulas', formulaCounts(snapshot.sheets, objects.staying)),
    formatsMadeAlike(publication.formats),
    { kind: 'objects', count: objects.leaving.length, details: objects.leaving.map(placeOf) } as const,
    countedOn(published, 'marks', markCounts(snapshot)),
    countedOn(published, 'notes', contents.notes),
    countedOn(published, 'comments', contents.comments),
    { kind: 'names', count: contents.names.length, details: contents.names } as const,
    { kind: 'custom-xml', count: contents.customXml } as const,
    { kind: 'properties', count: contents.properties.length, details: contents.properties } as const,
    { kind: 'links', count: contents.links } as const,
    { kind: 'macros', count: contents.macros ? 1 : 0 } as const,
    { kind: 'signatures', count: contents.signed ? 1 : 0 } as const,
    ...TRACE_KINDS.map((kind) => tracesLeft(contents, published, kind)),
  ];
  return candidates.filter(({ count }) => count > 0).map((candidate) => removal(candidate, kept));
}

function removal({ kind, count, id = kind, details = [] }: Candidate, kept: readonly string[]): Removal {
  const optional = !MANDATORY.has(kind);
  return { id, kind, count, details, optional, removed: !optional || !kept.includes(id) };
}

function formatsMadeAlike({ changes }: ColumnFormats): Candidate {
  const cells = changes.map(({ sheet, row, column }) => `${sheet}!${cellName(row, column)}`);
  return { kind: 'formats', count: cells.length, details: shortened(cells) };
}

/** The first of many texts. */
function shortened(texts: readonly string[]): readonly string[] {
  if (texts.length <= MOST_TEXTS) return texts;
  return [...texts.slice(0, MOST_TEXTS), '……'];
}

function sheetsBeside(
  { sheets }: WorkbookSnapshot,
  { otherSheets }: FileContents,
  published: readonly string[],
): readonly Candidate[] {
  const unpublished = sheets.map(({ sheet }) => sheet).filter((sheet) => !published.includes(sheet));
  const names = [...unpublished, ...otherSheets];
  return names.map((sheet) => ({ kind: 'sheet', count: 1, details: [sheet], id: sheetRemovalId(sheet) }));
}

function tracesLeft({ traces }: FileContents, published: readonly string[], kind: TraceKind): Candidate {
  const own = traces.filter((trace) => trace.kind === kind && (trace.sheet === '' || published.includes(trace.sheet)));
  const texts = own.map(({ sheet, text }) => (sheet === '' ? text : `${sheet}：${text}`));
  return { kind, count: own.length, details: shortened([...new Set(texts)]) };
}

function countedOn(
  published: readonly string[],
  kind: RemovalKind,
  counts: Readonly<Record<string, number>>,
): Candidate {
  const details: string[] = [];
  let total = 0;
  for (const [sheet, count] of Object.entries(counts)) {
    if (count === 0 || !published.includes(sheet)) continue;
    details.push(`${sheet}：${count}`);
    total += count;
  }
  return { kind, count: total, details };
}

/** The pictures and links on the published sheets: those that stay in their files, and those that do not. */
function objectsOn(
  { objects }: FileContents,
  { published, kept, files }: Published,
): Readonly<Record<'staying' | 'leaving', readonly ObjectCell[]>> {
  const isInCopy = (object: ObjectCell): boolean => {
    const own = files === 'one' ? published : [object.sheet];
    const isBeside = (sheet: string): boolean => own.includes(sheet) || kept.includes(sheetRemovalId(sheet));
    return objectStays(object, object.reads.filter(isBeside));
  };
  const onPublished = objects.filter(({ sheet }) => published.includes(sheet));
  const staying = onPublished.filter(isInCopy);
  return { staying, leaving: onPublished.filter((object) => !staying.includes(object)) };
}

function placeOf({ sheet, cell }: ObjectCell): string {
  return `${sheet}!${cell}`;
}

/** How many formulas there are on each sheet, without those that stay in any case. */
function formulaCounts(sheets: readonly Grid[], staying: readonly ObjectCell[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { sheet, formulas } of sheets) {
    const all = formulas.reduce((sum, row) => sum + row.filter((formula) => formula !== null).length, 0);
    counts[sheet] = all - staying.filter((object) => object.sheet === sheet).length;
  }
  return counts;
}

function markCounts({ parts }: WorkbookSnapshot): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { sheet } of readAuditMarks(parts)) counts[sheet] = (counts[sheet] ?? 0) + 1;
  return counts;
}

/** The id of the removal of a sheet. */
export function sheetRemovalId(sheet: string): string {
  return `sheet ${sheet}`;
}

/** Tells whether somebody called a removal off. */
export function isKept(removals: readonly Removal[], id: string): boolean {
  return removals.some((candidate) => candidate.id === id && !candidate.removed);
}
