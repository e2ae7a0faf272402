export type MessageParameters = Readonly<Record<string, string | number>>;

/** Texts by their keys. */
export type Texts<Key extends string = string> = Readonly<Record<Key, (p: MessageParameters) => string>>;
