import { isNumeral } from './numeral.js';
import { duplicateLeft, olderLeft, textNumber } from './computing.en-US.js';
import { adjustmentsEnUS } from './adjustments.en-US.js';
import { auditEnUS } from './audit.en-US.js';
import type { Messages } from './dictionary.js';
import { excelEnUS } from './excel.en-US.js';
import { inspectEnUS } from './inspect.en-US.js';
import { pageEnUS } from './page.en-US.js';
import { paneEnUS } from './pane.en-US.js';

import { publishEnUS } from './publish.en-US.js';
import { rulesEnUS } from './rules.en-US.js';
import { scoringEnUS } from './scoring.en-US.js';

export const enUS: Messages = {
  ...adjustmentsEnUS,
  ...auditEnUS,
  ...excelEnUS,
  ...inspectEnUS,
  ...publishEnUS,
  ...rulesEnUS,
  ...pageEnUS,
  ...paneEnUS,
  ...scoringEnUS,
  'unit-no-figures': (p) => `${p['unit']} has no figures${p['remark'] ? ` (${p['remark']})` : ''} and is not scored.`,
  'unit-incomplete': (p) =>
    `${p['unit']} has incomplete figures (${[p['remark'], p['cells'] && `no number in ${p['cells']}`].filter(Boolean).join('; ')}); not scored, its rates left as they were.${p['cells'] ? ' Enter them and compute again, with 0 where there was nothing.' : ''}`,
  'unit-unreadable': (p) =>
    `${p['unit']} has a figure that cannot be read and is not scored; mend it and compute again.`,
  'unit-nothing-received': (p) => `${p['unit']} has no evaluations due or received; not scored and not ranked.`,
  'unit-no-adjustment': (p) =>
    `${p['unit']} has no adjustment: rates were filled, the score was not. Enter it and compute again.`,
  'unit-adjustment-unreadable': (p) =>
    `The adjustment “${p['text']}” of ${p['unit']} cannot be read: rates were filled and it keeps its rank, the score was not. Make it a number and compute again.`,
  'unit-adjustment-is-date': (p) =>
    `The adjustment of ${p['unit']} is a date (${p['text']}) and no number: rates were filled and it keeps its rank, the score was not. Set the cell’s format to General, enter the number, and compute again.`,
  'unit-not-calculated': (p) =>
    `${p['cells']} of ${p['unit']} holds a formula whose result is not in the file and reads like a blank: it is not scored. Open the file in Excel or WPS, save it once, and compute again.`,
  'score-of-unscored': (p) =>
    `${p['unit']} is not scored, but its score cell says ${p['score']}; it was left. Delete that score, or complete the figures and compute again.`,
  'score-kept': (p) => `The score of ${p['unit']} was kept; computed it is ${p['score']}.`,
  'total-kept': (p) => `${p['column']} of the row “${p['name']}” was kept; the units add up to ${p['sum']}.`,
  'array-formula-kept': (p) =>
    `${p['cells']} is one array formula or data table, of which no cell can be changed alone: cells that differ were kept. To have the computed values, delete it as a whole in Excel or WPS and compute again.`,
  'score-negative': (p) => `The score of ${p['unit']} is below 0 (${p['score']}); please check.`,
  'text-number': (p) => `${textNumber(p)} --fix-numbers turns it into a number.`,
  'text-number-fixed': (p) => `“${p['text']}” of ${p['unit']} was text and is a number now.`,
  'rank-as-value': (p) =>
    `${p['units']} units are ranked, and ranks were written as values, not as RANK formulas (${{ 'many-units': 'so many that RANK would be slow', 'rate-kept': `${p['cell']} or others keep what was there, by which RANK would go wrong`, 'column-absent': 'the rate they are ranked by has no column' }[String(p['because'])] ?? ''}); compute again after a change.`,
  'rank-goes-around': (p) =>
    `${p['cells']} holds a rate of a unit that is not scored, and the formulas of the ranks go around it. Compute again after rows were sorted or moved.`,
  'rate-kept': (p) => `${p['column']} of ${p['unit']} was kept; the score follows the counts, not this rate.`,
  'total-not-filled': (p) =>
    `The total of ${p['column']} was not filled: ${p['cell']} ${p['because'] === 'not-calculated' ? 'holds a formula whose result is not in the file. Open the file in Excel or WPS, save it once, and compute again.' : 'cannot be read.'}`,
  'sum-with-city': (p) =>
    `Whether “${p['column']}” takes “${p['city']}” in cannot be told: it was filled with the sum of the whole row, “${p['city']}” included. To leave it out, name the column “区县合计” and compute again.`,
  'sum-column-unlike': (p) =>
    `Most figures of “${p['header']}” (column ${p['column']}) are not the sums of their rows: it was not read as a row sum, and is neither filled nor audited.`,
  'calculation-manual': () => 'The workbook calculates manually: formulas do not follow. Set calculation to automatic.',
  'precision-as-displayed': () =>
    'The workbook calculates with precision as displayed: scores may differ. Switch it off in the options.',
  'calculation-iterates': () => 'The workbook iterates: circular references go unnoticed.',
  'cell-unreadable': (p) =>
    p['proposal'] === undefined && isNumeral(String(p['text']))
      ? `“${p['text']}” cannot be a count; make it a whole number, 0 or more.`
      : `“${p['text']}” cannot be read${p['proposal'] !== undefined ? `; is it ${p['proposal']}?` : '; make it a number.'}`,
  'cell-is-date': (p) =>
    `This cell holds a ${String(p['text']).includes(':') ? 'time' : 'date'} (${p['text']}) and no number. Set its format to General, then enter the number.`,
  'cell-merged': (p) =>
    `${p['area']} is merged and shows its top cell only: ${p['header']} of ${p['units']} is covered and would not be seen. Unmerge the cells, fill each, and compute again.`,
  'unit-column-unnamed': (p) =>
    `No column was found to hold the units. If it is column ${p['column']}, “${p['header']}”, name it 单位.`,
  'column-missing': (p) => `A needed column is missing: ${p['names']}. Add it or correct its name.`,
  'column-ambiguous': (p) => `Two columns look like “${p['names']}”; correct the name of one.`,
  'kind-undecided': (p) =>
    `Which attachment this is cannot be told${p['candidates'] ? ` (${p['candidates']})` : ''}; say it in the title or sheet name.`,
  'kind-contradictory': (p) =>
    `The title or sheet name and the units of the table disagree about which attachment this is${p['candidates'] ? ` (${p['candidates']})` : ''}. Correct the title, or see whether the wrong table was pasted.`,
  'period-differs': (p) =>
    `The title says ${p['period']}, the sheet name ${p['other']}: read by the title; please check.`,
  'columns-hidden': (p) => `Hidden columns (${p['columns']}) are read like the others.`,
  'row-without-unit': (p) =>
    `Row ${p['row']} has figures and no unit: it was not read. Enter the unit or delete the figures.`,
  'row-below-notes': (p) =>
    `Row ${p['rows']} stands below the notes under the table and is no unit: not read, not scored, in no total. If it is a unit, move it into the table.`,
  'row-comparison': (p) =>
    `Row ${p['row']}, “${p['text']}”, is there to compare, to check or as an example, and is no unit: not read, not scored, in no total.`,
  'unit-unnumbered': (p) =>
    `Row ${p['row']}, “${p['unit']}”, has no serial number; it was computed as a unit all the same. If it is none, move it out of the table or delete it; if it is, number it.`,
  'unit-twice': (p) =>
    `“${p['unit']}” is there ${p['count']} times (rows ${p['rows']}), and each was computed as a unit. Please check, delete what is too much, and compute again.`,
  'row-part-of-unit': (p) =>
    `Row ${p['row']}, “${p['text']}”, is a part of the unit above: it was not read, is not scored, and does not count in totals again.`,
  'row-not-read': (p) =>
    `Row ${p['row']}, “${p['text']}”, has no serial number and only stray figures: it was not read as a unit. If it is one, number it.`,
  'period-unknown': () => 'No quarter was found; the newest method is used.',
  'rows-hidden': (p) => `Hidden or filtered rows${p['rows'] ? ` (${p['rows']})` : ''} are read like the others.`,
  'header-nearly': (p) =>
    `The header “${p['header']}” is nearly “${p['names']}”; please check. The column was not read as such.`,
  'header-contradicts': (p) =>
    `The header says “${p['name']}”, its symbol ${p['symbol']} means “${p['other']}”: read by the header; please check.`,
  'rate-in-percent': (p) =>
    `“${p['header']}” spells ×100: it is filled in percent. The cell holds the ratio and shows 80.00%, not 80; a typed 80 is listed as a difference. Please check.`,
  'input-column-absent': (p) =>
    `These columns were not found: ${p['names']}. The score needs them; add them or correct their headers, with 0 where there was nothing.`,
  'score-column-absent': (p) =>
    `No column “${p['name']}” was found: there is nowhere to write the score. Add it and compute again.`,
  'table-transposed': () =>
    'This looks like an attachment on its side (the names stand in the left column). Copy it, paste it with “Transpose”, and compute again.',
  'table-in-one-column': () =>
    'This looks like an attachment pasted into one column. Split it with “Text to Columns” and compute again.',
  'total-left-alone': (p) => `Which units the row “${p['name']}” adds up cannot be told: it was not filled.`,
  'older-left-alone': (p) => `${olderLeft(p)}; --sheet chooses it.`,
  'duplicate-left-alone': (p) => `${duplicateLeft(p)}; --sheet chooses it.`,
  'nothing-recognised': () =>
    'No attachment 1, 2 or 3 was found. Check that the column names (季度应评价数, 季度总评价数 …) are there.',
  'sheet-not-found': (p) => `There is no sheet “${p['sheet']}”. Sheets with attachments: ${p['known'] || 'none'}.`,
  'sheet-without-attachment': (p) =>
    `No attachment was recognised on the sheet “${p['sheet']}”${p['reasons'] ? ', for the reasons above' : ''}; nothing was written. Sheets with attachments: ${p['known'] || 'none'}.`,
  'file-not-found': (p) => `No such file: ${p['file']}. Check path and name; put a name with spaces in quotes.`,
  'file-not-readable': (p) =>
    `${p['file']} cannot be opened (${p['reason']}). Close it elsewhere or check the permissions.`,
  'file-not-writable': (p) =>
    `${p['file']} cannot be written (${p['reason']}); nothing was written. Close it elsewhere, check the permissions, or choose another place with --out.`,
  'file-is-folder': (p) => `${p['file']} is a folder; name the file in it.`,
  'folder-not-found': (p) =>
    `There is no folder ${p['folder']}; nothing was written. Make it first or choose another --out.`,
  'file-ending-differs': (p) =>
    `${p['file']} should end in ${p['ending']}, or Excel does not open it; nothing was written. Change --out.`,
  'file-would-be-lost': (p) =>
    `${p['argument']} would overwrite ${p['file']}, which is read: choose another file. Nothing was written.`,
  'file-would-be-overwritten': (p) =>
    `${p['file']} will not be overwritten: choose another --out, or --in-place, which keeps a backup.`,
  'file-encrypted': () => 'The file has a password. Remove it in Excel or WPS, save, and try again.',
  'file-is-xls': () => 'This is the old format (.xls or .et). Save it as .xlsx and try again.',
  'file-is-not-xlsx': () => 'This is no .xlsx file. Save it as .xlsx in Excel or WPS and try again.',
  'sheet-too-large': (p) =>
    `The sheet “${p['sheet']}” reaches as far as ${p['cell']}, most likely because of something stray far off. Find it with Ctrl+End in Excel or WPS, delete the rows and columns, save, and try again.`,
  'file-damaged': (p) =>
    `The file is damaged${p['part'] ? ` (${p['part']})` : ''}. Repair it in Excel or WPS, save, and try again.`,
  'file-has-doctype': () => 'The file has a DOCTYPE and was refused. Save it as .xlsx in Excel or WPS and try again.',
  'file-is-bomb': () =>
    'The file is too large when unpacked and was refused. Delete unused rows and sheets and try again.',
  'file-path-leaves-package': () =>
    'A path in the file leaves the package; refused. Save it as .xlsx in Excel or WPS and try again.',
  'file-duplicate-entry': () =>
    'The file has duplicate entries; refused. Save it as .xlsx in Excel or WPS and try again.',
  'file-strict-ooxml': () => 'This is Strict Open XML. Save it as an ordinary Excel Workbook (.xlsx) and try again.',
  'signature-dropped': () =>
    'The file carries a digital signature, which does not hold once something is written and is dropped. Sign the finished file again where needed.',
  'cell-in-array-formula': (p) =>
    `${p['sheet'] ? `${p['sheet']}!` : ''}${p['cell'] ?? ''} is part of an array formula or a data table and cannot be changed alone. Remove it in Excel or WPS, or keep what is there, and try again.`,
  'note-on-threaded-comment': (p) =>
    `${p['sheet']}!${p['cell']} has a threaded comment and cannot have a note. Resolve the comment in Excel first.`,
  'sheet-name-invalid': (p) =>
    `“${p['sheet']}” cannot name a sheet (at most 31 characters, none of [ ] : * ? / \\). Choose another name.`,
  'sheet-last-visible': (p) =>
    `“${p['sheet']}” is the only visible sheet and cannot be removed or hidden. Show another sheet first.`,
  'sheet-still-used': (p) =>
    `The formula in ${p['cell']} still refers to “${p['sheet']}”, which cannot be removed. Change that formula first.`,
  'merge-overlaps': (p) =>
    `${p['cells']} on “${p['sheet']}” is merged already or part of a table. Unmerge or move it first.`,
  'merge-hides-cell': (p) => `Merging would hide what stands in ${p['sheet']}!${p['cell']}. Move or clear it first.`,
  'name-invalid': (p) =>
    `“${p['name']}” cannot be a name (it begins with a letter or underscore, has no spaces and does not look like a cell). Choose another.`,
  'table-overlaps': (p) =>
    `Table “${p['table']}” overlaps merged cells or another table at ${p['cells']}. Unmerge or move them first.`,
  'cell-text-too-long': (p) =>
    `The text for ${p['sheet']}!${p['cell']} is longer than the ${p['length']} characters that Excel holds. Shorten it and try again.`,
  'changed-meanwhile': (p) => `The workbook has changed (${p['cells']}); nothing was written. Compute again.`,
  'internal-error': (p) =>
    `The program failed (${p['reason']}); nothing was written. Please report this sentence with the file.`,
  'argument-unknown': (p) => `Unknown argument: ${p['argument']}`,
  'argument-too-many': (p) => `One file at a time: ${p['argument']} is too many. Put a name with spaces in quotes.`,
  'argument-missing': (p) => `Missing argument: ${p['argument']}`,
  'argument-wrong': (p) =>
    `Wrong value for ${p['argument']}: ${p['value']}${p['known'] ? `. It may be: ${p['known']}` : ''}`,
  'argument-without-value': (p) => `${p['argument']} lacks its value.`,
  'argument-takes-no-value': (p) => `${p['argument']} takes no value.`,
  'arguments-exclude': (p) => `${p['one']} and ${p['other']} exclude each other; leave one out.`,
  'rules-not-used': (p) =>
    `The method given with --rules is for “${p['title']}”; no such attachment was computed, so it was not used.`,
  'method-of-earlier-period': (p) =>
    `There is no method for ${p['attachment']}; “${p['title']}” was used. Please check.`,
  'decision-needed': () => 'A table could not be told (see above) and must be decided first; nothing was written.',
  'progress-reading': (p) => `Reading ${p['file']} …`,
  'progress-computing': (p) => `Computing ${p['sheets']} sheets …`,
  'progress-filling': (p) => `Filling ${p['cells']} cells …`,
  'progress-writing': (p) => `Writing ${p['file']} …`,
  'replaced-heading': (p) =>
    `Cells that differ from what is computed (${p['count']}${p['kept'] ? `, ${p['kept']} of them kept` : ''}):`,
  'written-to': (p) => `${p['cells']} cells written; the finished file: ${p['file']}`,
  'backup-at': (p) => `Backup of the original: ${p['file']}`,
  'problems-heading': () => 'To know:',
  'rules-used': (p) => `Method: ${p['title']} (${p['source']})`,
  unit: () => 'unit',
  column: () => 'column',
  'total-of-units': (p) => `${p['name']} (row ${p['row']}, ${p['units']} units)`,
  'table-without-totals': () => 'There is no totals row, and so nothing to fill.',
  score: () => 'score',
  rank: () => 'rank',
  'rank-by': (p) => `rank by ${p['column']}`,
  adjustment: () => 'adjustment',
  points: () => 'points',
  usage: () => `Usage:
  compute IN.xlsx [--out OUT.xlsx | --in-place] [--sheet NAME]… [--write formulas|values] [--rules FILE] [--keep-existing] [--fix-numbers] [--explain] [--json]
  audit IN.xlsx [--previous FILE.xlsx] [--rules FILE] [--report FILE.html] [--json]
  rules [--kind districts|departments|volumes]
  inspect IN.xlsx [--json]
  ledger list IN.xlsx [--json | --csv FILE]
  ledger add IN.xlsx --unit UNIT --clause CLAUSE --points POINTS [--times TIMES] [--reason TEXT] [--evidence TEXT] [--date DATE] [--by NAME] [--attachment 附件1|附件2] [--out OUT.xlsx | --in-place]
${publishEnUS['publish-usage']({})}`,
};
