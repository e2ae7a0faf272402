import type { MessageParameters, Texts } from '../texts.js';
import type { problems as chinese } from '../zh-CN/problems.js';
import { either, listed, when } from '../choices.js';
import { isNumeral } from '../numeral.js';
import { duplicateLeft, olderLeft, textNumber } from './phrases.js';
import { counted, verb } from './counted.js';

/** A unit's remark, where it has one. */
function shouldBe({ names, count }: MessageParameters): string {
  if (names === '') return '';
  return count === 1 ? `By the columns beside it, it should be ${names}. ` : `It may be one of ${names}. `;
}

function remarkOf(p: MessageParameters): string {
  return String(p['remark'] ?? '');
}

/** Why ranks are numbers and no formulas. */
function rankAsValueBecause(p: MessageParameters): string {
  switch (p['because']) {
    case 'many-units':
      return 'so many that RANK would be slow';
    case 'rate-kept':
      return `${p['cell']} or others keep what was there, by which RANK would go wrong`;
    case 'column-absent':
      return 'the rate they are ranked by has no column';
    default:
      return '';
  }
}

function unreadBecause(p: MessageParameters): string {
  return p['because'] === 'size'
    ? 'it holds too much (all sheets together over 128 MB)'
    : 'its used range is too large (all sheets together over 4 million cells)';
}

