/// <reference types="office-js" />
import { parseAreaName } from '../../core/grid/address.js';
import type { Area } from '../../core/grid/grid.js';
import type { SheetChanged, SheetSelection, StopWatching } from '../../ports/live-workbook.js';
import { WorkbookRefusal } from '../../ports/workbook.js';
import { batch, type Batch, type Patience } from './batch.js';

/** How events are told apart and answered. */
export interface Watching {
  /** Names of the sheets by their ids, as far as they are known. */
  readonly names: Map<string, string>;
  readonly options: Patience;
}

/**
 * Selects a cell on its sheet, which comes to the front. A hidden sheet is refused: showing it is for those who hid it.
 */
export async function selectCell({ context, sync }: Batch, sheet: string, cell: string): Promise<void> {
  const target = context.workbook.worksheets.getItem(sheet).load('visibility');
  await sync();
  if (String(target.visibility) !== 'Visible') throw new WorkbookRefusal('excel-sheet-hidden', { sheet });
  target.activate();
  target.getRange(cell).untrack().select();
  await sync();
}

export async function watchSelection(
  watching: Watching,
  listener: (selection: SheetSelection) => void,
): Promise<StopWatching> {
  const handler = await batch(async ({ context, sync }) => {
    const added = context.workbook.worksheets.onSelectionChanged.add(async ({ worksheetId, address }) => {
      listener({ sheet: await nameOf(worksheetId, watching), area: areaIn(address) });
    });
    await sync();
    return added;
  }, watching.options);
  return () => stop(handler);
}

/** Events may come late or not at all: they are a hint to read again, never the change itself. */
export async function watchChanges(
  watching: Watching,
  isWriting: () => boolean,
  listener: (change: SheetChanged) => void,
): Promise<StopWatching> {
  const handler = await batch(async ({ context, sync }) => {
    const added = context.workbook.worksheets.onChanged.add(async ({ worksheetId, address, triggerSource }) => {
      // Hosts before ExcelApi 1.14 do not say who made the change.
      const isUnknown = triggerSource === undefined;
      const ours = isUnknown ? isWriting() : String(triggerSource) === 'ThisLocalAddin';
      listener({ sheet: await nameOf(worksheetId, watching), area: areaIn(address), ours });
    });
    await sync();
    return added;
  }, watching.options);
  return () => stop(handler);
}

async function stop<T>(handler: OfficeExtension.EventHandlerResult<T>): Promise<void> {
  await Excel.run(handler.context as Excel.RequestContext, async (context) => {
    handler.remove();
    await context.sync();
  });
}

async function nameOf(id: string, { names, options }: Watching): Promise<string> {
  const cached = names.get(id);
  if (cached !== undefined) return cached;
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
