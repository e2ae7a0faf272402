import { WorkbookRefusal } from '../../ports/workbook.js';
import { isMessageKey, loadMessages, message, type Language } from '../../messages/index.js';
import { auditCommand } from './audit-command.js';
import { computeCommand } from './compute-command.js';
import { Failure } from './failure.js';
import { inspectCommand } from './inspect-command.js';
import { ledgerCommand } from './ledger-command.js';
import { publishCommand } from './publish-command.js';
import { rulesCommand } from './rules-command.js';

// An empty LC_ALL is none.
const language: Language = (process.env['LC_ALL'] || process.env['LANG'] || '').startsWith('en') ? 'en-US' : 'zh-CN';

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
    process.stderr.write(
      `${error.file === '' ? '' : `${error.file}: `}${message(language, error.key, error.parameters)}\n`,
    );
    if (error.key.startsWith('argument')) process.stderr.write(`${message(language, 'usage')}\n`);
    return error.exitCode;
  }
  if (error instanceof WorkbookRefusal) {
    const file = args.find((argument) => /\.\w+$/.test(argument)) ?? '';
    process.stderr.write(
      `${file}: ${isMessageKey(error.code) ? message(language, error.code, error.parameters) : error.code}\n`,
    );
    return 2;
  }
  // parseArgs speaks of unknown and incomplete options in its own words.
  if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
    process.stderr.write(
      `${message(language, 'argument-unknown', { argument: error.message })}\n${message(language, 'usage')}\n`,
    );
    return 2;
  }
  process.stderr.write(
    `${message(language, 'internal-error', { reason: error instanceof Error ? error.message : String(error) })}\n`,
  );
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
