import { isMessageKey, message, type Language } from '../../messages/index.js';

/** Puts a code with its parameters into words; a code without a text stays as it is. */
export type TextOf = (code: string, parameters?: Readonly<Record<string, string | number>>) => string;

/** The texts of a language. */
export function textsIn(language: Language): TextOf {
  return (code, parameters = {}) => {
    if (!isMessageKey(code)) return code;
    return message(language, code, parameters);
  };
}

/** Where something stands: Sheet!A1, or the sheet alone; the empty string for the workbook as a whole. */
export function placeOf({ sheet, cell }: { readonly sheet: string; readonly cell: string }): string {
  return [sheet, cell].filter((part) => part !== '').join('!');
}

/** What a command prints with `--json`. */
export function asJson(document: unknown): string {
  return JSON.stringify(document, null, 2);
}
