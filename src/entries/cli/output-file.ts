import { Failure } from './failure.js';
import { besideAsWorkbook, checkEnding, checkWritable, isSameFile } from './files.js';

/** Where a changed workbook goes, by the options `--out` and `--in-place`. */
export interface OutputOptions {
  readonly input: string;
  readonly out: string | undefined;
  readonly isInPlace: boolean;
}

/** Refuses options that contradict each other. */
export function checkOutputOptions({ out, isInPlace }: Omit<OutputOptions, 'input'>): void {
  if (out !== undefined && isInPlace) throw new Failure(2, 'arguments-exclude', { one: '--out', other: '--in-place' });
  if (out === '') throw new Failure(2, 'argument-without-value', { argument: '--out' });
}

/** Returns the file to write: without an option IN.`word`.xlsx. Only `--in-place` overwrites the input. */
export async function outputFileFor({ input, out, isInPlace }: OutputOptions, word: string): Promise<string> {
  if (isInPlace) return input;
  const output = out ?? besideAsWorkbook(input, word);
  if (await isSameFile(input, output)) throw new Failure(2, 'file-would-be-overwritten', { file: input });
  return output;
}

/** Fails where the output could not be written, or not be opened afterwards. */
export async function checkOutputFile({ input, out }: OutputOptions, output: string): Promise<void> {
  if (out !== undefined) checkEnding(input, output);
  await checkWritable(output);
}
