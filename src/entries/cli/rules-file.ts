import { readRules, RulesError, type Rules } from '../../core/method/read-rules.js';
import type { MessageKey } from '../../messages/index.js';
import { Failure } from './failure.js';
import { readWhole } from './files.js';

/** Reads a rule set from a file, in UTF-8 or as Windows PowerShell redirects output, in UTF-16; a failure names the file and the field. */
export async function rulesFrom(file: string): Promise<Rules> {
  const text = textIn(await readWhole(file));
  if (text === null) throw new Failure(2, 'rules-not-utf8', { file });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Failure(2, 'rules-unreadable', { file, reason: error instanceof Error ? error.message : String(error) });
  }
  try {
    return readRules(json);
  } catch (error) {
    if (error instanceof RulesError) throw new Failure(2, `rules-${error.code}` satisfies MessageKey, { file, path: error.path, detail: error.detail });
    throw error;
  }
}

/** The text of a file by its byte order mark, without one in UTF-8; `null` where its bytes are none: read all the same, names of columns would be other ones. */
function textIn(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // The one thing that decoding throws for, as a TypeError of whichever realm the decoder is from.
    return null;
  }
}
