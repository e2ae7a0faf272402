import { commandOf, type Pressed } from '../../src/entries/page/commands.js';

const press = (key: string, held: Partial<Pressed> = { ctrlKey: true }): ReturnType<typeof commandOf> =>
  commandOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

it.each([
  ['o', 'open'],
  ['s', 'save'],
  ['z', 'undo'],
  ['y', 'redo'],
  ['p', 'print'],
])('Ctrl+%s asks to %s, with Caps Lock on too, and with the key that other keyboards have for it', (key, command) => {
  expect([press(key), press(key.toUpperCase()), press(key, { metaKey: true })]).toEqual([command, command, command]);
});

it.each([
  ['with Shift', 'Z', { ctrlKey: true, shiftKey: true }],
  ['with Shift and Caps Lock', 's', { ctrlKey: true, shiftKey: true }],
  ['with Alt, as AltGr comes', 's', { ctrlKey: true, altKey: true }],
  ['alone', 's', {}],
])('a letter %s is no command', (_, key, held) => {
  expect(press(key, held)).toBeNull();
});

it('other letters with Ctrl are no commands', () => {
  expect(press('k')).toBeNull();
});
