import type { MessageKey, MessageParameters, Messages } from './dictionary.js';
import { enUS } from './en-US.js';
import { zhCN } from './zh-CN.js';

export type { MessageKey, MessageParameters } from './dictionary.js';
export type Language = 'zh-CN' | 'en-US';

const dictionaries: Readonly<Record<Language, Messages>> = { 'zh-CN': zhCN, 'en-US': enUS };

/** Words a message. An unknown code, which only a newer program could have made, is shown as it is. */
export function message(language: Language, key: MessageKey, parameters: MessageParameters = {}): string {
  return dictionaries[language][key](parameters);
}

/** Tells whether a code of the core has words. */
export function isMessageKey(code: string): code is MessageKey {
  return Object.hasOwn(zhCN, code);
}
