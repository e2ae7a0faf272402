import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS, helpFor } from '../../src/entries/cli/help.js';

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
