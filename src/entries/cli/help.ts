import { message, type Language, type MessageKey } from '../../messages/index.js';

/** An option as the help shows it. */
interface OptionHelp {
  /** `--out OUT.xlsx` */
  readonly flag: string;
  readonly text: MessageKey;
}

/** A command as the help shows it. */
interface CommandHelp {
  readonly name: string;
  /** What follows the name: the arguments that have no flag. */
  readonly takes: string;
  readonly summary: MessageKey;
  readonly options: readonly OptionHelp[];
  readonly exitCodes: readonly MessageKey[];
}

const EXIT_CODES: readonly MessageKey[] = ['help-exit-0', 'help-exit-2', 'help-exit-3', 'help-exit-4'];
const RULES: OptionHelp = { flag: '--rules FILE', text: 'help-rules-file' };
const JSON_OUTPUT: OptionHelp = { flag: '--json', text: 'help-json' };
const OUT: OptionHelp = { flag: '--out OUT.xlsx', text: 'help-out' };
const IN_PLACE: OptionHelp = { flag: '--in-place', text: 'help-in-place' };

/** Every command with every option that it takes. */
export const COMMANDS: readonly CommandHelp[] = [
  {
    name: 'compute',
    takes: 'IN.xlsx',
    summary: 'help-compute',
    options: [
      OUT,
      IN_PLACE,
      { flag: '--sheet NAME', text: 'help-sheet' },
      { flag: '--write formulas|values', text: 'help-write' },
      RULES,
      { flag: '--keep-existing', text: 'help-keep-existing' },
      { flag: '--fix-numbers', text: 'help-fix-numbers' },
      { flag: '--explain', text: 'help-explain' },
      JSON_OUTPUT,
    ],
    exitCodes: EXIT_CODES,
  },
  {
    name: 'audit',
    takes: 'IN.xlsx',
    summary: 'help-audit',
    options: [
      { flag: '--previous FILE.xlsx', text: 'help-previous' },
      RULES,
      { flag: '--report FILE.html', text: 'help-report' },
      JSON_OUTPUT,
    ],
    exitCodes: ['help-exit-0-audit', 'help-exit-1-audit', 'help-exit-2', 'help-exit-3'],
  },
  {
    name: 'rules',
    takes: '',
    summary: 'help-rules',
    options: [{ flag: '--kind districts|departments|volumes', text: 'help-kind' }],
    exitCodes: ['help-exit-0', 'help-exit-2'],
  },
  {
    name: 'inspect',
    takes: 'IN.xlsx',
    summary: 'help-inspect',
    options: [JSON_OUTPUT],
    exitCodes: ['help-exit-0', 'help-exit-2', 'help-exit-3'],
  },
  {
    name: 'ledger list',
    takes: 'IN.xlsx',
    summary: 'help-ledger-list',
    options: [{ flag: '--csv FILE', text: 'help-csv' }, JSON_OUTPUT],
    exitCodes: ['help-exit-0', 'help-exit-2', 'help-exit-3'],
  },
  {
    name: 'ledger add',
    takes: 'IN.xlsx',
    summary: 'help-ledger-add',
    options: [
      { flag: '--unit UNIT', text: 'help-unit' },
      { flag: '--clause CLAUSE', text: 'help-clause' },
      { flag: '--points POINTS', text: 'help-points' },
      { flag: '--times TIMES', text: 'help-times' },
      { flag: '--reason TEXT', text: 'help-reason' },
      { flag: '--evidence TEXT', text: 'help-evidence' },
      { flag: '--date DATE', text: 'help-date' },
      { flag: '--by NAME', text: 'help-by' },
      { flag: '--attachment 附件1|附件2', text: 'help-attachment' },
      OUT,
      IN_PLACE,
      JSON_OUTPUT,
    ],
    exitCodes: EXIT_CODES,
  },
  {
    name: 'publish',
    takes: 'IN.xlsx',
    summary: 'help-publish',
    options: [
      { flag: '--out OUT.xlsx|FOLDER', text: 'help-publish-out' },
      { flag: '--each', text: 'help-each' },
      { flag: '--keep-formulas', text: 'help-keep-formulas' },
      { flag: '--keep ITEM', text: 'help-keep' },
      { flag: '--print-set-up', text: 'help-print-set-up' },
      { flag: '--docx OUT.docx', text: 'help-docx' },
      { flag: '--pdf OUT.pdf', text: 'help-pdf' },
      { flag: '--recalculate', text: 'help-recalculate' },
      { flag: '--accept REASON', text: 'help-accept' },
      { flag: '--record', text: 'help-record' },
      { flag: '--by NAME', text: 'help-published-by' },
      RULES,
      JSON_OUTPUT,
    ],
    exitCodes: EXIT_CODES,
  },
];

/** All commands, one line each. */
export function usage(language: Language): string {
  const commands = COMMANDS.map(({ name, takes, summary }) => ({
    call: `${name} ${takes}`.trim(),
    summary: message(language, summary),
  }));
  return [
    message(language, 'help-heading'),
    ...commands.flatMap(({ call, summary }) => [`  ${call}`, `      ${summary}`]),
    '',
    message(language, 'help-more'),
  ].join('\n');
}

/**
 * One command with all it takes.
 *
 * @param words what was typed before `--help`: `['ledger', 'add']`
 * @returns the help of every command that begins so, or the list of all where none does
 */
export function helpFor(words: readonly string[], language: Language): string {
  const typed = words.join(' ');
  const commands = COMMANDS.filter(({ name }) => typed !== '' && (name === typed || name.startsWith(`${typed} `)));
  if (commands.length === 0) return usage(language);
  return commands.map((command) => helpOf(command, language)).join('\n\n');
}

function helpOf({ name, takes, summary, options, exitCodes }: CommandHelp, language: Language): string {
  const width = options.reduce((most, { flag }) => Math.max(most, flag.length), 0) + 2;
  return [
    `${name} ${takes}`.trim(),
    `  ${message(language, summary)}`,
    '',
    message(language, 'help-options'),
    ...options.map(({ flag, text }) => `  ${flag.padEnd(width)}${message(language, text)}`),
    '',
    message(language, 'help-exit-codes'),
    ...exitCodes.map((code) => `  ${message(language, code)}`),
  ].join('\n');
}
