import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../../src/core/audit/catalogue.js';
import { message } from '../../src/messages/index.js';

const FILE = join(__dirname, '..', '..', 'docs', 'checks.md');

/**
 * docs/checks.md as the catalogue has it; `UPDATE_DOCS=1 npx jest --selectProjects unit --testPathPatterns test/docs`
 * writes it.
 */
function document(): string {
  const cell = (text: string): string => text.replace(/\|/g, '\\|');
  return [
    '# 核查项',
    '',
    '必须改：不可能对；请核对：两处不一致；提示：请确认。每一项都可以关闭：在“计分办法”表或 `--rules` 文件的 method 里写 `unchecked`，列出核查项的标识。',
    '',
    '| 标识 | 程度 | 内容 | 公式 | 依据 | 例子 |',
    '| --- | --- | --- | --- | --- | --- |',
    ...catalogue.map(
      ({ id, severity, title, formula, source, example }) =>
        `| \`${id}\` | ${message('zh-CN', `severity-${severity}`)} | ` +
        `${[title, formula, source, example].map(cell).join(' | ')} |`,
    ),
    '',
    '一项可能只作提示：不计分的单位、界限上的数、口径注明不同的，都比表中的程度轻。',
    '',
  ].join('\n');
}

it('docs/checks.md is what the catalogue says', () => {
  if (process.env['UPDATE_DOCS'] !== undefined) writeFileSync(FILE, document());
  expect(readFileSync(FILE, 'utf8')).toBe(document());
});

it('names no check twice', () => {
  const ids = catalogue.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
