import type { Texts } from '../texts.js';
import type { commandLine as chinese } from '../zh-CN/command-line.js';
import { when } from '../choices.js';
import { counted } from './counted.js';

/** The command line: progress, arguments, files. */
export const commandLine: Texts<keyof typeof chinese> = {
  'ledger-none': () => 'The workbook has no adjustment ledger yet.',
  'attachment-unclear': (p) => `“${p['unit']}” is in both 附件1 and 附件2; say which with --attachment.`,
  'csv-written': (p) => `${p['entries']} entries of the ledger written to ${p['file']}`,
  'sheet-without-attachment': (p) =>
    'No attachment was recognised on the sheet ' +
    `“${p['sheet']}”` +
    when(p['reasons'], ', for the reasons above') +
    `; nothing was written. Sheets with attachments: ${p['known'] || 'none'}.`,
  'file-not-found': (p) => `No such file: ${p['file']}. Check path and name; put a name with spaces in quotes.`,
  'file-not-readable': (p) =>
    `${p['file']} cannot be opened (${p['reason']}). Close it elsewhere or check the permissions.`,
  'file-not-writable': (p) =>
    `${p['file']} cannot be written (${p['reason']}); nothing was written. Close it elsewhere, check the ` +
    'permissions, or choose another place with --out.',
  'file-is-folder': (p) => `${p['file']} is a folder; name the file in it.`,
  'folder-not-found': (p) =>
    `There is no folder ${p['folder']}; nothing was written. Make it first or choose another --out.`,
  'file-ending-differs': (p) =>
    `${p['file']} should end in ${p['ending']}, or Excel does not open it; nothing was written. Change --out.`,
  'file-would-be-lost': (p) =>
    `${p['argument']} would overwrite ${p['file']}, which is read: choose another file. Nothing was written.`,
  'file-would-be-overwritten': (p) =>
    `${p['file']} will not be overwritten: choose another --out, or --in-place, which keeps a backup.`,
  'changed-meanwhile': (p) => `The workbook has changed (${p['cells']}); nothing was written. Compute again.`,
  'internal-error': (p) =>
    `The program failed (${p['reason']}); nothing was written. Please report this sentence with the file.`,
  'argument-unknown': (p) => `Unknown argument: ${p['argument']}`,
  'argument-too-many': (p) => `One file at a time: ${p['argument']} is too many. Put a name with spaces in quotes.`,
  'argument-missing': (p) => `Missing argument: ${p['argument']}`,
  'argument-wrong': (p) =>
    `Wrong value for ${p['argument']}: ${p['value']}${when(p['known'], `. It may be: ${p['known']}`)}`,
  'argument-without-value': (p) => `${p['argument']} lacks its value.`,
  'argument-takes-no-value': (p) => `${p['argument']} takes no value.`,
  'arguments-exclude': (p) => `${p['one']} and ${p['other']} exclude each other; leave one out.`,
  'decision-needed': () => 'A table could not be told (see above) and must be decided first; nothing was written.',
  'progress-reading': (p) => `Reading ${p['file']} …`,
  'progress-computing': (p) => `Computing ${counted(p['sheets'], 'sheet')} …`,
  'progress-filling': (p) => `Filling ${counted(p['cells'], 'cell')} …`,
  'progress-writing': (p) => `Writing ${p['file']} …`,
  'replaced-heading': (p) =>
    `Cells that differ from what is computed (${p['count']}${when(p['kept'], `, ${p['kept']} of them kept`)}):`,
  'written-to': (p) => `${counted(p['cells'], 'cell')} written; the finished file: ${p['file']}`,
  'backup-at': (p) => `Backup of the file before writing: ${p['file']}`,
  'formulas-awaiting': (p) =>
    `Formulas that still show old results (cells: ${p['count']}): ${p['cells']}. Open the file in Excel or WPS and ` +
    'save it once: they are calculated then.',
  'problems-heading': () => 'To know:',
  'rules-used': (p) => `Method: ${p['title']} (${p['source']})`,
  'total-of-units': (p) => `${p['name']} (row ${p['row']}, ${counted(p['units'], 'unit')})`,
  'table-without-totals': () => 'There is no totals row, and so nothing to fill.',
  'rank-by': (p) => `rank by ${p['column']}`,
};
