/// <reference types="office-js" />
import type { CellContent, Plan } from '../../core/changes/plan.js';
import type { Area } from '../../core/grid/grid.js';
import type { Batch } from './batch.js';
import { blocksOf, inAnswers, piecesOf, type Block } from './blocks.js';
import type { CellEdit, Edits } from './cell-edits.js';
import { formulaOf, valueOf } from './cell-text.js';
import { readFills, type FillReading } from './fills.js';
import { rangeIn } from './ranges.js';
import { areaOf } from './read.js';
import { bytesOf } from './requests.js';

/** An answer may have as much as a request in Excel on the web; what stands there may have become longer. */
const ANSWER_LIMIT = 3 * 1024 * 1024;

/** What stands in the workbook now, of all that the plan touches. */
export interface Present {
  readonly sheets: ReadonlyMap<string, PresentSheet | null>;
  readonly tables: ReadonlyMap<string, Area | null>;
  readonly parts: ReadonlyMap<string, { readonly id: string; readonly xml: string } | null>;
  readonly structureProtected: boolean;
}

export interface PresentSheet {
  readonly id: string;
  readonly protected: boolean;
  readonly used: Area | null;
  readonly usedValues: readonly (readonly unknown[])[];
  readonly contents: ReadonlyMap<string, CellContent>;
  readonly formats: ReadonlyMap<string, string>;
  readonly fills: ReadonlyMap<string, string | null>;
}

/** Reads again, in one sync unless the answer would be too large, what a plan touches. */
export async function readAgain({ context, sync }: Batch, plan: Plan, edits: Edits): Promise<Present> {
  const { workbook } = context;
  const removed = new Set(
    plan.changes.flatMap((change) => (change.kind === 'sheet' && change.becomes === null ? [change.sheet] : [])),
  );
  const names = new Set([
    ...edits.keys(),
    ...plan.changes.flatMap((change) => (change.kind === 'sheet' || change.kind === 'table' ? [change.sheet] : [])),
  ]);
  const sheets = [...names].map((name) => {
    const sheet = workbook.worksheets.getItemOrNullObject(name);
    sheet.load('id,protection/protected');
    const inSheet = [...(edits.get(name)?.values() ?? [])];
    const asked = blocksOf(
      inSheet.filter(({ content, format }) => content !== undefined || format !== undefined),
    ).flatMap((block) => piecesOf(block, ANSWER_LIMIT, answerBytes));
    const fills = blocksOf(inSheet.filter(({ fill }) => fill !== undefined)).map((block) => ({
      block,
      reading: readFills(rangeIn(sheet, block.area)),
    }));
    // Only for a sheet that is to go: nothing may stand on it that the plan does not know.
    const used = removed.has(name)
      ? sheet.getUsedRangeOrNullObject(true).untrack().load('values,rowIndex,columnIndex,rowCount,columnCount')
      : null;
    const contents: { readonly block: Block<CellEdit>; readonly range: Excel.Range }[] = [];
    return { name, sheet, asked, contents, fills, used };
  });
  const tables = plan.changes.flatMap((change) => {
    if (change.kind !== 'table') return [];
    const table = workbook.tables.getItemOrNullObject(change.name);
    table.load('id');
    return [
      { name: change.name, table, range: table.getRange().untrack().load('rowIndex,columnIndex,rowCount,columnCount') },
    ];
  });
  const parts = plan.changes.flatMap((change) => {
    if (change.kind !== 'part') return [];
    const part = workbook.customXmlParts.getByNamespace(change.namespace).getOnlyItemOrNullObject();
    part.load('id');
    return [{ namespace: change.namespace, part, xml: part.getXml() }];
  });
  workbook.protection.load('protected');
  const asked = sheets.flatMap(({ sheet, asked: pieces, contents }) =>
    pieces.map((block) => ({ block, bytes: block.bytes, sheet, contents })),
  );
  await inAnswers(
    asked,
    ANSWER_LIMIT,
    ({ block, sheet, contents }) => {
      const range = rangeIn(sheet, block.area);
      range.load(needsValues(block) ? 'formulas,numberFormat,values' : 'formulas,numberFormat');
      contents.push({ block, range });
    },
    sync,
  );
  return {
    sheets: new Map(
      sheets.map(({ name, sheet, contents, fills, used }) => [
        name,
        sheet.isNullObject ? null : presentSheet(sheet, contents, fills, used),
      ]),
    ),
    tables: new Map(tables.map(({ name, table, range }) => [name, table.isNullObject ? null : areaOf(range)])),
    parts: new Map(
      parts.map(({ namespace, part, xml }) => [namespace, part.isNullObject ? null : { id: part.id, xml: xml.value }]),
    ),
    structureProtected: workbook.protection.protected,
  };
}

/** About how many bytes Excel will answer for a cell, if it still holds what it did. */
function answerBytes({ content, format }: CellEdit): number {
  return (
    24 +
    (content === undefined ? 0 : bytesOf(content.was.formula ?? content.was.value)) +
    (format === undefined ? 0 : format.was.length)
  );
}

/** Content that looks like a formula and is text: only its value tells the two apart. */
function needsValues({ cells }: Block<CellEdit>): boolean {
  return [...cells.values()].some(({ content }) =>
    [content?.was.value, content?.becomes.value].some((value) => typeof value === 'string' && value.startsWith('=')),
  );
}

function presentSheet(
  sheet: Excel.Worksheet,
  blocks: readonly { readonly block: Block<CellEdit>; readonly range: Excel.Range }[],
  fillBlocks: readonly { readonly block: Block<CellEdit>; readonly reading: FillReading }[],
  used: Excel.Range | null,
): PresentSheet {
  const contents = new Map<string, CellContent>();
  const formats = new Map<string, string>();
  const fills = new Map<string, string | null>();
  for (const { block, range } of blocks) {
    const valuesKnown = needsValues(block);
    for (const [key, { row, column }] of block.cells) {
      const [i, j] = [row - block.area.top, column - block.area.left];
      const entered: unknown = range.formulas[i]?.[j];
      const format = String(range.numberFormat[i]?.[j] ?? 'General');
      const formula = format === '@' ? null : formulaOf(entered, valuesKnown ? range.values[i]?.[j] : undefined);
      contents.set(key, { value: formula === null ? valueOf(entered) : null, formula });
      formats.set(key, format);
    }
  }
  for (const { block, reading } of fillBlocks) {
    for (const [key, { row, column }] of block.cells)
      fills.set(key, reading(row - block.area.top, column - block.area.left));
  }
  const usedArea = used === null || used.isNullObject ? null : areaOf(used);
  return {
    id: sheet.id,
    protected: sheet.protection.protected,
    used: usedArea,
    usedValues: usedArea === null || used === null ? [] : used.values,
    contents,
    formats,
    fills,
  };
}
