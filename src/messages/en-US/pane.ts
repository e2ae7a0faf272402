import type { StepKind } from '../../core/changes/step-name.js';
import type { MessageParameters, Texts } from '../texts.js';
import type { pane as chinese } from '../zh-CN/pane.js';
import { either, when } from '../choices.js';
import { counted, verb } from './counted.js';
import { quarterNameIn } from '../quarter.js';
import { duplicateLeft, olderLeft, textNumber } from './phrases.js';

/** Why an attachment is not written. */
const SKIPPED: Readonly<Record<string, string>> = {
  older: 'older, not written',
  duplicate: 'second copy, not written',
};

/** What a step is called; behind it stands the cell, or the number of cells. */
const STEPS: Readonly<Record<StepKind, string>> = {
  typed: 'typing',
  pasted: 'pasting',
  cut: 'cutting',
  emptied: 'emptying',
  filled: 'filling down',
  computed: 'computed scores',
  restored: 'restoring',
  corrected: 'correction',
  accepted: 'acceptance',
  withdrawn: 'withdrawn acceptance',
  matched: 'matching of units',
  adjusted: 'adjustment',
  'method-changed': 'change of the method',
  explained: 'score details',
  marked: 'marks of findings',
};

const stepName = (p: MessageParameters): string => {
  const name = STEPS[p['step'] as StepKind];
  if (p['place']) return `${name}, ${p['place']}`;
  if (Number(p['cells']) === 0) return name;
  return `${name}, ${Number(p['cells']) === 1 ? '1 cell' : `${p['cells']} cells`}`;
};

