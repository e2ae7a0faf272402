import { WorkbookRefusal } from '../../ports/workbook.js';
import { isMessageKey, loadMessages, message } from '../../messages/index.js';
import { languageFrom } from '../language.cjs';
import { auditCommand } from './audit-command.js';
import { computeCommand } from './compute-command.js';
import { Failure } from './failure.js';
import { inspectCommand } from './inspect-command.js';
import { ledgerCommand } from './ledger-command.js';
import { publishCommand } from './publish-command.js';
import { rulesCommand } from './rules-command.js';

const language = languageFrom(process.env);

/** What a command prints, with an exit code other than 0 where the answer is bad news. */
type Answer = string | { readonly output: string; readonly exitCode: number };

async function run([command, ...args]: readonly string[]): Promise<Answer> {
  await loadMessages(language);
  if (args.includes('--help')) return message(language, 'usage');
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
      return message(language, 'usage');
    default:
      throw new Failure(2, 'argument-unknown', { argument: command });
  }
}

function fail(error: unknown, args: readonly string[]): number {
  if (error instanceof Failure) {
    const text = message(language, error.key, error.parameters);
    process.stderr.write(error.file === '' ? `${text}\n` : `${error.file}: ${text}\n`);
    if (error.key.startsWith('argument')) process.stderr.write(`${message(language, 'usage')}\n`);
    return error.exitCode;
  }
  if (error instanceof WorkbookRefusal) {
    const file = args.find((argument) => /\.\w+$/.test(argument)) ?? '';
    const reason = isMessageKey(error.code) ? message(language, error.code, error.parameters) : error.code;
    process.stderr.write(`${file}: ${reason}\n`);
    return 2;
  }
  // parseArgs speaks of unknown and incomplete options in its own words.
  if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
    process.stderr.write(
      `${message(language, 'argument-unknown', { argument: error.message })}\n${message(language, 'usage')}\n`,
    );
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
