import { WorkbookRefusal } from '../../ports/workbook.js';
import { loadMessages, message, type MessageKey } from '../../messages/index.js';
import { languageFrom } from '../language.cjs';
import { auditCommand } from './audit-command.js';
import { computeCommand } from './compute-command.js';
import { Failure } from './failure.js';
import { helpFor, usage } from './help.js';
import { inspectCommand } from './inspect-command.js';
import { ledgerCommand } from './ledger-command.js';
import { publishCommand } from './publish-command.js';
import { rulesCommand } from './rules-command.js';

const language = languageFrom(process.env);

/** What is wrong with the arguments: the usage is shown with it. */
const ABOUT_ARGUMENTS: ReadonlySet<MessageKey> = new Set<MessageKey>([
  'argument-unknown',
  'argument-too-many',
  'argument-missing',
  'argument-wrong',
  'argument-without-value',
  'argument-takes-no-value',
  'arguments-exclude',
]);

/** What a command prints, with an exit code other than 0 where the answer is bad news. */
type Answer = string | { readonly output: string; readonly exitCode: number };

async function run([command, ...args]: readonly string[]): Promise<Answer> {
  await loadMessages(language);
  if (args.includes('--help')) return helpFor(wordsBefore(args, command), language);
  switch (command) {
    case 'compute':
      return computeCommand(args, language);
    case 'audit':
      return auditCommand(args, language);
    case 'inspect':
      return inspectCommand(args, language);
    case 'ledger':
      return ledgerCommand(args, language);
    case 'publish':
      return publishCommand(args, language);
    case 'rules':
      return rulesCommand(args);
    case undefined:
    case 'help':
    case '--help':
      return usage(language);
    default:
      throw new Failure(2, 'argument-unknown', { argument: command });
  }
}

/** The command's words as they were typed: `ledger add`, without options and files. */
function wordsBefore(args: readonly string[], command: string | undefined): readonly string[] {
  const typed = [command ?? '', ...args];
  const end = typed.findIndex((word) => word.startsWith('-') || word.includes('.'));
  return typed.slice(0, end);
}

function fail(error: unknown, args: readonly string[]): number {
  if (error instanceof Failure) {
    const text = message(language, error.key, error.parameters);
    process.stderr.write(error.file === '' ? `${text}\n` : `${error.file}: ${text}\n`);
    if (ABOUT_ARGUMENTS.has(error.key)) process.stderr.write(`${usage(language)}\n`);
    return error.exitCode;
  }
  if (error instanceof WorkbookRefusal) {
    const file = args.find((argument) => /\.\w+$/.test(argument)) ?? '';
    process.stderr.write(`${file}: ${message(language, error.code, error.parameters)}\n`);
    return 2;
  }
  // parseArgs speaks of unknown and incomplete options in its own words.
  if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
    process.stderr.write(`${message(language, 'argument-unknown', { argument: error.message })}\n${usage(language)}\n`);
    return 2;
  }
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message(language, 'internal-error', { reason })}\n`);
  return 2;
}

/** Runs a command: prints its answer, or what is wrong, and returns the exit code. */
export async function commandLine(args: readonly string[]): Promise<number> {
  try {
    const answer = await run(args);
    const { output, exitCode } = typeof answer === 'string' ? { output: answer, exitCode: 0 } : answer;
    process.stdout.write(`${output}\n`);
    return exitCode;
  } catch (error) {
    return fail(error, args);
  }
}
