import type { zhCN } from './zh-CN.js';

export type MessageKey = keyof typeof zhCN;
export type MessageParameters = Readonly<Record<string, string | number>>;

/** A language has a text for every key of the Chinese dictionary. */
export type Messages = Readonly<Record<MessageKey, (parameters: MessageParameters) => string>>;
