/// <reference types="office-js" />
import { parseAreaName } from '../../core/grid/address.js';
import type { Area } from '../../core/grid/grid.js';
import type { SheetChanged, SheetSelection, StopWatching } from '../../ports/live-workbook.js';
import { WorkbookRefusal } from '../../ports/workbook.js';
import { batch, type Batch } from './batch.js';

interface Options {
  readonly patience?: number;
}

/** Selects a cell on its sheet, which comes to the front. A hidden sheet is refused: showing it is for the people who hid it. */
export async function selectCell({ context, sync }: Batch, sheet: string, cell: string): Promise<void> {
  const target = context.workbook.worksheets.getItem(sheet).load('visibility');
  await sync();
  if (String(target.visibility) !== 'Visible') throw new WorkbookRefusal('excel-sheet-hidden', { sheet });
  target.activate();
  target.getRange(cell).untrack().select();
  await sync();
}

export async function watchSelection(
  names: Map<string, string>,
  listener: (selection: SheetSelection) => void,
  options: Options,
): Promise<StopWatching> {
  const handler = await batch(async ({ context, sync }) => {
    const added = context.workbook.worksheets.onSelectionChanged.add(async ({ worksheetId, address }) => {
      listener({ sheet: await nameOf(worksheetId, names, options), area: areaIn(address) });
    });
    await sync();
    return added;
  }, options);
  return () => stop(handler);
}

/** Events may come late or not at all: they are a hint to read again, never the change itself. */
export async function watchChanges(
  names: Map<string, string>,
  writing: () => boolean,
  listener: (change: SheetChanged) => void,
  options: Options,
): Promise<StopWatching> {
  const handler = await batch(async ({ context, sync }) => {
    const added = context.workbook.worksheets.onChanged.add(async ({ worksheetId, address, triggerSource }) => {
      // Hosts before ExcelApi 1.14 do not say who made the change.
      const ours = triggerSource === undefined ? writing() : String(triggerSource) === 'ThisLocalAddin';
      listener({ sheet: await nameOf(worksheetId, names, options), area: areaIn(address), ours });
    });
    await sync();
    return added;
  }, options);
  return () => stop(handler);
}

async function stop<T>(handler: OfficeExtension.EventHandlerResult<T>): Promise<void> {
  await Excel.run(handler.context as Excel.RequestContext, async (context) => {
    handler.remove();
    await context.sync();
  });
}

async function nameOf(id: string, names: Map<string, string>, options: Options): Promise<string> {
  const known = names.get(id);
  if (known !== undefined) return known;
  return await batch(async ({ context, sync }) => {
    const sheet = context.workbook.worksheets.getItemOrNullObject(id).load('name');
    await sync();
    if (sheet.isNullObject) return '';
    names.set(id, sheet.name);
    return sheet.name;
  }, options);
}

function areaIn(address: string): Area | null {
  const first = address.split(',')[0] ?? '';
  return parseAreaName(first.slice(first.lastIndexOf('!') + 1)) ?? null;
}
