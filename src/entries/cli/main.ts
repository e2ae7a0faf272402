import { WorkbookRefusal } from '../../ports/workbook.js';
import { isMessageKey, message, type Language } from '../../messages/index.js';
import { computeCommand } from './compute-command.js';
import { Failure } from './failure.js';
import { inspectCommand } from './inspect-command.js';
import { ledgerCommand } from './ledger-command.js';
import { rulesCommand } from './rules-command.js';

const language: Language = (process.env['LC_ALL'] ?? process.env['LANG'] ?? '').startsWith('en') ? 'en-US' : 'zh-CN';

async function run([command, ...args]: readonly string[]): Promise<string> {
  switch (command) {
    case 'compute': return computeCommand(args, language);
    case 'inspect': return inspectCommand(args, language);
    case 'ledger': return ledgerCommand(args, language);
    case 'rules': return rulesCommand(args);
    case undefined: case 'help': case '--help': return message(language, 'usage');
    default: throw new Failure(2, 'argument-unknown', { argument: command });
  }
}

function fail(error: unknown, args: readonly string[]): number {
  if (error instanceof Failure) {
    process.stderr.write(`${message(language, error.key, error.parameters)}\n`);
    return error.exitCode;
  }
  if (error instanceof WorkbookRefusal) {
    const file = args.find((argument) => /\.\w+$/.test(argument)) ?? '';
    process.stderr.write(`${file}: ${isMessageKey(error.code) ? message(language, error.code, error.parameters) : error.code}\n`);
    return 2;
  }
  // parseArgs speaks of unknown and incomplete options in its own words.
  if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
    process.stderr.write(`${message(language, 'argument-unknown', { argument: error.message })}\n${message(language, 'usage')}\n`);
    return 2;
  }
  process.stderr.write(`${message(language, 'internal-error', { reason: error instanceof Error ? error.message : String(error) })}\n`);
  return 2;
}

const args = process.argv.slice(2);
run(args).then(
  (output) => process.stdout.write(`${output}\n`),
  (error: unknown) => {
    process.exitCode = fail(error, args);
  },
);
