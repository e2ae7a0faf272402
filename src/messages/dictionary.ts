import type { zhCN } from './zh-CN/index.js';

export type MessageKey = keyof typeof zhCN;
export type MessageParameters = Readonly<Record<string, string | number>>;

/** Texts by their keys. */
export type Texts<Key extends string = string> = Readonly<Record<Key, (p: MessageParameters) => string>>;

/** A language has a text for every key of the Chinese dictionary. */
export type Messages = Texts<MessageKey>;
