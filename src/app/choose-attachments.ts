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
export interface LeftAlone {
  readonly attachment: Attachment;
  readonly because: 'older' | 'duplicate' | 'not-asked';
  /** The one that is computed instead; absent where it was the person who left this one. */
  readonly computed?: Attachment;
}

/** Which of the attachments of a workbook are computed. */
export interface Choice {
  readonly chosen: readonly Found[];
  readonly left: readonly LeftAlone[];
}

/** Chooses those on the sheets that were asked for; where none was named, the one of the newest quarter of each kind. */
export function chooseAttachments(found: readonly Found[], sheets: readonly string[]): Choice {
  return sheets.length > 0 ? asked(found, sheets) : newestOfEachKind(found);
}

function asked(found: readonly Found[], sheets: readonly string[]): Choice {
  const isAsked = ({ grid }: Found): boolean => sheets.includes(grid.sheet);
  return {
    chosen: found.filter(isAsked),
    left: found.filter((one) => !isAsked(one)).map(({ attachment }) => ({ attachment, because: 'not-asked' })),
  };
}

function newestOfEachKind(found: readonly Found[]): Choice {
  const chosen: Found[] = [];
  const left: LeftAlone[] = [];
  for (const candidate of found) {
    const { kind, period } = candidate.attachment;
    const sameKind = found.filter((other) => other.attachment.kind === kind);
    const newest = sameKind.reduce((best, other) => (goesBefore(other, best) ? other : best));
    if (newest === candidate) chosen.push(candidate);
    else
      left.push({
        attachment: candidate.attachment,
        because: period === newest.attachment.period ? 'duplicate' : 'older',
        computed: newest.attachment,
      });
  }
  return { chosen, left };
}

/** The newer quarter; of the same quarter a sheet that is shown before one that is hidden, else the first. */
function goesBefore(one: Found, best: Found): boolean {
  const [period, than] = [one.attachment.period ?? '', best.attachment.period ?? ''];
  return period > than || (period === than && one.grid.visibility === 'visible' && best.grid.visibility !== 'visible');
}

/** What is said of an attachment that is left alone; nothing where it was the person who left it. */
export function leftProblem({ attachment: { sheet, period, area }, because, computed }: LeftAlone): readonly Problem[] {
  if (because === 'not-asked' || computed === undefined) return [];
  // On one sheet only the ranges tell the two apart.
  const where: Problem['parameters'] =
    computed.sheet === sheet
      ? { left: areaName(area), computed: areaName(computed.area) }
      : { computed: computed.sheet };
  return [
    {
      severity: 'notice',
      code: `${because}-left-alone`,
      sheet,
      cell: '',
      parameters: { period: period ?? '', ...where },
    },
  ];
}
