import { adjust, adjustComputed, computedBefore } from '../../src/app/adjust.js';
import { publishedSnapshot } from '../support/audits.js';

const OPTIONS = { write: 'formulas', rules: null } as const;

it('edits tried one after the other from one computation do what each does by itself', async () => {
  const snapshot = await publishedSnapshot();
  const before = computedBefore(snapshot, OPTIONS);
  for (const [unit, value] of [
    ['高青县', 13],
    ['沂源县', 3],
    ['高青县', 10],
    ['博山区', 0],
  ] as const) {
    const request = { edits: [{ kind: 'set', attachment: 'districts', unit, value }], ...OPTIONS } as const;
    const { moves, plan } = adjustComputed(snapshot, request, before);
    const alone = adjust(await publishedSnapshot(), request);
    expect(moves).toEqual(alone.moves);
    expect(plan.changes).toEqual(alone.plan.changes);
    expect(plan.changes.length).toBeGreaterThan(0);
  }
});
