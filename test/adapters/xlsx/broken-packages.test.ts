import { brokenPackage, BREAKAGES } from '../../support/broken-packages.js';
import { throughTheMill } from '../../support/fuzzing.js';
import { bytesOf, INPUTS } from '../../support/published.js';
import { howMany } from '../../support/length.js';

const CASES = howMany(60, 2000);

it(`answers ${CASES} broken files with a refusal or a right file, never otherwise`, async () => {
  const sound = bytesOf(INPUTS);
  const outcomes: Record<string, number> = {};
  const seen = new Set<string>();
  for (let seed = 1; seed <= CASES; seed += 1) {
    const { bytes, how } = brokenPackage(sound, seed);
    how.forEach((one) => seen.add(one));
    const outcome = await throughTheMill(bytes);
    expect({ seed, how, outcome }).toEqual({ seed, how, outcome: expect.any(String) });
    outcomes[String(outcome)] = (outcomes[String(outcome)] ?? 0) + 1;
  }
  // Every way of breaking was tried, and some files are sound enough to be written.
  expect([...seen]).toEqual(expect.arrayContaining(Object.keys(BREAKAGES)));
  expect(Object.keys(outcomes)).toEqual(expect.arrayContaining(['written', 'refused']));
});
