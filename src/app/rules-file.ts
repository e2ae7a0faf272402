import { readRules, RulesError, type Rules } from '../core/method/read-rules.js';

/** What is wrong with a rules file: the code of a message and, the file's name apart, what it names. */
export interface RulesFault {
  readonly code: 'rules-not-utf8' | 'rules-unreadable' | `rules-${RulesError['code']}`;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Reads a rule set from the bytes of a file, in UTF-8 or as Windows PowerShell redirects output, in UTF-16. */
export function readRulesFile(bytes: Uint8Array): Rules | RulesFault {
  const text = textIn(bytes);
  if (text === null) return { code: 'rules-not-utf8', parameters: {} };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { code: 'rules-unreadable', parameters: { reason } };
  }
  try {
    return readRules(json);
  } catch (error) {
    if (!(error instanceof RulesError)) throw error;
    return { code: `rules-${error.code}`, parameters: { path: error.path, detail: error.detail } };
  }
}

/**
 * The text of a file by its byte order mark, without one in UTF-8; `null` where its bytes are no such text: read all
 * the same, names of columns would be other ones.
 */
function textIn(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    // The one thing that decoding throws for, as a TypeError of whichever realm the decoder is from.
    return null;
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return 'utf-8';
}