/** The pane. */
export const pane: Texts<keyof typeof chinese> = {
  'pane-title': () => 'Bulletin Scores',
  'pane-reading': () => 'Reading…',
  'pane-computes-next': () => 'Reading; scores follow…',
  'pane-computing': () => 'Computing…',
  'pane-writing': () => 'Writing…',
  'pane-restoring': () => 'Restoring…',
  'pane-again': () => 'Start again',
  'pane-preparing': () => 'Preparing publication…',
  'pane-making': () => 'Making…',
  'pane-laying-out': () => 'Laying out…',
  'step-checking': (p) => `check ${p['step']} of ${p['of']}`,
  'step-copying': (p) => `file ${p['step']} of ${p['of']}`,
  'step-laying-out': () => 'laying out',
  'pane-cancel': () => 'Cancel',
  'pane-confirm': () => 'OK',
  'pane-write-anyway': (p) => `Enter ${p['value']} anyway`,
  'pane-close': () => 'Close',
  'pane-more': () => 'More',
  'pane-language': () => '中文',
  'pane-tabs': () => 'Tabs',
  'pane-tab-scores': () => 'Scores',
  'pane-tab-adjustments': () => 'Adjustments',
  'pane-tab-audit': () => 'Audit',
  'pane-tab-publish': () => 'Publish',
  'pane-tab-method': () => 'Method',
  'pane-header': (p) =>
    `${either(p['period'], quarterNameIn(String(p['period'])), 'Quarter not stated')} · ${p['method']}`,
  'pane-header-method': (p) => `method of ${quarterNameIn(String(p['period']))}`,
  'pane-show-method': () => 'Show the method',
  'pane-attachments': () => 'Attachments to compute',
  'pane-attachment': (p) =>
    `${p['name']} · ${p['units']} ${either(p['kind'] === 'volumes', 'departments', 'units')} · ` +
    `${either(p['incomplete'], `${p['incomplete']} incomplete`, 'complete')}`,
  'pane-attachment-left': (p) =>
    `${p['name']} · ${either(p['period'], quarterNameIn(String(p['period'])), 'quarter not stated')} · ` +
    (SKIPPED[String(p['because'])] ?? 'not chosen, not written'),
  'pane-kind-districts': () => 'Attachment 1',
  'pane-kind-departments': () => 'Attachment 2',
  'pane-kind-volumes': () => 'Attachment 3',
  'pane-sheet': (p) => `Sheet “${p['sheet']}”`,
  'pane-problems': (p) => `${p['count']} things to know`,
  'pane-problems-errors': (p) => `${p['count']} things to correct`,
  'pane-show-all': (p) => `Show all (${p['count']})`,
  'pane-show-more': (p) => `Show ${p['count']} more`,
  'pane-go-to': (p) => `Go to ${p['place']}`,
  'pane-fix-numbers': () => 'Turn numbers typed as text into numbers',
  'pane-waiting': () => 'Excel has not answered yet. If a cell is being edited, press Enter in the sheet.',
  'pane-compute': () => 'Compute scores',
  'pane-will-fill': (p) =>
    `Will fill ${counted(p['cells'], 'cell')}${when(p['differences'], `, ${p['differences']} to confirm`)}`,
  'pane-up-to-date': () => 'Up to date, nothing to fill.',
  'intro-purpose': () => 'The attachments of the quarterly bulletin, from scores to official copies',
  'intro-steps': () => 'How it works',
  'intro-read': () => 'Read',
  'intro-read-what': () => 'Open the quarter’s workbook; attachments 1, 2 and 3 are recognised.',
  'intro-fill': () => 'Fill',
  'intro-fill-what': () => 'Rates, sums and scores are written as formulas; you are asked where the sheet differs.',
  'intro-audit': () => 'Audit',
  'intro-audit-what': () => 'What does not add up is named by its cell, with the right value where it follows.',
  'intro-publish': () => 'Publish',
  'intro-publish-what': () => 'A clean official copy is made, to send, to print or as a Word file.',
  'intro-picture': () => 'Sample: some rows of attachment 1 of Q2 2021; the evaluation rate and the score are computed',
  'intro-sample-opened': () => 'The sample is open in a new workbook; open this pane there.',
  'pane-nothing-found': () => 'No attachment 1, 2 or 3 was found in this workbook.',
  'pane-nothing-found-what-to-do': () =>
    'Open a bulletin attachment with the columns 季度应评价数, 季度总评价数 … and compute again. The table may stand on ' +
    'any sheet and begin in any row.',
  'pane-done': (p) => `${p['time']} · ${counted(p['cells'], 'cell')} filled`,
  'pane-done-nothing': (p) => `${p['time']} · no cell had to change`,
  'pane-restore': () => 'Restore',
  'pane-restore-to': (p) => `Restore to before ${p['time']} (${counted(p['cells'], 'cell')})`,
  'pane-restore-earlier': () => 'Restore to earlier',
  'pane-recompute': () => 'Compute again',
  'pane-written-unread': (p) =>
    `Written, but the workbook could not be read again (${p['reason']}): what is shown may be older. Compute again; ` +
    'to take it back, restore what was before.',
  'pane-not-written': () => 'The sheet is still protected; nothing was written.',
  'pane-needs-recompute': () => 'Has to be computed again',
  'pane-cause-unit-added': (p) => `“${p['sheet']}” has units without a score: ${p['units']}.`,
  'pane-cause-overwritten': (p) => `Formulas of “${p['sheet']}” were typed over: ${p['cells']}.`,
  'pane-cause-values': (p) => `“${p['sheet']}” holds values, which do not follow the figures: ${p['cells']}.`,
  'pane-cause-formula-outdated': (p) =>
    `Formulas of “${p['sheet']}” read another rank range or follow another method: ${p['cells']}.`,
  'pane-and-more': (p) => `${p['list']} … ${p['count']} in all`,
  'pane-ranking': (p) => `Ranking of ${p['name']}`,
  'pane-column-rank': () => 'Rank',
  'pane-column-unit': () => 'Unit',
  'pane-column-score': () => 'Score',
  'pane-column-change': () => 'Change',
  'pane-change-by': (p) => `change: ${p['change']}`,
  'pane-change-since-final': () => 'Change: since last published',
  'pane-change-since-computed': () => 'Change: since last computed',
  'pane-change-since-before': () => 'Change: by this computation',
  'pane-ranks-up': (p) => `up ${counted(p['count'], 'place')}`,
  'pane-ranks-down': (p) => `down ${counted(p['count'], 'place')}`,
  'pane-points-gained': (p) => `${p['points']} points`,
  'pane-list-comma': () => ', ',
  'pane-column-remark': () => 'Remark',
  'pane-copy-ranking': () => 'Copy ranking',
  'pane-ranking-copied': () => 'Copied: press Ctrl+V in Excel, WPS or Word.',
  'pane-ranking-not-copied': () => 'Copying is not allowed here.',
  'pane-lost': () => 'Points lost',
  'pane-loss': (p) => `${p['name']} −${p['points']}`,
  'pane-not-scored': () => 'not scored',
  'rank-by-unrounded': (p) => `ranked by the unrounded ${p['score']}`,
  'pane-phrases': (p) => `${p['first']}; ${p['second']}`,
  'score-beside': (p) => `${p['score'] || 'none'} (${computedText(p)})`,
  'score-computed': computedText,
  'pane-main-loss': (p) => `Mainly lost: ${p['name']} −${p['points']}`,
  'pane-no-loss': () => 'Nothing lost',
  'pane-copy-explanation': () => 'Copy explanation',
  'pane-copied': () => 'Copied.',
  'pane-copy-name-refused': () => 'Copying is not allowed here: select the name and press Ctrl+C.',
  'pane-working-out': () => 'Working out the effect…',
  'pane-copy-refused': () => 'Copying is not allowed here: select the text below and press Ctrl+C.',
  'pane-explanation': () => 'How the score came about',
  'pane-explanation-heading': (p) =>
    `${p['unit']}${when(p['rank'], ` (rank ${p['rank']})`)}: composite score ${p['score'] || 'none'}`,
  'pane-explanation-counts': (p) => `Counts: ${p['counts']}`,
  'pane-explanation-rates': (p) => `Rates: ${p['rates']}`,
  'pane-differences': (p) =>
    `${counted(p['count'], 'cell')} ${verb(p['count'], 'differs', 'differ')} from what ` +
    `is computed: please confirm`,
  'pane-differences-hint': () =>
    'Nothing is changed yet. Ticked cells take the computed value, the others keep theirs; arrow keys move, ' +
    'space ticks.',
  'pane-differences-changed': () =>
    'The workbook has changed. The list below is as it stands now; please look again. Nothing has been written.',
  'pane-differences-follow': () =>
    'Scores follow what was kept and are listed anew. Look at them before they are written.',
  'pane-differences-gone': () =>
    'The workbook has changed and no cell needs your decision any more. Nothing has been written; please ' +
    'compute again.',
  'pane-nothing-to-write': () => 'There was nothing to change; nothing was written.',
  'pane-all-computed': () => 'Use computed values for all',
  'pane-keep-all': () => 'Keep all',
  'pane-write-chosen': (p) => `Write as ticked (${p['chosen']} change)`,
  'pane-use-computed': (p) => `${p['place']} ${p['unit']} ${p['column']}: ${p['from']} becomes ${p['to']}`,
  'pane-gap': (p) => `differs by ${p['gap']}`,
  'pane-gap-rank': (p) => `differs by ${p['gap']}, exactly one rank`,
  'pane-why-join': () => ': ',
  'pane-why-ledger': () => 'sum of the ledger',
  'pane-why-formula': () => 'was a formula',
  'pane-use': () => 'use computed',
  'pane-keep': () => 'keep',
  'pane-not-now': () => 'Not now',
  'pane-locked-title': () => 'The sheet is protected',
  'pane-locked': (p) =>
    `“${p['sheets']}” is protected and nothing was written yet. OK takes the protection off for the moment ` +
    'and puts it back as it was.',
  'pane-password': () => 'Password',
  'pane-password-wrong': () => 'That password is wrong; mind upper and lower case.',
  'pane-undo': () => 'Undo',
  'pane-redo': () => 'Redo',
  'history-undo': (p) => `Undo: ${stepName(p)}`,
  'history-redo': (p) => `Redo: ${stepName(p)}`,
  'history-undone': (p) => `Undone: ${stepName(p)}.`,
  'history-redone': (p) => `Redone: ${stepName(p)}.`,
  'history-undo-conflict': (p) =>
    `Not undone: ${stepName(p)}. ${p['changed']} changed since and keeps what it holds. Earlier steps can be undone.`,
  'history-redo-conflict': (p) => `Not redone: ${stepName(p)}. ${p['changed']} changed since and keeps what it holds.`,
  'pane-since-last': (p) => `Since the last computation (${p['time']})`,
  'pane-since-inputs': (p) => `${counted(p['count'], 'figure')} changed`,
  'pane-since-moved': (p) => `${counted(p['count'], 'unit')} ${verb(p['count'], 'has', 'have')} another score or rank`,
  'pane-since-input': (p) => `${p['unit']} ${p['column']}: ${p['from']} → ${p['to']}`,
  'pane-since-move': (p) => `${p['unit']}: ${p['scores']}${when(p['ranks'], `, rank ${p['ranks']}`)}`,
  'pane-blank': () => 'blank',
  'pane-deviations': (p) =>
    `${counted(p['count'], 'cell')} ${verb(p['count'], 'shows', 'show')} something else ` + `than was computed:`,
  'pane-page-failed': () => 'This page could not be opened: close the pane and open it again.',
  'pane-text-number': (p) => `${textNumber(p)} Tick “Turn numbers typed as text into numbers” to mend it.`,
  'pane-older-left-alone': (p) => `${olderLeft(p)}; tick it above where it is needed.`,
  'pane-duplicate-left-alone': (p) => `${duplicateLeft(p)}; tick it above where it is needed.`,
  'pane-search': () => 'Find a unit',
  'pane-adjustments-of': (p) => `${p['attachment']} (base ${p['base']})`,
  'pane-fill-reasons': () => 'Fill in reasons',
  'pane-adjustment-of': (p) => `Adjustment of ${p['unit']}`,
  'pane-entry': (p) =>
    `Clause ${p['clause']} · ` +
    `${when(Number(p['points']) > 0, '+')}${p['points']}` +
    when(Number(p['times']) > 1, ` × ${p['times']}`) +
    ` · ${p['reason']}`,
  'clause-choice': (p) =>
    `${p['clause']} ${p['label']} (${either(p['takesOff'], 'takes off', 'adds')} ` +
    `${String(p['points']).replace('-', ' to ')})`,
  'pane-edit-entry': (p) => `Edit: ${p['reason']}`,
  'pane-delete-entry': (p) => `Delete: ${p['reason']}`,
  'pane-follow-ledger': (p) => `Use the ledger: ${p['sum']}`,
  'pane-follow-cell': (p) => `Keep ${p['typed']}, enter the rest as 待分类`,
  'pane-copy-entry': (p) => `Copy to other units: ${p['reason']}`,
  'pane-confirm-delete': () => 'Delete',
  'pane-further': (p) => `${p['count']} more.`,
  'pane-add-entry': () => 'Add an entry',
  'pane-split-part': (p) => `Clause ${p['clause']} ${p['points']}${when(p['times'], ` × ${p['times']}`)}`,
  'pane-unclassified': () => 'Enter as unclassified',
  'pane-all-unclassified': () => 'Enter all as unclassified',
  'pane-points-each': () => 'Points each time',
  'pane-also-for': (p) => `Also for other units${when(p['count'], ` (${p['count']} chosen)`)}`,
  'pane-fill-down': (p) => `Fill down: ${p['column']}`,
  'pane-save-entries': (p) => `Enter ${p['count']}`,
  'pane-saved': () => 'Written.',
  'pane-method-of': (p) => `${p['attachment']} · ${p['title']}`,
  'pane-method-source': (p) =>
    `Source: ${p['source']}. ${when(p['cap'], `Capped at ${p['cap']}; `)}rounded once, at the end, to ` +
    `${counted(p['places'], 'place')}; ` +
    `${either(p['rankBy'] === 'exact', 'ranked by scores before rounding', 'scores that print alike share a rank')}.`,
  'pane-method-drift': (p) =>
    `Differs from the built-in method in ${counted(p['count'], 'place')}; the workbook's sheet 计分办法 is used.`,
  'pane-add-clause': () => 'Add a clause',
  'pane-remove-clause': (p) => `Remove clause ${p['clause']}`,
  'pane-drift-field': (p) => `${p['label']}: built-in ${p['from']}, here ${p['to']}`,
  'pane-method-locked': () =>
    'The sheet 计分办法 was written by a newer program: it can be read and is used, but not changed here. Update ' +
    'this program first.',
  'pane-edit-method': () => 'Change the method',
  'pane-method-unchanged': () => 'Change a figure, and here stands what becomes of scores and ranks.',
  'pane-method-texts': () => 'Title, source and others',
  'pane-form-fields': () => 'Column names and relations',
  'pane-value-wrong': () => 'This value is wrong: a number such as 35 or 0.5 belongs here.',
  'pane-reword-notes': (p) => `Correct the notes under the table too (${p['count']})`,
  'pane-built-in': () => 'Back to the built-in method',
  'pane-import': () => 'Import',
  'pane-export': () => 'Export',
  'pane-method-saved': () => 'The method is saved and the scores follow it.',
  'pane-how-made': () => 'How the scores were made',
  'pane-make-explanation': () => 'Make the sheet 得分明细',
  'pane-explanation-made': () => 'The sheet 得分明细 was made.',
  'pane-show-audit': () => 'Show the audit',
  'pane-auditing': () => 'Auditing…',
  'pane-filter': () => 'Filter by severity',
  'pane-search-findings': () => 'Find a unit or cell',
  'pane-workbook': () => 'Workbook',
  'pane-change-to': (p) => `Change to ${p['value']}`,
  'pane-change-cell': (p) => `Change to ${p['value']} (${p['cell']})`,
  'pane-corrected': (p) => `${p['cell']} is now ${p['value']}.`,
  'pane-correct-all': (p) => `Correct all (${p['count']})`,
  'pane-correct-all-note': () => 'Only figures that follow from the other cells; the rest needs your judgement.',
  'pane-corrected-all': (p) => `Corrected: ${p['count']}.`,
  'pane-accepted-findings': (p) => `Waived: ${p['count']}`,
  'pane-choose-previous': () => 'Choose last quarter’s file',
  'pane-forget-previous': () => 'Stop comparing',
  'pane-previous': (p) => `Compared with last quarter: ${p['file']}`,
  'pane-previous-refused': (p) => `“${p['file']}” was not used: ${p['reason']}`,
  'pane-accepted': () => 'Entered in 核查记录.',
  'pane-withdraw': () => 'Withdraw',
  'pane-matches': (p) =>
    `Units of attachments 3 and 2: ${p['matched']} matched${when(p['open'], `, ${p['open']} not`)}`,
  'pane-no-match': () => '(not in attachment 2)',
  'pane-mark': () => 'Colour the cells',
  'pane-unmark': () => 'Take the colours off',
  'pane-marked': (p) =>
    `${counted(p['marked'], 'cell')} coloured${when(p['left'], `; ${p['left']} left, with fills of their own`)}.`,
  'pane-unmarked': () => 'The colours are gone.',
  'pane-publish': () => 'Make official attachments',
  'pane-official-names': () => 'Official names',
  'pane-copy-name': () => 'Copy name',
  'pane-files': () => 'Files',
  'pane-files-one': () => 'All attachments in one file',
  'pane-files-each': () => 'One file for each attachment',
  'pane-print-set-up': () => 'Official print set-up (GB/T 9704-2012, A4 landscape)',
  'pane-make-word': () => 'Make Word file',
  'pane-copy-tables': () => 'Copy for Word',
  'pane-copied-tables': () => 'The tables are copied; paste them into Word.',
  'pane-copy-tables-refused': () => 'Tables cannot be copied here; a Word file can be made.',
  'pane-working-workbook': (p) => `This is a working workbook: it holds ${p['sheets']}. To send it out,`,
  'pane-other-forms': () => 'Word, PDF, pictures',
  'pane-print': () => 'Print or save as PDF',
  'pane-make-pdf': () => 'Make PDF',
  'pane-pdf-helpers': (p) =>
    `A PDF prints every visible sheet of the workbook, now also ${p['sheets']}. Make the official attachment ` +
    'first, and the PDF in the new workbook that opens.',
  'pane-pdf-by-host': () => 'For PDF, use “File → Save As (or Export) → PDF” in the official attachment that opens.',
  'pane-preview': () => 'Preview',
  'pane-preview-note': (p) =>
    `${counted(p['pages'], 'page')}. The Word file and the printed page look like this; with the official print ` +
    `set-up ` +
    'ticked, so do the sheets of the official attachment.',
  'pane-preview-more': (p) => `Show more (${counted(p['pages'], 'page')} left)`,
  'pane-page-of': (p) => `${p['attachment']} page ${p['page']}`,
  'pane-enlarge': () => 'Enlarge',
  'pane-copy-picture': () => 'Copy as picture',
  'pane-copy-tables-refused-here': () =>
    'Tables cannot be copied here. Open the workbook in the browser page 通报计分.html to copy them.',
  'pane-copied-picture': (p) => `${p['name']} copied as a picture.`,
  'pane-copy-picture-refused': () => 'Pictures cannot be copied here. Right-click the preview and copy the image.',
  'pane-save-picture': () => 'Save as picture file',
  'pane-name-copied': () => 'The name is copied: paste it when saving.',
  'pane-accept-reason': (p) =>
    `${counted(p['errors'], 'error')} ${verb(p['errors'], 'remains', 'remain')}; to ` + `publish all the same, say why`,
  'pane-published-by': () => 'By (optional)',
  'pane-delivered-saved': (p) => `Saved: ${p['name']}`,
  'pane-delivered-opened': (p) => `Opened as a new workbook. Save it as: ${p['name']}`,
  'pane-word-elsewhere': () =>
    'For a Word file: copy the tables, or open the workbook in the browser page 通报计分.html to make it.',
  'pane-recorded': () => 'Entered in the workbook’s sheet 定稿记录.',
};

/** What is computed where somebody keeps another score. */
function computedText({ computed }: MessageParameters): string {
  return either(computed === '', 'no score is computed', `computed: ${computed}`);
}
