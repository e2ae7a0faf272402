import type { Texts } from '../texts.js';
import type { publish as chinese } from '../zh-CN/publish.js';
import { either, listed, when } from '../choices.js';
import { counted } from './counted.js';

/** Publishing: what to know before, what stays behind, what was made. */
export const publish: Texts<keyof typeof chinese> = {
  'formula-overwritten': (p) =>
    `${p['item']} of ${p['unit']} is typed as ${p['text']}; the other units of the column have formulas.`,
  'formulas-stale': (p) =>
    `The formulas in ${p['cells']} (cells: ${p['count']}) still show results from before the last writing. ` +
    'Open the workbook in Excel or WPS and save it once before you publish.',
  'formulas-failed': (p) =>
    `The formulas in ${p['cells']} (cells: ${p['count']}) give errors now that they are calculated. ` +
    'Open the workbook in Excel or WPS, correct them and save it once before you publish.',
  'difference-kept': (p) =>
    `${p['item']} of ${p['unit']} is ${p['from']}, computed it is ` +
    `${either(p['to'] === '', 'blank', String(p['to']))}; kept as it is.`,
  'figures-blank': (p) => `${p['unit']} has ${counted(p['count'], 'blank cell')}: ${p['items']}.`,
  'columns-blank': (p) => `${p['items']} of all ${counted(p['units'], 'unit')} are blank; compute first.`,
  'content-beside-table': (p) =>
    `There is content beside the table (${p['cells']}) that would go out with it; delete it first if it should not.`,
  'content-hidden': (p) =>
    `Hidden ${listed(' and ', [
      when(p['rows'], `rows ${p['rows']}`),
      when(p['columns'], `columns ${p['columns']}`),
    ])}: not in print and Word, but still in the official workbook.`,
  'picture-in-cell': (p) =>
    `Pictures in cells (${p['cells']}) are left blank in Word and in copied tables; insert them in Word where needed.`,
  'differs-from-final': (p) =>
    `${p['item']} of ${p['unit']} (${p['attachment']}) was published as ` +
    `${p['from'] || 'blank'} and is ${p['to'] || 'blank'} now.`,
  'published-decimals-differ': (p) =>
    `Cells with other decimals than their columns (${p['cells']}) would read another number with the same ones; ` +
    'the official copy has them as they are.',
  'published-protected': (p) =>
    `The sheet “${p['sheet']}” is protected; the official copy is protected in the same way.`,
  'published-page-text': (p) =>
    `The headers or footers of the sheet “${p['sheet']}” hold words (${p['texts']}) that go out with it; ` +
    'delete them in the page set-up first if they should not.',
  'published-pictures': (p) =>
    `The sheet “${p['sheet']}” holds ${counted(p['count'], 'picture')} (${p['texts']}) that will go out with ` +
    `it; photographs may ` +
    'tell when and where they were taken. Delete them first if they should not.',
  'published-objects': (p) =>
    `The sheet “${p['sheet']}” holds ${p['count']} embedded files or controls (${p['texts']}) that go out with it; ` +
    'delete them first if they should not.',
  'topic-error': () => 'must be corrected',
  'topic-write-unfinished': () => 'writing not finished',
  'topic-formula-overwritten': () => 'formulas overwritten',
  'topic-difference-kept': () => 'typed values kept',
  'topic-blank': () => 'blanks',
  'topic-reason-owed': () => 'reasons missing',
  'topic-note-contradicts': () => 'notes against the method',
  'topic-beside-table': () => 'beside the table',
  'topic-hidden': () => 'hidden rows and columns',
  'topic-picture': () => 'pictures in cells',
  'topic-since-final': () => 'differs from what was published',
  'readiness-heading': (p) =>
    `To know before publishing (${p['count']}${when(p['errors'], `, ${p['errors']} must be corrected`)}):`,
  'readiness-clear': () => 'Nothing stands against publishing.',
  'removed-sheet': (p) => `sheet ${p['details']}`,
  'removed-formulas': (p) =>
    `${counted(p['count'], 'formula')}${when(p['removed'], ', turned into values')} ` + `(${p['details']})`,
  'removed-formats': (p) =>
    `other decimals than the column’s in ${counted(p['count'], 'cell')}` +
    `${when(p['removed'], ', made the column’s (100% as 100.00%, the same number)')} (${p['details']})`,
  'removed-objects': (p) =>
    `${counted(p['count'], 'picture')} or links in cells that use sheets which are not published, or other ` +
    `files: pictures go, ` +
    `links become text (${p['details']})`,
  'removed-marks': (p) => `colours of the audit on ${counted(p['count'], 'cell')} (${p['details']})`,
  'removed-notes': (p) => `${counted(p['count'], 'note')} (${p['details']})`,
  'removed-comments': (p) => `${p['count']} threaded comments (${p['details']})`,
  'removed-custom-xml': (p) => `${counted(p['count'], 'part')} of internal data`,
  'removed-names': (p) => `${p['count']} defined names: ${p['details']}`,
  'property-subject': () => 'subject',
  'property-creator': () => 'author',
  'property-keywords': () => 'keywords',
  'property-description': () => 'comments',
  'property-lastModifiedBy': () => 'last modified by',
  'property-category': () => 'category',
  'property-contentStatus': () => 'status',
  'property-Company': () => 'company',
  'property-Manager': () => 'manager',
  'property-HyperlinkBase': () => 'hyperlink base',
  'property-Template': () => 'template',
  'removed-properties': (p) => `personal document properties: ${p['details']}`,
  'removed-links': (p) => `${counted(p['count'], 'link')} to other files (they cannot go along)`,
  'removed-macros': () => 'macros (the official copy is an .xlsx, which holds none)',
  'removed-signatures': () => 'digital signatures (changed content breaks them; sign the official copy anew)',
  'removed-hyperlinks': (p) => `${counted(p['count'], 'link')} to pages, mailboxes and files (${p['details']})`,
  'removed-page-codes': (p) => `the file’s folder or name in ${p['count']} headers and footers (${p['details']})`,
  'removed-descriptions': (p) =>
    `${p['count']} descriptions and names of pictures, shapes and tables (${p['details']})`,
  'removed-prompts': (p) => `${counted(p['count'], 'prompt')} for those who type (${p['details']})`,
  'removed-macro-buttons': (p) => `macros of ${counted(p['count'], 'button')} (${p['details']}; they cannot go along)`,
  'removed-attached-data': (p) => `${p['count']} pieces of data attached to the file, such as labels (${p['details']})`,
  'pane-removals': () => 'Left out of the official copy',
  'pane-removals-note': () => 'What is ticked stays behind; untick it and it goes out with the copy.',
  'pane-removal-goes': () => 'goes out',
  'removals-heading': () => 'Not in the official copy:',
  'kept-heading': () => 'Kept as asked:',
  'publish-decision-needed': (p) =>
    `${counted(p['errors'], 'error')} must be corrected; no official copy was made. Correct them, or give a ` +
    `reason with --accept.`,
  'publish-recalculate-possible': () =>
    'Old results of formulas can also be calculated by LibreOffice on this computer: add --recalculate.',
  'publish-recalculated': (p) =>
    `LibreOffice calculated the formulas of ${counted(p['count'], 'cell')} anew: ${p['cells']}.`,
  'recalculate-needs-libreoffice': (p) =>
    `${p['cells']} cannot be calculated: LibreOffice is not installed here; no official copy was made. Install ` +
    'LibreOffice (where it lies elsewhere, name it in SOFFICE), or open the workbook in Excel or WPS and save it ' +
    'once before you publish.',
  'recalculate-failed': (p) =>
    `${p['cells']} cannot be calculated: LibreOffice failed (${p['reason']}); no official copy was made. Open the ` +
    'workbook in Excel or WPS and save it once before you publish.',
  'publish-accepted-matter': (p) => `Published with ${counted(p['errors'], 'error')} (${p['places']})`,
  'publish-written': (p) => `The official copy: ${p['file']}`,
  'publish-named': (p) => `Its name in the bulletin: ${p['name']}`,
  'publish-print-set-up': (p) =>
    `Set up for print after GB/T 9704-2012 (A4 landscape): ${p['sheets']}; other sheets keep theirs.`,
  'publish-print-kept': () => 'The print set-up was kept; --print-set-up replaces it by the official one.',
  'publish-fonts': (p) => `Fonts used: ${p['fonts']}. Where one is missing a similar one stands in.`,
  'publish-recorded': (p) => `Recorded in the sheet 定稿记录 of ${p['file']}`,
  'publish-decision-not-kept': () =>
    'The reason was not kept in the workbook: --record writes the sheets 核查记录 and 定稿记录.',
  'pdf-needs-libreoffice': (p) =>
    `${p['file']} was not made: LibreOffice is not installed here. Open the official copy in Excel or WPS ` +
    'and save it as PDF.',
  'pdf-failed': (p) =>
    `${p['file']} was not made: LibreOffice did not convert the file (${p['reason']}). Open the official ` +
    'copy in Excel or WPS and save it as PDF.',
  'publish-keep-unknown': (p) =>
    `--keep ${p['value']} is nothing that could be kept. Could be: ${p['known'] || 'nothing'}.`,
};
