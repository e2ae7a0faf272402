/// <reference types="office-js" />
import { areaName } from '../../core/grid/address.js';
import type { Change, PartChange, Plan, SheetChange, TableChange } from '../../core/changes/plan.js';
import { cellEdits, type Edits } from './cell-edits.js';
import { cellOperations } from './cell-operations.js';
import type { Present } from './present.js';
import { rangeIn, sheetIn, type SheetKey } from './ranges.js';
import { bytesOf, RANGE_COST, type Operation } from './requests.js';
import { looksOf, setLook } from './sheet-look.js';

/** A part of a plan that can be applied sheet by sheet: the order of its cells does not matter. */
type Step = { readonly kind: 'cells'; readonly edits: Edits } | PartChange | SheetChange | TableChange;

/** Returns what applies a plan, in its order. */
export function operationsOf(plan: Plan, present: Present): readonly Operation[] {
  return stepsOf(plan).flatMap((step) => stepOperations(step, present));
}

function stepOperations(step: Step, present: Present): readonly Operation[] {
  const keyOf = (name: string): SheetKey => present.sheets.get(name)?.id ?? name;
  switch (step.kind) {
    case 'part':
      return [partOperation(step, present.parts.get(step.namespace)?.id)];
    case 'sheet':
      return [sheetOperation(step, keyOf(step.sheet))];
    case 'table':
      return [tableOperation(step, keyOf(step.sheet))];
    case 'cells':
      return [...step.edits].flatMap(([name, edits]) =>
        cellOperations(keyOf(name), edits, present.sheets.get(name)?.formats ?? new Map<string, string>()),
      );
  }
}

function stepsOf(plan: Plan): readonly Step[] {
  const steps: Step[] = [];
  let cells: Change[] = [];
  const endCells = (): void => {
    if (cells.length > 0) steps.push({ kind: 'cells', edits: cellEdits(cells) });
    cells = [];
  };
  for (const change of plan.changes) {
    if ('row' in change) {
      cells.push(change);
      continue;
    }
    endCells();
    steps.push(change);
  }
  endCells();
  return steps;
}

function partOperation({ becomes, namespace }: PartChange, id: string | undefined): Operation {
  return {
    bytes: becomes === null ? RANGE_COST : RANGE_COST + bytesOf(becomes),
    queue({ workbook: { customXmlParts } }) {
      const part = partIn(customXmlParts, namespace, id);
      if (becomes === null) part.delete();
      else if (id === undefined) customXmlParts.add(becomes);
      else part.setXml(becomes);
    },
  };
}

/** A part that is there is meant by its id; one that the plan has added, by its namespace. */
function partIn(parts: Excel.CustomXmlPartCollection, namespace: string, id: string | undefined): Excel.CustomXmlPart {
  if (id !== undefined) return parts.getItem(id);
  return parts.getByNamespace(namespace).getOnlyItemOrNullObject();
}

/** Of the standard font. */
const POINTS_PER_CHARACTER = 5.25;
/** What a column has beside its characters, in points. */
const COLUMN_PADDING = 3.75;

const VISIBILITY = { visible: 'Visible', hidden: 'Hidden', veryHidden: 'VeryHidden' } as const;

function sheetOperation({ sheet: name, becomes }: SheetChange, key: SheetKey): Operation {
  return {
    bytes: RANGE_COST * (2 + (becomes?.columnWidths.length ?? 0) + looksOf(becomes?.look)),
    queue(context) {
      if (becomes === null) {
        sheetIn(context, key).delete();
        return;
      }
      const sheet = context.workbook.worksheets.add(name);
      sheet.position = becomes.position;
      if (becomes.tabColour !== null) sheet.tabColor = `#${becomes.tabColour}`;
      becomes.columnWidths.forEach((characters, column) => {
        const { format } = sheet.getRangeByIndexes(0, column, 1, 1).untrack();
        format.columnWidth = characters * POINTS_PER_CHARACTER + COLUMN_PADDING;
      });
      if (becomes.look !== undefined) setLook(sheet, becomes.look, becomes.columnWidths.length);
      if (becomes.visibility !== 'visible') sheet.visibility = VISIBILITY[becomes.visibility];
    },
  };
}

function tableOperation({ name, was, becomes }: TableChange, key: SheetKey): Operation {
  return {
    bytes: RANGE_COST,
    queue(context) {
      const sheet = sheetIn(context, key);
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
