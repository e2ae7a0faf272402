import { areaName } from '../core/grid/address.js';
import type { Grid } from '../core/grid/grid.js';
import type { Problem } from '../core/grid/problem.js';
import type { Attachment } from '../core/recognition/attachment.js';

/** An attachment and the sheet it was found on. */
export interface Found {
  readonly grid: Grid;
  readonly attachment: Attachment;
}

/** An attachment that is not computed: of an older quarter, a second one of its kind, or not asked for. */
export interface SkippedAttachment {
  readonly attachment: Attachment;
  readonly because: 'older' | 'duplicate' | 'not-asked';
  /** The one that is computed instead; absent where it was the person who left this one. */
  readonly computed?: Attachment;
}

/** Which of the attachments of a workbook are computed. */
export interface Choice {
  readonly chosen: readonly Found[];
  readonly skipped: readonly SkippedAttachment[];
}

/** Chooses those on the requested sheets; where none is named, of each kind the one of the newest quarter. */
export function chooseAttachments(found: readonly Found[], sheets: readonly string[]): Choice {
  if (sheets.length > 0) return requested(found, sheets);
  return newestOfEachKind(found);
}

function requested(found: readonly Found[], sheets: readonly string[]): Choice {
  const isRequested = ({ grid }: Found): boolean => sheets.includes(grid.sheet);
  const others = found.filter((candidate) => !isRequested(candidate));
  return {
    chosen: found.filter(isRequested),
    skipped: others.map(({ attachment }) => ({ attachment, because: 'not-asked' })),
  };
}

function newestOfEachKind(found: readonly Found[]): Choice {
  const chosen: Found[] = [];
  const skipped: SkippedAttachment[] = [];
  for (const candidate of found) {
    const { attachment } = candidate;
    const sameKind = found.filter((other) => other.attachment.kind === attachment.kind);
    const newest = sameKind.reduce((best, other) => (goesBefore(other, best) ? other : best));
    if (newest === candidate) {
      chosen.push(candidate);
      continue;
    }
    const computed = newest.attachment;
    const because = attachment.period === computed.period ? 'duplicate' : 'older';
    skipped.push({ attachment, because, computed });
  }
  return { chosen, skipped };
}

/** The newer quarter; of the same quarter a sheet that is shown before one that is hidden, else the first. */
function goesBefore(candidate: Found, best: Found): boolean {
  const period = candidate.attachment.period ?? '';
  const bestPeriod = best.attachment.period ?? '';
  if (period !== bestPeriod) return period > bestPeriod;
  return candidate.grid.visibility === 'visible' && best.grid.visibility !== 'visible';
}

/** The problem of an attachment that was skipped; none where it was the person who left it. */
export function skippedProblem({ attachment, because, computed }: SkippedAttachment): readonly Problem[] {
  if (because === 'not-asked' || computed === undefined) return [];
  const { sheet, period } = attachment;
  const parameters: Record<string, string> = { period: period ?? '', computed: computed.sheet };
  // On one sheet only the ranges tell the two apart.
  if (computed.sheet === sheet) {
    parameters.left = areaName(attachment.area);
    parameters.computed = areaName(computed.area);
  }
  return [{ severity: 'notice', code: `${because}-left-alone`, sheet, cell: '', parameters }];
}
