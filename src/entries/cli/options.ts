import { parseArgs, type ParseArgsConfig } from 'node:util';
import { Failure } from './failure.js';

/** Parses a command's arguments; what is wrong with them is said in our own words, naming the argument. */
export function parseOptions<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    const code = error instanceof TypeError && 'code' in error ? String(error.code) : '';
    if (!code.startsWith('ERR_PARSE_ARGS')) throw error;
    const text = (error as TypeError).message;
    // Node quotes what it complains of: Unknown option '--frob'; Option '--out <value>' argument missing; Unexpected
    // argument 'b'.
    const argument = (/'(?:-\w, )?([^']*)'/.exec(text)?.[1] ?? text).replace(/ <value>$/, '');
    if (code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') throw new Failure(2, 'argument-unknown', { argument });
    throw new Failure(
      2,
      /does not take an argument/.test(text) ? 'argument-takes-no-value' : 'argument-without-value',
      { argument },
    );
  }
}

/** Returns the only positional argument, the workbook. */
export function onlyFile([file, ...more]: readonly string[]): string {
  if (file === undefined || file === '') throw new Failure(2, 'argument-missing', { argument: 'IN.xlsx' });
  if (more[0] !== undefined) throw new Failure(2, 'argument-too-many', { argument: more[0] });
  return file;
}
