/// <reference types="office-js" />
import { areaName } from '../../core/grid/address.js';
import type { Change, PartChange, Plan, SheetChange, TableChange } from '../../core/changes/plan.js';
import { cellEdits, type Edits } from './cell-edits.js';
import { cellOperations } from './cell-operations.js';
import type { Present } from './present.js';
import { rangeIn, sheetIn } from './ranges.js';
import { bytesOf, RANGE_COST, type Operation } from './requests.js';

/** A stretch of a plan that can be carried out sheet by sheet: the order of its cells does not matter. */
type Step =
  | { readonly kind: 'cells'; readonly sheets: Edits }
  | { readonly kind: 'part'; readonly change: PartChange }
  | { readonly kind: 'sheet'; readonly change: SheetChange }
  | { readonly kind: 'table'; readonly change: TableChange };

/** What carries a plan out, in its order. */
export function operationsOf(plan: Plan, present: Present): readonly Operation[] {
  const ids = new Map([...present.sheets].map(([name, sheet]) => [name, sheet?.id ?? name]));
  return steps(plan).flatMap((step): readonly Operation[] => {
    switch (step.kind) {
      case 'part':
        return [partOperation(step.change, present.parts.get(step.change.namespace)?.id)];
      case 'sheet':
        return [sheetOperation(step.change, ids)];
      case 'table':
        return [tableOperation(step.change, ids)];
      case 'cells':
        return [...step.sheets].flatMap(([name, inSheet]) =>
          cellOperations(name, ids, inSheet, present.sheets.get(name)?.formats ?? new Map<string, string>()),
        );
    }
  });
}

function steps(plan: Plan): readonly Step[] {
  const all: Step[] = [];
  let cells: Change[] = [];
  const flush = (): void => {
    if (cells.length > 0) all.push({ kind: 'cells', sheets: cellEdits(cells) });
    cells = [];
  };
  for (const change of plan.changes) {
    if ('row' in change) {
      cells.push(change);
      continue;
    }
    flush();
    if (change.kind === 'part') all.push({ kind: 'part', change });
    else if (change.kind === 'sheet') all.push({ kind: 'sheet', change });
    else all.push({ kind: 'table', change });
  }
  flush();
  return all;
}

function partOperation({ becomes, namespace }: PartChange, id: string | undefined): Operation {
  return {
    bytes: RANGE_COST + (becomes === null ? 0 : bytesOf(becomes)),
    queue({ workbook }) {
      const part =
        id === undefined
          ? workbook.customXmlParts.getByNamespace(namespace).getOnlyItemOrNullObject()
          : workbook.customXmlParts.getItem(id);
      if (becomes === null) part.delete();
      else if (id === undefined) workbook.customXmlParts.add(becomes);
      else part.setXml(becomes);
    },
  };
}

/** A character of the standard font in points, and the points a column has beside its characters. */
const [POINTS_PER_CHARACTER, POINTS_BESIDE] = [5.25, 3.75];

function sheetOperation({ sheet: name, becomes }: SheetChange, ids: Map<string, string>): Operation {
  return {
    bytes: RANGE_COST * (2 + (becomes?.columnWidths.length ?? 0)),
    queue(context) {
      if (becomes === null) {
        sheetIn(context, name, ids).delete();
        return;
      }
      const sheet = context.workbook.worksheets.add(name);
      sheet.position = becomes.position;
      if (becomes.tabColour !== null) sheet.tabColor = `#${becomes.tabColour}`;
      becomes.columnWidths.forEach((characters, column) => {
        sheet.getRangeByIndexes(0, column, 1, 1).untrack().format.columnWidth =
          characters * POINTS_PER_CHARACTER + POINTS_BESIDE;
      });
      if (becomes.visibility !== 'visible')
        sheet.visibility = becomes.visibility === 'hidden' ? 'Hidden' : 'VeryHidden';
    },
  };
}

function tableOperation({ sheet: on, name, was, becomes }: TableChange, ids: Map<string, string>): Operation {
  return {
    bytes: RANGE_COST,
    queue(context) {
      const sheet = sheetIn(context, on, ids);
      if (was === null && becomes !== null) {
        sheet.tables.add(areaName(becomes.area), true).name = name;
        return;
      }
      const table = sheet.tables.getItem(name);
      // The cells stay: what they hold are changes of their own.
      if (becomes === null) table.convertToRange().untrack();
      else table.resize(rangeIn(sheet, becomes.area));
    },
  };
}
