import { planCorrection } from '../core/changes/correction.js';
import type { Suspect } from '../core/audit/finding.js';
import { cellName, parseCellName } from '../core/grid/address.js';
import { fromNumber } from '../core/exact/rational.js';
import { formatAt, formulaAt, type Grid } from '../core/grid/grid.js';
import { printAs, printingOf } from '../core/grid/printed.js';
import type { CellContent, CellPlace, Plan } from '../core/changes/plan.js';
import { cellChanges } from '../core/changes/sheet-draft.js';
import { afterChanges } from '../core/changes/simulate.js';
import type { AttachmentRow } from '../core/recognition/attachment.js';
import type { WorkbookSnapshot } from '../ports/workbook.js';
import type { AuditFinding } from './audit.js';
import { compute, type ComputeResult } from './compute.js';

/**
 * Plans to put the proposed values of suspects into their cells; nothing for a suspect of which none can be told. Where
 * the column has formulas and computing gives the proposed value, the formula is put in.
 */
export function planCorrections(snapshot: WorkbookSnapshot, suspects: readonly Suspect[]): Plan {
  const { sheets } = snapshot;
  const changes = suspects.flatMap((suspect) => planCorrection(sheets, suspect).changes);
  const corrected = { ...snapshot, sheets: afterChanges(sheets, changes) };
  const { fillOf, hasFormulas } = computedFills(corrected, suspects);
  return {
    changes: suspects.flatMap((suspect) => {
      const { sheet, cell } = suspect;
      const grid = sheets.find((candidate) => candidate.sheet === sheet);
      const place = parseCellName(cell);
      if (grid === undefined || place === undefined) return [];
      const fill = fillOf(suspect);
      if (fill === null || !hasFormulas(grid, place)) return planCorrection(sheets, suspect).changes;
      const { value, formula, format } = fill;
      const content = formula === null ? { value, format } : { value, formula, format };
      return cellChanges(grid, { sheet, ...place }, content);
    }),
    problems: [],
  };
}

/**
 * The suspects that need nobody's judgement: each is the only one of its finding, which nobody has accepted, and
 * computing the workbook gives the proposed value too.
 */
export function certainCorrections(snapshot: WorkbookSnapshot, findings: readonly AuditFinding[]): readonly Suspect[] {
  const byCell = new Map<string, Suspect[]>();
  for (const { suspects, waived } of findings) {
    const [only, ...others] = suspects;
    if (waived || only === undefined || only.proposed === null || others.length > 0) continue;
    const address = `${only.sheet}!${only.cell}`;
    byCell.set(address, [...(byCell.get(address) ?? []), only]);
  }
  const candidates = [...byCell.values()].flatMap(([first, ...rest]) => {
    const isAgreed = rest.every(({ proposed }) => proposed === first?.proposed);
    return first !== undefined && isAgreed ? [first] : [];
  });
  if (candidates.length === 0) return [];
  const { fillOf } = computedFills(snapshot, candidates);
  return candidates.filter((suspect) => fillOf(suspect) !== null);
}

/** What computing would put into a cell. */
interface Fill extends CellContent {
  readonly format: string;
}

interface ComputedFills {
  /** What computing puts into a suspect's cell, where that shows as the suspect's proposed value. */
  readonly fillOf: (suspect: Suspect) => Fill | null;
  /** Whether formulas make the other cells like this one: those of its column or, of a total, those of its row. */
  readonly hasFormulas: (grid: Grid, place: CellPlace) => boolean;
}

function computedFills(snapshot: WorkbookSnapshot, suspects: readonly Suspect[]): ComputedFills {
  const result = compute(snapshot, {
    write: 'formulas',
    keepExisting: true,
    fixNumbers: false,
    sheets: [],
    rules: null,
    decisions: Object.fromEntries(suspects.map(({ sheet, cell }) => [`${sheet}!${cell}`, 'computed' as const])),
  });
  const contents = new Map<string, CellContent>();
  const formats = new Map<string, string>();
  for (const change of result.plan.changes) {
    if (change.kind !== 'content' && change.kind !== 'format') continue;
    const address = `${change.sheet}!${cellName(change.row, change.column)}`;
    if (change.kind === 'content') contents.set(address, change.becomes);
    else formats.set(address, change.becomes);
  }
  return {
    fillOf: ({ sheet, cell, proposed }) => {
      const address = `${sheet}!${cell}`;
      const content = contents.get(address);
      const grid = snapshot.sheets.find((candidate) => candidate.sheet === sheet);
      const place = parseCellName(cell);
      if (content === undefined || grid === undefined || place === undefined || proposed === null) return null;
      if (!showsAs(content, proposed)) return null;
      return { ...content, format: formats.get(address) ?? formatAt(grid, place.row, place.column) };
    },
    hasFormulas: (grid, place) =>
      likeCells(result, grid.sheet, place).some((cell) => formulaAt(grid, cell.row, cell.column) !== null),
  };
}

function showsAs({ value }: CellContent, proposed: string): boolean {
  if (typeof value !== 'number') return value === proposed;
  return printAs(fromNumber(value), printingOf('General', proposed)) === proposed;
}

/** The cell and those that are computed as it is: of the units in its column; of a total, of its row. */
function likeCells({ tables }: ComputeResult, sheet: string, { row, column }: CellPlace): readonly CellPlace[] {
  for (const { attachment } of tables) {
    const own = attachment.rows.find((candidate) => candidate.row === row);
    if (attachment.sheet !== sheet || own === undefined) continue;
    if (own.kind === 'total') return attachment.columns.map((each) => ({ row, column: each.column }));
    return attachment.rows
      .filter((other: AttachmentRow) => other.kind === own.kind)
      .map((other) => ({ row: other.row, column }));
  }
  return [{ row, column }];
}
