import { transformSync } from '@swc/core';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const SRC = join(__dirname, '..', '..', 'src');

interface Example {
  readonly file: string;
  readonly line: number;
  readonly code: string;
}

/** The examples in the docstrings of a file: what stands between `@example` and the end of the comment. */
function examplesIn(file: string): readonly Example[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/\/\*\*[^]*?\*\//g)].flatMap(([comment]) => {
    const at = text.indexOf(comment);
    return comment
      .split('@example')
      .slice(1)
      .map((part, index) => ({
        file,
        line: text.slice(0, at).split('\n').length + index,
        code: part
          .replace(/\*\/$/, '')
          .split('\n')
          .map((line) => line.replace(/^\s*\* ?/, ''))
          .filter((line) => !line.trim().startsWith('```'))
          .join('\n'),
      }));
  });
}

/** Turns `f(x) // => 3` into an expectation and imports into those of the test's own module system. */
function runnable({ file, code }: Example): string {
  const checked = code.replace(/^(\s*)(.+?);?\s*\/\/ => (.+)$/gm, '$1expect($2).toEqual($3);');
  const imports = [...checked.matchAll(/^\s*import \{([^}]+)\} from '([^']+)';?$/gm)].map(([, names, from]) => {
    const path = (from ?? '').startsWith('.') ? join(dirname(file), (from ?? '').replace(/\.js$/, '')) : from;
    return `const {${(names ?? '').replace(/ as /g, ': ')}} = load(${JSON.stringify(path)});`;
  });
  const rest = checked.replace(/^\s*import .*$/gm, '');
  const body = `export const run = async (): Promise<void> => {\n${imports.join('\n')}\n${rest}\n};`;
  return transformSync(body, {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  }).code;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => join(SRC, name));
const examples = files.flatMap(examplesIn);

it.each(examples.map((example) => [`${relative(SRC, example.file)}:${example.line}`, example] as const))(
  'the example at %s gives what it says',
  async (_place, example) => {
    const module: { exports: { run?: () => Promise<void> } } = { exports: {} };
    // Modules come through Jest's own loader, so that an example runs the code under test.
    const load = (path: string): unknown => jest.requireActual(path);
    // What the file itself exports is at hand without an import.
    const own = Object.entries(load(example.file.replace(/\.tsx?$/, '')) as Record<string, unknown>);
    const names = ['exports', 'load', 'expect', ...own.map(([name]) => name)];
    const values = [module.exports, load, expect, ...own.map(([, value]) => value)];
    new Function(...names, runnable(example))(...values);
    expect.hasAssertions();
    await module.exports.run?.();
  },
);

it('there are examples', () => {
  expect(examples.length).toBeGreaterThan(0);
});
