import { openXlsx, type XlsxWorkbook } from '../../adapters/xlsx/workbook.js';
import { computeAsItStands } from '../../app/compute.js';
import { planFreshResults, staleResults } from '../../app/stale-results.js';
import type { SheetArea } from '../../core/changes/precedents.js';
import { writtenCells } from '../../core/changes/written-cells.js';
import type { Rules } from '../../core/method/read-rules.js';
import type { WorkbookSnapshot } from '../../ports/workbook.js';
import { Failure } from './failure.js';
import { applyPlan, withFile } from './files.js';
import { convert, findLibreOffice, firstLineOf } from './libreoffice.js';
import { areaNames } from './stale.js';

/** A workbook that was read from a file. */
interface ReadWorkbook {
  readonly workbook: XlsxWorkbook;
  readonly snapshot: WorkbookSnapshot;
}

interface RecalculatedWorkbook extends ReadWorkbook {
  /** The formulas that have fresh results. */
  readonly cells: readonly SheetArea[];
}

/**
 * Returns the workbook with fresh results, calculated by LibreOffice, for just those formulas whose results are older
 * than what they read; the given one stays as it is. Fails where there are such formulas and no LibreOffice.
 */
export async function recalculated(
  { workbook, snapshot }: ReadWorkbook,
  { rules, input }: { readonly rules: Rules | null; readonly input: string },
): Promise<RecalculatedWorkbook> {
  const { tables } = computeAsItStands(snapshot, rules);
  const stale = staleResults(snapshot, tables);
  if (stale.length === 0) return { workbook, snapshot, cells: [] };
  const bytes = workbook.bytes();
  const { sheets } = await withFile(input, async () => {
    const calculated = await calculatedBy(await libreOfficeFor(stale, input), { bytes, stale, input });
    return openXlsx(calculated).read();
  });
  const plan = planFreshResults(snapshot, sheets, tables);
  const fresh = openXlsx(bytes);
  await applyPlan(fresh, plan, input);
  return { workbook: fresh, snapshot: await fresh.read(), cells: writtenCells([], plan.changes) };
}

async function libreOfficeFor(stale: readonly SheetArea[], input: string): Promise<string> {
  const program = await findLibreOffice();
  if (program === null) throw new Failure(4, 'recalculate-needs-libreoffice', { cells: areaNames(stale) }, input);
  return program;
}

async function calculatedBy(
  program: string,
  { bytes, stale, input }: { readonly bytes: Uint8Array; readonly stale: readonly SheetArea[]; readonly input: string },
): Promise<Uint8Array> {
  try {
    return await convert(bytes, program, { to: 'xlsx', filter: 'Calc MS Excel 2007 XML', calculates: true });
  } catch (error) {
    const parameters = { cells: areaNames(stale), reason: firstLineOf(error) };
    throw new Failure(4, 'recalculate-failed', parameters, input);
  }
}
