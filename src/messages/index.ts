import type { MessageKey, Messages } from './dictionary.js';
import type { MessageParameters } from './texts.js';

export type { MessageKey } from './dictionary.js';
export type { MessageParameters } from './texts.js';
export type Language = 'zh-CN' | 'en-US';

const dictionaries = new Map<Language, Messages>();

/** Brings the texts of a language; a page loads only the one it shows. Nothing can be worded before. */
export async function loadMessages(language: Language): Promise<void> {
  if (dictionaries.has(language)) return;
  dictionaries.set(
    language,
    language === 'zh-CN'
      ? (await import(/* webpackPreload: true */ './zh-CN/index.js')).zhCN
      : (await import('./en-US/index.js')).enUS,
  );
}

/** Words a message. */
export function message(language: Language, key: MessageKey, parameters: MessageParameters = {}): string {
  return textsOf(language)[key](parameters);
}

function textsOf(language: Language): Messages {
  const texts = dictionaries.get(language);
  if (texts === undefined) throw new Error(`the texts of ${language} are not loaded`);
  return texts;
}
