import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What Microsoft's OpenXmlValidator says of a file, given by its name or its bytes. */
export function complaints(file: string | Uint8Array): readonly string[] {
  const name = typeof file === 'string' ? file : join(mkdtempSync(join(tmpdir(), 'validate-')), 'file.xlsm');
  if (typeof file !== 'string') writeFileSync(name, file);
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(__dirname, 'validate.mjs'), name], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The validator did not run: ${stderr}`);
  return JSON.parse(stdout) as string[];
}
