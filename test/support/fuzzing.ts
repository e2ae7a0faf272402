import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import { compute } from '../../src/app/compute.js';
import { afterChanges } from '../../src/core/changes/simulate.js';
import type { Grid } from '../../src/core/grid/grid.js';
import { WorkbookRefusal } from '../../src/ports/workbook.js';

/** What became of a broken file: computed and written; nothing to compute; refused; or what must not be. */
export type FuzzOutcome = 'written' | 'nothing to write' | 'refused' | 'conflict' | { readonly wrong: string };

/** Opens, computes, writes and reads again; whatever is wrong with the file, only a refusal is an answer. */
export async function throughTheMill(bytes: Uint8Array): Promise<FuzzOutcome> {
  try {
    const workbook = openXlsx(bytes);
    const before = await workbook.read();
    const { plan } = compute(before, {
      sheets: [],
      rules: null,
      write: 'formulas',
      keepExisting: false,
      fixNumbers: false,
    });
    if (plan.changes.length === 0) return 'nothing to write';
    const outcome = await workbook.apply(plan);
    if (!outcome.applied) return 'conflict';
    const expected = afterChanges(before.sheets, plan.changes).map(contentOf);
    const written = (await openXlsx(workbook.bytes()).read()).sheets.map(contentOf);
    return JSON.stringify(written) === JSON.stringify(expected)
      ? 'written'
      : { wrong: 'the file that was written reads otherwise' };
  } catch (error) {
    return error instanceof WorkbookRefusal
      ? 'refused'
      : { wrong: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** Values and formulas cell by cell; a trailing blank is none. */
function contentOf({ sheet, top, left, values, formulas }: Grid): unknown {
  const cells: Record<string, unknown> = {};
  values.forEach((row, r) =>
    row.forEach((value, c) => {
      const formula = formulas[r]?.[c] ?? null;
      if (value !== null || formula !== null) cells[`${top + r},${left + c}`] = [value, formula];
    }),
  );
  return [sheet, cells];
}
