import type { Texts } from '../texts.js';
import type { excel as chinese } from '../zh-CN/excel.js';
import { on } from './phrases.js';
import { counted, verb } from './counted.js';

/** What the add-in says in Excel: results that differ, restoring. */
export const excel: Texts<keyof typeof chinese> = {
  'excel-undo-lost': () => "Excel's own undo no longer reaches back.",
  'result-differs': (p) => `${on(p)} ${p['cell']} should be ${p['expected']}, Excel shows ${p['shown']}.`,
  'result-differs-calculation-manual': () =>
    'The workbook calculates manually: press F9, or set calculation to automatic.',
  'result-differs-precision-as-displayed': () =>
    'The workbook calculates with precision as displayed: switch it off in the advanced options and compute again.',
  'result-differs-formula-is-text': () =>
    'The formula was taken for text: set the format of the cell to General and compute again.',
  'result-differs-formula-error': () => 'The formula fails: check the cells it uses for text or errors.',
  'result-differs-unknown': () => 'The cause is not known: compute again, or report this sentence.',
  restored: (p) => `${counted(p['cells'], 'cell')} restored to before computing.`,
  'restored-already': () => 'These cells are already as they were; there is nothing to restore.',
  'restore-changed-since': (p) =>
    `${counted(p['count'], 'cell')} ${verb(p['count'], 'was', 'were')} changed or ` +
    `moved since and left alone: ${p['cells']}`,
  'restore-unfinished': (p) =>
    `The last writing (${p['at']}) was not finished; ${counted(p['cells'], 'cell')} may be written in part. Restore ` +
    'what was before?',
  'restore-too-large': () =>
    'What this computation replaced is too large to be kept in the workbook: it cannot be restored. ' +
    'Use a copy saved before it.',
  'restore-left-out': (p) =>
    `There is room for the newest computations only; ${p['count']} earlier ones (${p['times']}) ` +
    'can no longer be restored.',
};
