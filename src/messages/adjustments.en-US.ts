import type { MessageParameters } from './dictionary.js';
import type { adjustmentsZhCN } from './adjustments.zh-CN.js';

export const adjustmentsEnUS: Readonly<Record<keyof typeof adjustmentsZhCN, (p: MessageParameters) => string>> = {
  'ledger-created': (p) =>
    `A new sheet “${p['sheet']}” was added at the end with a red tab: internal, not to be sent out with the bulletin.`,
  'ledger-no-room': (p) =>
    `Something stands below the ledger on “${p['sheet']}”; nothing was written. Insert blank rows at its end first.`,
  'ledger-other-period': (p) =>
    `The adjustment ledger is for ${p['period']} and was not used for ${p['attachment'] || 'this table'}.`,
  'ledger-unreadable': (p) =>
    `“${p['sheet']}” has no columns 单位, 条款 and 分值: the ledger was not read. Restore the column names.`,
  'bare-number-replaced': (p) =>
    `${p['unit']} had ${p['typed']} typed without an entry; by the ledger it is ${p['sum']} now. Enter the rest too, or as 待分类.`,
  'ledger-none': () => 'The workbook has no adjustment ledger yet.',
  'entry-unit-unknown': (p) =>
    `There is no “${p['unit']}” in ${p['attachment']}${p['likely'] ? `; is it “${p['likely']}”?` : '; please check the name.'}`,
  'entry-unit-ambiguous': (p) =>
    `There is more than one “${p['unit']}” in ${p['attachment']}; correct the names there first.`,
  'entry-unit-not-scored': (p) => `${p['unit']} (${p['remark']}) is not scored; its adjustment was not written.`,
  'entry-clause-unknown': (p) =>
    `There is no clause “${p['clause']}”. The clauses are: ${p['known']}; or write 待分类.`,
  'entry-points-outside': (p) =>
    `${p['unit'] ? `${p['unit']}: ` : ''}${p['points']} points are outside clause “${p['clause']}” (${p['least'] === p['most'] ? `${p['least']} each time` : `${p['least']} to ${p['most']} each time`}).`,
  'entry-points-off-grid': (p) =>
    `${p['unit'] ? `${p['unit']}: ` : ''}${p['points']} points are no multiple of ${p['grid']} (clause “${p['clause']}”); please check.`,
  'entry-points-unreadable': (p) =>
    `The points “${p['text']}” of ${p['unit']} cannot be read; enter a number such as 5 or -2.`,
  'entry-times-unreadable': (p) =>
    `The times “${p['text']}”${p['unit'] ? ` of ${p['unit']}` : ''} are wrong; enter a whole number such as 1 or 2.`,
  'entry-not-found': (p) =>
    `Row ${p['row']} of “${p['sheet']}” holds no entry; the ledger may have changed. Open it again.`,
  'attachment-not-found': (p) => `The workbook has no ${p['attachment']}.`,
  'attachment-unclear': (p) => `“${p['unit']}” is in both 附件1 and 附件2; say which with --attachment.`,
  'adjustment-not-in-method': (p) => `The method of ${p['attachment']} has no adjustments.`,
  'adjustment-column-missing': () =>
    'The table has no 加减分 column: there is no place for the points of the ledger. Add it.',
  'adjustment-unknown': (p) =>
    `The ledger has points or times of ${p['unit']} that cannot be read; correct them first.`,
  'adjustment-bounded': (p) =>
    `The adjustment of ${p['unit']} adds up to ${p['sum']} and counts as ${p['bounded']} by the method.`,
  'adjustment-disagrees': (p) =>
    `The adjustment of ${p['unit']} is typed as ${p['typed']}; the ledger adds up to ${p['sum']}.`,
  'adjustments-owed': (p) => `${p['attachment']}: reasons missing for ${p['units']} units`,
  'adjustments-none-owed': (p) => `${p['attachment']}: no reasons missing`,
  'owed-reason': () => 'reason missing',
  'owed-evidence': () => 'evidence missing',
  'owed-clause': () => 'to be classified',
  'adjustment-saved': (p) => `${p['unit']}: adjustment ${p['from']} → ${p['to']}`,
  'rank-moved': (p) => `${p['unit']} ${p['from']}→${p['to']}`,
  'score-moved': (p) => `composite score ${p['from']} → ${p['to']}`,
  'rank-changes': (p) => `Ranks that change: ${p['moves']}`,
  'rank-unchanged': () => 'No rank changes.',
  'csv-written': (p) => `${p['entries']} entries of the ledger written to ${p['file']}`,
  'method-of-workbook': (p) => `Scored by the workbook's own method on “${p['sheet']}”: ${p['title']}.`,
  'method-of-other-period': (p) =>
    `Scored by the workbook's own method on “${p['sheet']}”: ${p['title']}. It is for ${p['period']}; please check.`,
  'method-sheet-created': (p) => `A new sheet “${p['sheet']}” keeps the method where it differs from the built-in one.`,
  'method-sheet-edited': (p) =>
    `The method of ${p['attachment']} on the sheet 计分办法 was edited by hand; it is used as it now reads.`,
  'method-sheet-newer': (p) =>
    `The sheet 计分办法 was written by a newer program (version ${p['version']}). It is used, and not written over.`,
  'method-sheet-newer-unreadable': (p) =>
    `The sheet 计分办法 was written by a newer program and cannot be understood; ${p['attachment']} was not computed. Update the program, or delete the sheet to use the built-in method.`,
  'method-sheet-unreadable': (p) =>
    `The sheet 计分办法 cannot be read${p['path'] ? ` at ${p['path']}` : ''}; ${p['attachment'] ? `${p['attachment']} was not computed` : 'nothing was written'}. Correct the cell, or delete the sheet to use the built-in method.`,
  'method-sheet-not-overwritten': (p) =>
    `The sheet 计分办法 was written by a newer program (version ${p['version']}) and was left as it is. Update the program first.`,
  'method-full-mark': (p) => `The full points add up to ${p['sum']}, not to ${p['full']}.`,
  'method-weight-odd': (p) => `${p['name']} is worth ${p['weight']} points; please check.`,
  'method-undefined-odd': (p) =>
    `${p['name']} earns ${p['points']} points where the rate does not exist, which is not between 0 and ${p['weight']}.`,
  'method-ladder-floor-above': (p) => `The first gets ${p['first']} points, less than the floor of ${p['floor']}.`,
  'method-ladder-below-floor': (p) =>
    `${p['units']} units are ranked: from rank ${p['rank']} on the ladder would fall below its floor; they all get ${p['floor']} points.`,
  'method-threshold-odd': (p) => `The rate ${p['rate']} below which there are no points is not between 0 and 1 (100%).`,
  'method-base-outside': (p) => `The base ${p['base']} of the adjustment is outside its bounds.`,
  'method-clause-twice': (p) => `Clause ${p['clause']} is there twice.`,
  'method-ranges-overlap': (p) =>
    `The ranges of clause ${p['clause']} (${p['range']}) and clause ${p['other']} (${p['otherRange']}) overlap.`,
  'method-range-reversed': (p) => `Clause ${p['clause']}: the least, ${p['least']}, is above the most, ${p['most']}.`,
  'method-range-mixed': (p) => `Clause ${p['clause']}: ${p['least']} to ${p['most']} both adds and takes off.`,
  'method-grid-odd': (p) => `Clause ${p['clause']}: ${p['least']} to ${p['most']} are no multiples of ${p['grid']}.`,
  'note-disagrees': (p) =>
    `The notes say ${p['found']} for ${p['clause']}、${p['name']}; the method says ${p['expected']}.`,
  'note-clause-differs': (p) =>
    `The notes describe ${p['clause']}、${p['name']} in another way than the method; it should read: ${p['expected']}`,
  'note-clause-extra': (p) =>
    `The notes say “${p['found']}” for ${p['clause']}、${p['name']}, which the method does not have.`,
  'note-clause-missing': (p) => `The notes do not speak of ${p['name']}; the method has: ${p['expected']}`,
  base: () => 'base',
  entries: () => 'entries',
  total: () => 'total',
  clause: () => 'clause',
  times: () => 'times',
  reason: () => 'reason',
  evidence: () => 'evidence',
  date: () => 'date',
  by: () => 'by',
  attachment: () => 'attachment',
  remarks: () => 'owed',
};
