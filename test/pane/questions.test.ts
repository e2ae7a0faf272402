import { readFileSync } from 'node:fs';
import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import { compute } from '../../src/app/compute.js';
import { deeds, questions, type Known } from '../../src/pane/session/questions.js';
import { PUBLISHED } from '../support/published.js';

const CHOICES = { files: 'one', kept: [], printSetUp: 'keep' } as const;

async function published(): Promise<Known> {
  const workbook = openXlsx(new Uint8Array(readFileSync(PUBLISHED)));
  const snapshot = await workbook.read();
  const result = compute(snapshot, { sheets: [], rules: null, write: 'formulas', keepExisting: false, fixNumbers: false });
  return { snapshot, result, file: () => Promise.resolve(workbook) };
}

const setting = { kind: 'set', attachment: 'districts', unit: '沂源县', value: 12 } as const;
const asked: readonly [string, (known: Known) => unknown][] = [
  ['the audit', (known) => questions.audit(known)],
  ['a unit explained', (known) => questions.explanation(known, '附件1!11')],
  ['the adjustments', (known) => questions.adjustments(known)],
  ['what an adjustment would do', (known) => questions.adjusting(known, [setting])],
  ['the methods', (known) => questions.methods(known)],
  ['what other rules would do', (known) => questions.methodEffect(known, questions.methods(known).methods[0]?.inForce.rules as never)],
  ['the publication', (known) => questions.publication(known, CHOICES)],
  ['a plan', (known) => deeds.adjust(known, [setting])],
];

it.each(asked)('%s comes through another thread as it was', async (_, ask) => {
  const answer = await ask(await published());
  expect(answer).not.toBeNull();
  expect(structuredClone(answer)).toEqual(answer);
});
