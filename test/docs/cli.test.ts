import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS, helpFor } from '../../src/entries/cli/help.js';
import { message } from '../../src/messages/index.js';
import { commandLine } from '../../src/entries/cli/main.js';

const FILE = join(__dirname, '..', '..', 'docs', 'cli.md');
const BLOCK = /<!-- help: (.+?) -->\n[^]*?<!-- end -->/g;

/** docs/cli.md with the help as the program prints it; `UPDATE_DOCS=1 npx jest docs/cli` writes it. */
function withRealHelp(document: string): string {
  return document.replace(BLOCK, (_, command: string) => {
    const help = helpFor(command.split(' '), 'en-US');
    return `<!-- help: ${command} -->\n\`\`\`\n${help}\n\`\`\`\n<!-- end -->`;
  });
}

it('docs/cli.md shows the help as the program prints it', () => {
  const document = readFileSync(FILE, 'utf8');
  if (process.env['UPDATE_DOCS'] !== undefined) writeFileSync(FILE, withRealHelp(document));
  expect(readFileSync(FILE, 'utf8')).toBe(withRealHelp(document));
});

it('docs/cli.md has the help of every command', () => {
  const shown = [...readFileSync(FILE, 'utf8').matchAll(BLOCK)].map(([, command]) => command ?? '');
  const isShown = (name: string): boolean =>
    shown.some((command) => name === command || name.startsWith(`${command} `));
  expect(COMMANDS.map(({ name }) => name).filter((name) => !isShown(name))).toEqual([]);
});

/** What stands between each `options:` and the end of the call that parses them. */
function optionsOf(source: string): string {
  return [...source.matchAll(/options: \{[^]*?\}\);/g)].map(([text]) => text).join('');
}

describe('the options that the help names', () => {
  const options = COMMANDS.flatMap(({ name, options }) =>
    options.map(({ flag }) => {
      const [option = '', value] = flag.split(' ');
      return { name, option, hasValue: value !== undefined };
    }),
  );

  it.each(options)('$name takes $option', async ({ name, option, hasValue }) => {
    const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const stdout = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    // Without a file a command ends at its arguments: what it says is about them alone.
    await commandLine([
      ...name.split(' '),
      option,
      ...(hasValue ? ['1'] : []),
      ...(name === 'rules' ? ['--frob'] : []),
    ]);
    const said = stderr.mock.calls.map(([text]) => String(text)).join('');
    stderr.mockRestore();
    stdout.mockRestore();
    const refusals = (['argument-unknown', 'argument-takes-no-value', 'argument-without-value'] as const).map((key) =>
      message('zh-CN', key, { argument: option }),
    );
    expect(refusals.filter((refusal) => said.includes(refusal))).toEqual([]);
    expect(said).not.toBe('');
  });

  it('are all that the commands take', () => {
    const folder = join(__dirname, '..', '..', 'src', 'entries', 'cli');
    const sources = readdirSync(folder)
      .filter((file) => /-(command|options)\.ts$/.test(file))
      .map((file) => readFileSync(join(folder, file), 'utf8'));
    const declared = /'?([a-z][a-z-]*)'?: (?:\{ type: '|text,|flag,|\{ \.\.\.text)/g;
    const taken = sources.flatMap((source) => [...optionsOf(source).matchAll(declared)]);
    const named = new Set(options.map(({ option }) => option.replace('--', '')));
    expect(taken.length).toBeGreaterThan(30);
    expect(taken.map(([, option]) => option ?? '').filter((option) => !named.has(option))).toEqual([]);
  });
});
