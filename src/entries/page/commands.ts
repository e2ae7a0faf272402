/** A command that the page takes from the keyboard wherever the focus is. */
export type Command = 'open' | 'save' | 'undo' | 'redo' | 'print';

/** A key as it was pressed. */
export type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ['o', 'open'],
  ['s', 'save'],
  ['z', 'undo'],
  ['y', 'redo'],
  ['p', 'print'],
]);

/**
 * Returns the command of a key, `null` where it has none. With Caps Lock on the letter comes as a capital; with Shift
 * it means something else in every browser.
 */
export function commandOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed): Command | null {
  if ((!ctrlKey && !metaKey) || altKey || shiftKey) return null;
  return COMMANDS.get(key.toLowerCase()) ?? null;
}
