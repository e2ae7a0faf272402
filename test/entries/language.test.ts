import { readFileSync } from 'node:fs';
import { languageFrom } from '../../src/entries/language.cjs';

it.each<[Readonly<Record<string, string | undefined>>, string]>([
  [{}, 'zh-CN'],
  [{ LANG: 'en_US.UTF-8' }, 'en-US'],
  [{ LANG: 'zh_CN.UTF-8' }, 'zh-CN'],
  [{ LC_ALL: 'en_GB.UTF-8', LANG: 'zh_CN.UTF-8' }, 'en-US'],
  [{ LC_ALL: 'C', LANG: 'en_US.UTF-8' }, 'zh-CN'],
  // POSIX: an empty LC_ALL counts as unset.
  [{ LC_ALL: '', LANG: 'en_US.UTF-8' }, 'en-US'],
  [{ LC_ALL: '', LANG: '' }, 'zh-CN'],
])('the environment %j asks for %s', (environment, language) => {
  expect(languageFrom(environment)).toBe(language);
});

it.each(['cli/main.ts', 'package/main.ts', 'launch.mjs'])('%s asks no variable itself', (program) => {
  const source = readFileSync(`src/entries/${program}`, 'utf8');
  expect(source).toContain('languageFrom(process.env)');
  expect(source).not.toMatch(/LC_ALL|LANG\b/);
});
