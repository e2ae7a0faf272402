import type { Form } from '../form/form.js';
import type { Grid } from '../grid/grid.js';
import type { Problem } from '../grid/problem.js';
import { kindSaidBy } from './kind.js';
import { isTitle } from './title.js';

/** So many cells are named; the others are only counted. */
const NAMED = 5;

/** What of a sheet was not read because it is too much, too far off or too long. */
export function leftUnread(grid: Grid, forms: readonly Form[]): readonly Problem[] {
  const { sheet, unread, farOff = [], cutTexts = [] } = grid;
  if (unread !== undefined) return [sheetUnread(sheet, unread, forms)];
  const lists = [
    ['cells-far-off', farOff],
    ['text-cut', cutTexts],
  ] as const;
  return lists.flatMap(([code, cells]): readonly Problem[] => {
    const [first] = cells;
    if (first === undefined) return [];
    const parameters = { count: cells.length, cells: cells.slice(0, NAMED).join('、') };
    return [{ severity: 'warning', code, sheet, cell: first, parameters }];
  });
}

/** An error where the sheet seems to be an attachment, by its name or what stands in its first cells. */
function sheetUnread(sheet: string, { because, texts }: NonNullable<Grid['unread']>, forms: readonly Form[]): Problem {
  const isAttachment = kindSaidBy(forms, sheet) !== undefined || isAttachmentName(sheet) || isTitle(texts, forms);
  if (isAttachment) return { severity: 'error', code: 'attachment-not-read', sheet, cell: '', parameters: { because } };
  return { severity: 'notice', code: 'sheet-not-read', sheet, cell: '', parameters: { because } };
}

/** 附件, 附件3（续）, 附表. */
function isAttachmentName(sheet: string): boolean {
  return /附[件表]/.test(sheet);
}
