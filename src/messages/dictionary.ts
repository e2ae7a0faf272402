import type { Texts } from './texts.js';
import type { zhCN } from './zh-CN/index.js';

export type MessageKey = keyof typeof zhCN;

/** A language has a text for every key of the Chinese dictionary. */
export type Messages = Texts<MessageKey>;
