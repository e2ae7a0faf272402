import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backUp } from '../../src/entries/cli/files.js';

it.each<[string, string, readonly string[]]>([
  ['of an .xlsx', '通报.xlsx', ['通报.bak.xlsx', '通报.bak2.xlsx', '通报.bak3.xlsx']],
  ['of an .xlsm', '通报.xlsm', ['通报.bak.xlsm', '通报.bak2.xlsm', '通报.bak3.xlsm']],
  ['of a file without an ending', '通报', ['通报.bak', '通报.bak2', '通报.bak3']],
])('the first backup %s stays, later ones are numbered', async (_, name, backups) => {
  const folder = mkdtempSync(join(tmpdir(), 'backup-'));
  const file = join(folder, name);
  for (const [index, backup] of backups.entries()) {
    writeFileSync(file, `contents ${index}`);
    expect(await backUp(file)).toBe(join(folder, backup));
  }
  expect(backups.map((backup) => readFileSync(join(folder, backup), 'utf8'))).toEqual([
    'contents 0',
    'contents 1',
    'contents 2',
  ]);
});

it('a backup that cannot be written is told by its name', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'backup-'));
  await expect(backUp(join(folder, '没有.xlsx'))).rejects.toThrow();
  expect(existsSync(join(folder, '没有.bak.xlsx'))).toBe(false);
});
