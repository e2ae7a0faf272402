import { answerRibbon } from '../../src/entries/taskpane/ribbon.js';

type Command = (event: { completed(): void }) => Promise<void>;

/** As much of Office as the ribbon's buttons touch. */
function office(sharedRuntime: boolean, told: string[], shows = true): Map<string, Command> {
  const commands = new Map<string, Command>();
  Object.assign(globalThis, {
    Office: {
      context: {
        requirements: {
          isSetSupported: (set: string, version: string) =>
            sharedRuntime && set === 'SharedRuntime' && version === '1.1',
        },
      },
      actions: { associate: (name: string, command: Command) => commands.set(name, command) },
      addin: {
        showAsTaskpane: async () => {
          if (!shows) throw new Error('no pane');
          told.push('pane shown');
        },
      },
    },
  });
  return commands;
}

afterEach(() => Reflect.deleteProperty(globalThis, 'Office'));

it('shows the pane, computes, and then gives the button back', async () => {
  const told: string[] = [];
  const commands = office(true, told);
  answerRibbon(async () => void told.push('computed'));
  await commands.get('compute')?.({ completed: () => told.push('completed') });
  expect(told).toEqual(['pane shown', 'computed', 'completed']);
});

it('computes nothing that nobody would see, and gives the button back all the same', async () => {
  const told: string[] = [];
  const commands = office(true, told, false);
  answerRibbon(async () => void told.push('computed'));
  await expect(commands.get('compute')?.({ completed: () => told.push('completed') })).rejects.toThrow('no pane');
  expect(told).toEqual(['completed']);
});

it('does nothing where the page does not run for the ribbon', () => {
  const commands = office(false, []);
  answerRibbon(async () => undefined);
  expect([...commands]).toEqual([]);
});