/** What has to be known of a table, a plan or a method: every code of a problem. */
export const problems: Texts<keyof typeof chinese> = {
  'ledger-created': (p) =>
    `A new sheet “${p['sheet']}” was added at the end with a red tab: internal, not to be sent out with the bulletin.`,
  'ledger-no-room': (p) =>
    `Something stands below the ledger on “${p['sheet']}”; nothing was written. Insert blank rows at its end first.`,
  'ledger-other-period': (p) =>
    `The adjustment ledger is for ${p['period']} and was not used for ${p['attachment'] || 'this table'}.`,
  'ledger-unreadable': (p) =>
    `“${p['sheet']}” has no columns 单位, 条款 and 分值: the ledger was not read. Restore the column names.`,
  'bare-number-replaced': (p) =>
    `${p['unit']} had ${p['typed']} typed without an entry; by the ledger it is ${p['sum']} now. Enter the ` +
    'rest too, or as 待分类.',
  'entry-unit-unknown': (p) =>
    `There is no “${p['unit']}” in ` +
    `${p['attachment']}${either(p['likely'], `; is it “${p['likely']}”?`, '; please check the name.')}`,
  'entry-unit-ambiguous': (p) =>
    `There is more than one “${p['unit']}” in ${p['attachment']}; correct the names there first.`,
  'entry-unit-not-scored': (p) => `${p['unit']} (${p['remark']}) is not scored; its adjustment was not written.`,
  'entry-clause-unknown': (p) =>
    `There is no clause “${p['clause']}”. The clauses are: ${p['known']}; or write 待分类.`,
  'entry-points-outside': (p) =>
    `${when(p['unit'], `${p['unit']}: `)}${counted(p['points'], 'point')} ${verb(p['points'], 'is', 'are')} ` +
    `outside clause “${p['clause']}” ` +
    '(' +
    `${either(p['least'] === p['most'], `${p['least']} each time`, `${p['least']} to ${p['most']} each time`)}` +
    ').',
  'entry-points-off-grid': (p) =>
    `${when(p['unit'], `${p['unit']}: `)}${counted(p['points'], 'point')} ${verb(p['points'], 'is', 'are')} no ` +
    `multiple of ${p['grid']} (clause ` +
    `“${p['clause']}”); please check.`,
  'entry-points-unreadable': (p) =>
    `The points “${p['text']}” of ${p['unit']} cannot be read; enter a number such as 5 or -2.`,
  'entry-times-unreadable': (p) =>
    `The times “${p['text']}”${when(p['unit'], ` of ${p['unit']}`)} are wrong; enter a whole number such as 1 or 2.`,
  'entry-not-found': (p) =>
    `Row ${p['row']} of “${p['sheet']}” holds no entry; the ledger may have changed. Open it again.`,
  'attachment-not-found': (p) => `The workbook has no ${p['attachment']}.`,
  'adjustment-not-in-method': (p) => `The method of ${p['attachment']} has no adjustments.`,
  'adjustment-column-missing': () =>
    'The table has no 加减分 column: there is no place for the points of the ledger. Add it.',
  'adjustment-unknown': (p) =>
    `The ledger has points or times of ${p['unit']} that cannot be read; correct them first.`,
  'adjustment-bounded': (p) =>
    `The adjustment of ${p['unit']} adds up to ${p['sum']} and counts as ${p['bounded']} by the method.`,
  'adjustment-disagrees': (p) =>
    `The adjustment of ${p['unit']} is typed as ${p['typed']}; the ledger adds up to ${p['sum']}.`,
  'method-of-workbook': (p) => `Scored by the workbook's own method on “${p['sheet']}”: ${p['title']}.`,
  'method-of-other-period': (p) =>
    `Scored by the workbook's own method on “${p['sheet']}”: ${p['title']}. It is for ${p['period']}; please check.`,
  'method-sheet-created': (p) => `A new sheet “${p['sheet']}” keeps the method where it differs from the built-in one.`,
  'method-sheet-edited': (p) =>
    `The method of ${p['attachment']} on the sheet 计分办法 was edited by hand; it is used as it now reads.`,
  'method-sheet-newer': (p) =>
    `The sheet 计分办法 was written by a newer program (version ${p['version']}). It is used, and not written over.`,
  'method-sheet-newer-unreadable': (p) =>
    `The sheet 计分办法 was written by a newer program and cannot be understood; ${p['attachment']} was not ` +
    'computed. Update the program, or delete the sheet to use the built-in method.',
  'method-sheet-unreadable': (p) =>
    `The sheet 计分办法 cannot be read${when(p['path'], ` at ${p['path']}`)}; ` +
    `${either(p['attachment'], `${p['attachment']} was not computed`, 'nothing was written')}. Correct the ` +
    'cell, or delete the sheet to use the built-in method.',
  'method-sheet-not-overwritten': (p) =>
    `The sheet 计分办法 was written by a newer program (version ${p['version']}) and was left as it is. Update ` +
    'the program first.',
  'method-full-mark': (p) => `The full points add up to ${p['sum']}, not to ${p['full']}.`,
  'audit-record-created': (p) => `A new sheet “${p['sheet']}” keeps what was accepted.`,
  'unit-no-figures': (p) => `${p['unit']} has no figures${when(p['remark'], ` (${p['remark']})`)} and is not scored.`,
  'unit-incomplete': (p) =>
    `${p['unit']} has incomplete figures ` +
    `(${listed('; ', [remarkOf(p), when(p['cells'], `no number in ${p['cells']}`)])}); not scored, ` +
    'its rates left as they were.' +
    when(p['cells'], ' Enter them and compute again, with 0 where there was nothing.'),
  'unit-unreadable': (p) =>
    `${p['unit']} has a figure that cannot be read and is not scored; mend it and compute again.`,
  'unit-nothing-received': (p) => `${p['unit']} has no evaluations due or received; not scored and not ranked.`,
  'unit-no-adjustment': (p) =>
    `${p['unit']} has no adjustment: rates were filled, the score was not. Enter it and compute again.`,
  'unit-adjustment-unreadable': (p) =>
    `The adjustment “${p['text']}” of ${p['unit']} cannot be read: rates were filled and it keeps its rank, ` +
    'the score was not. Make it a number and compute again.',
  'unit-adjustment-is-date': (p) =>
    `The adjustment of ${p['unit']} is a date (${p['text']}) and no number: rates were filled and it keeps ` +
    'its rank, the score was not. Set the cell’s format to General, enter the number, and compute again.',
  'unit-not-calculated': (p) =>
    `${p['cells']} of ${p['unit']} holds a formula whose result is not in the file and reads like a blank: ` +
    'it is not scored. Open the file in Excel or WPS, save it once, and compute again.',
  'score-of-unscored': (p) =>
    `${p['unit']} is not scored, but its score cell says ${p['score']}; it was left. Delete that score, or ` +
    'complete the figures and compute again.',
  'score-kept': (p) => `The score of ${p['unit']} was kept; computed it is ${p['score']}.`,
  'total-kept': (p) => `${p['column']} of the row “${p['name']}” was kept; the units add up to ${p['sum']}.`,
  'array-formula-kept': (p) =>
    `${p['cells']} is one array formula or data table, of which no cell can be changed alone: cells that ` +
    'differ were kept. To have the computed values, delete it as a whole in Excel or WPS and compute again.',
  'circle-kept': (p) =>
    `${p['cells']}: a formula here would be circular, as that in ${p['other']} reads it (or may read it). ` +
    `What stands there was kept. For a formula, turn ${p['other']} into a number and compute again.`,
  'circle-as-value': (p) =>
    `${p['cells']}: a formula here would be circular, as that in ${p['other']} reads it (or may read it). ` +
    `A value was written. For a formula, turn ${p['other']} into a number and compute again.`,
  'score-negative': (p) => `The score of ${p['unit']} is below 0 (${p['score']}); please check.`,
  'text-number': (p) => `${textNumber(p)} --fix-numbers turns it into a number.`,
  'text-number-fixed': (p) => `“${p['text']}” of ${p['unit']} was text and is a number now.`,
  'rank-as-value': (p) =>
    `${counted(p['units'], 'unit')} ${verb(p['units'], 'is', 'are')} ranked, and ranks were written as values, ` +
    `not as RANK formulas ` +
    `(${rankAsValueBecause(p)}); compute again after a change.`,
  'rank-goes-around': (p) =>
    `${p['cells']} holds a rate of a unit that is not scored, and the formulas of the ranks go around it. ` +
    'Compute again after rows were sorted or moved.',
  'rate-kept': (p) => `${p['column']} of ${p['unit']} was kept; the score follows the counts, not this rate.`,
  'total-not-filled': (p) =>
    `The total of ${p['column']} was not filled: ${p['cell']} ` +
    either(
      p['because'] === 'not-calculated',
      'holds a formula whose result is not in the file. Open the file in Excel or WPS, save it once, and ' +
        'compute again.',
      'cannot be read.',
    ),
  'sum-with-city': (p) =>
    `Whether “${p['column']}” takes “${p['city']}” in cannot be told: it was filled with the sum of the ` +
    `whole row, “${p['city']}” included. To leave it out, name the column “区县合计” and compute again.`,
  'sum-column-unlike': (p) =>
    `Most figures of “${p['header']}” (column ${p['column']}) are not the sums of their rows: it was not ` +
    'read as a row sum, and is neither filled nor audited.',
  'calculation-manual': () => 'The workbook calculates manually: formulas do not follow. Set calculation to automatic.',
  'precision-as-displayed': () =>
    'The workbook calculates with precision as displayed: scores may differ. Switch it off in the options.',
  'calculation-iterates': () => 'The workbook iterates: circular references go unnoticed.',
  'cell-unreadable': (p) =>
    p['proposal'] === undefined && isNumeral(String(p['text']))
      ? `“${p['text']}” cannot be a count; make it a whole number, 0 or more.`
      : `“${p['text']}” cannot be ` +
        'read' +
        either(p['proposal'] !== undefined, `; is it ${p['proposal']}?`, '; make it a number.'),
  'cell-is-date': (p) =>
    'This cell holds a ' +
    either(String(p['text']).includes(':'), 'time', 'date') +
    ` (${p['text']}) and no number. Set its format to General, then enter the number.`,
  'cell-merged': (p) =>
    `${p['area']} is merged and shows its top cell only: ${p['header']} of ${p['units']} is covered and ` +
    'would not be seen. Unmerge the cells, fill each, and compute again.',
  'value-under-merge': (p) =>
    `${p['area']} is merged and shows ${p['shown']}${either(p['value'] === '', '', ` (${p['value']})`)} only; ` +
    `it covers ${p['hidden']}${either(Number(p['count']) > 5, ` (${counted(p['count'], 'cell')} in all)`, '')}, ` +
    'which counts and is not seen. Unmerge the cells, check them, and delete what should not be there.',
  'unit-column-unnamed': (p) =>
    `No column was found to hold the units. If it is column ${p['column']}, “${p['header']}”, name it 单位.`,
  'column-missing': (p) => `A needed column is missing: ${p['names']}. Add it or correct its name.`,
  'column-ambiguous': (p) => `Two columns look like “${p['names']}”; correct the name of one.`,
  'kind-undecided': (p) =>
    'Which attachment this is cannot be told' +
    when(p['candidates'], ` (${p['candidates']})`) +
    '; say it in the title or sheet name.',
  'kind-contradictory': (p) =>
    'The title or sheet name and the units of the table disagree about which attachment this ' +
    'is' +
    when(p['candidates'], ` (${p['candidates']})`) +
    '. Correct the title, or see whether the wrong table was pasted.',
  'period-differs': (p) =>
    `The title says ${p['period']}, the sheet name ${p['other']}: read by the title; please check.`,
  'columns-hidden': (p) => `Hidden columns (${p['columns']}) are read like the others.`,
  'row-without-unit': (p) =>
    `Row ${p['row']} has figures and no unit: it was not read. Enter the unit or delete the figures.`,
  'row-below-notes': (p) =>
    `Row ${p['rows']} stands below the notes under the table and is no unit: not read, not scored, in no ` +
    'total. If it is a unit, move it into the table.',
  'row-comparison': (p) =>
    `Row ${p['row']}, “${p['text']}”, is there to compare, to check or as an example, and is no unit: not ` +
    'read, not scored, in no total.',
  'unit-unnumbered': (p) =>
    `Row ${p['row']}, “${p['unit']}”, has no serial number; it was computed as a unit all the same. If it is ` +
    'none, move it out of the table or delete it; if it is, number it.',
  'unit-twice': (p) =>
    `“${p['unit']}” is there ${counted(p['count'], 'time')} (rows ${p['rows']}), and each was computed as a unit. ` +
    'Please check, delete what is too much, and compute again.',
  'row-part-of-unit': (p) =>
    `Row ${p['row']}, “${p['text']}”, is a part of the unit above: it was not read, is not scored, and does ` +
    'not count in totals again.',
  'row-not-read': (p) =>
    `Row ${p['row']}, “${p['text']}”, has no serial number and only stray figures: it was not read as a ` +
    'unit. If it is one, number it.',
  'period-unknown': () => 'No quarter was found; the newest method is used.',
  'rows-hidden': (p) => `Hidden or filtered rows${when(p['rows'], ` (${p['rows']})`)} are read like the others.`,
  'text-too-long': (p) =>
    `The text of this cell has ${p['length']} signs, too many for the name of a column or a unit; please check.`,
  'header-overwritten': (p) =>
    `This cell of the header says “${p['text']}”, which is no name of a column. ${shouldBe(p)}` +
    'Put the name back and try again.',
  'header-emptied': (p) =>
    `This column has figures and no name above them. ${shouldBe(p)}Enter the name and try again.`,
  'header-above-unread': (p) =>
    `Rows ${p['rows']} are rows of this table, but the header above them was not understood (row ${p['header']} ` +
    `repeats it). The table was not read; correct the names of its columns` +
    `${either(p['names'] !== '', `: ${p['names']}`, '')}.`,
  'header-below-unread': (p) =>
    `Row ${p['row']} looks like the header of another table and was not understood: the figures below it, from row ` +
    `${p['first']} on, were not read, nor added to the table above. Correct the names of its columns` +
    `${either(p['names'] !== '', ` (${p['names']})`, '')} and try again.`,
  'header-below-missing': (p) =>
    `The title in row ${p['row']} has no header below it: the figures from row ${p['first']} on were not read, nor ` +
    'added to the table above. Add the header and try again.',
  'header-repeat-unread': (p) =>
    `Row ${p['row']} looks like the header of this table repeated and was not understood` +
    `${either(p['names'] !== '', ` (${p['names']})`, '')}: the rows from ${p['first']} on were read by the header ` +
    'above. Check the columns.',
  'table-uncalculated': (p) =>
    `No units below the header: the formulas of ${p['cells']}` +
    `${either(Number(p['count']) > 5, ` (${counted(p['count'], 'cell')} in all)`, '')} have no results. ` +
    'Open and save the file in Excel or WPS once, then try again.',
  'texts-uncalculated': (p) =>
    `Formulas of titles, headers, serial numbers or names have no results: ${p['cells']}` +
    `${either(Number(p['count']) > 5, ` (${counted(p['count'], 'cell')} in all)`, '')}. ` +
    'Open and save the file in Excel or WPS once, then try again.',
  'table-without-units': () =>
    'A header without names of units below it: the table was not read. Fill in the names, or leave the empty table.',
  'sheet-uncalculated': (p) =>
    `No attachment was recognised on this sheet, and the formulas of ${p['cells']}` +
    `${either(Number(p['count']) > 5, ` (${counted(p['count'], 'cell')} in all)`, '')} have no results. ` +
    'If it is one, open and save the file in Excel or WPS once, then try again.',
  'text-cut': (p) =>
    `The text of ${p['cells']}${either(Number(p['count']) > 5, ` (${p['count']} cells in all)`, '')} is longer than ` +
    'the 32,767 signs that Excel holds; only its beginning was read. Shorten it, then try again.',
  'cells-far-off': (p) =>
    `${p['cells']}${either(Number(p['count']) > 5, ` (${p['count']} cells in all)`, '')}: too far off the table, ` +
    'not read. Delete what is not wanted (Ctrl+End finds it), move the rest near the table.',
  'attachment-not-read': (p) =>
    `This sheet looks like an attachment, and ${unreadBecause(p)}: nothing of it was read. ` +
    'Delete rows and columns that are not used, save, then try again.',
  'sheet-not-read': (p) =>
    `Of this sheet nothing was read, as ${unreadBecause(p)}; it stays as it is. ` +
    'If it is an attachment, delete rows and columns that are not used, then try again.',
  'header-nearly': (p) =>
    `The header “${p['header']}” is nearly “${p['names']}”; please check. The column was not read as such.`,
  'header-contradicts': (p) =>
    `The header says “${p['name']}”, its symbol ${p['symbol']} means “${p['other']}”: read by the header; ` +
    'please check.',
  'rate-in-points': (p) =>
    `The column “${p['header']}” is read, checked and filled in percentage points: 100 is 100%, without the sign. ` +
    'To have the sign, give its cells a percent format and the ratios, then compute again.',
  'input-column-absent': (p) =>
    `These columns were not found: ${p['names']}. The score needs them; add them or correct their headers, ` +
    'with 0 where there was nothing.',
  'score-column-absent': (p) =>
    `No column “${p['name']}” was found: there is nowhere to write the score. Add it and compute again.`,
  'table-transposed': () =>
    'This looks like an attachment on its side (the names stand in the left column). Copy it, paste it with ' +
    '“Transpose”, and compute again.',
  'table-in-one-column': () =>
    'This looks like an attachment pasted into one column. Split it with “Text to Columns” and compute again.',
  'total-left-alone': (p) => `Which units the row “${p['name']}” adds up cannot be told: it was not filled.`,
  'older-left-alone': (p) => `${olderLeft(p)}; --sheet chooses it.`,
  'duplicate-left-alone': (p) => `${duplicateLeft(p)}; --sheet chooses it.`,
  'signature-dropped': () =>
    'The file carries a digital signature, which does not hold once something is written and is dropped. ' +
    'Sign the finished file again where needed.',
  'written-sheet-protected': (p) =>
    `The sheet “${p['sheet']}” is protected; the command line needs no password and wrote to it all the same. ` +
    'It is still protected. If it should not be changed, go on with the original file.',
  'written-structure-locked': (p) =>
    `The structure of the workbook is protected; the command line added the sheet “${p['sheet']}” all the same. ` +
    'It is still protected. If no sheet should be added, go on with the original file.',
  'written-read-only': () =>
    'This file is to be opened for reading only (recommended, or by a password to modify); the command line wrote ' +
    'to it all the same. If it should not be changed, go on with the original file.',
  'written-final': () =>
    'This file is marked as final; the command line wrote to it all the same, and the mark stays. ' +
    'If it should not be changed, go on with the original file.',
  'rules-not-used': (p) =>
    `The method given with --rules is for “${p['title']}”; no such attachment was computed, so it was not used.`,
  'method-of-earlier-period': (p) =>
    `There is no method for ${p['attachment']}; “${p['title']}” was used. Please check.`,
  'note-disagrees': (p) =>
    `The notes say ${p['found']} for ${p['clause']}、${p['name']}; the method says ${p['expected']}.`,
  'note-clause-differs': (p) =>
    `The notes describe ${p['clause']}、${p['name']} in another way than the method; it should read: ${p['expected']}`,
  'note-clause-extra': (p) =>
    `The notes say “${p['found']}” for ${p['clause']}、${p['name']}, which the method does not have.`,
  'note-clause-missing': (p) => `The notes do not speak of ${p['name']}; the method has: ${p['expected']}`,
  'records-unreadable': () =>
    'Records of earlier computations in this workbook cannot be read and are ignored: restoring, or the list of what ' +
    'changed since, may be missing. Compute once to record anew.',
  'marks-unreadable': () =>
    'The record of cells coloured by the audit cannot be read in full and is ignored: clear colours that stay by hand.',
};
