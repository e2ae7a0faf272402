import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { cli } from './command-line.js';
import { newComplaints } from './validator.js';

/** A workbook with a link to a share, page codes, a prompt and a label of sensitivity. */
const TRACES = join(__dirname, '..', 'fixtures', 'traces.xlsx');

it('publishes a workbook without what tells of people and places, lists that, and says what stays', async () => {
  const out = join(mkdtempSync(join(tmpdir(), 'traces-')), 'official.xlsx');
  const { status, stdout, stderr } = await cli('publish', TRACES, '--out', out, '--accept', '已核对');
  expect([status, stderr]).toEqual([0, '']);
  for (const listed of ['10.1.2.3', '&Z&F', '找老李要数', 'classificationlabels']) expect(stdout).toContain(listed);

  const parts = unzipSync(readFileSync(out));
  expect(Object.keys(parts).filter((name) => /docMetadata|sheet1\.xml\.rels/.test(name))).toEqual([]);
  for (const content of Object.values(parts)) {
    expect(strFromU8(content)).not.toMatch(/10\.1\.2\.3|lisi|老李|&amp;[ZF]|LabelInfo/);
  }
  expect(newComplaints(out, TRACES)).toEqual([]);
});
