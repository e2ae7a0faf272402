import { message, type Language, type MessageKey, type MessageParameters } from '../../messages/index.js';

/** Puts a code with its parameters into words. */
export type TextOf = (code: MessageKey, parameters?: MessageParameters) => string;

/** The texts of a language. */
export function textsIn(language: Language): TextOf {
  return (code, parameters = {}) => message(language, code, parameters);
}

/** Where something stands: Sheet!A1, or the sheet alone; the empty string for the workbook as a whole. */
export function placeOf({ sheet, cell }: { readonly sheet: string; readonly cell: string }): string {
  return [sheet, cell].filter((part) => part !== '').join('!');
}

/** What a command prints with `--json`. */
export function asJson(document: unknown): string {
  return JSON.stringify(document, null, 2);
}
