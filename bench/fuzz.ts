import { readFileSync } from 'node:fs';
import { brokenPackage } from '../test/support/broken-packages.js';
import { throughTheMill } from '../test/support/fuzzing.js';
import { counted, writeHead, writeRow } from './support/table.js';

const CASES = 20_000;

/** Breaks the sample in twenty thousand ways and counts what the file adapter makes of it, and the longest it takes. */
export async function benchFuzz(): Promise<void> {
  const sound = new Uint8Array(readFileSync('assets/sample/2021Q2-inputs.xlsx'));
  const counts = new Map<string, number>();
  const wrong: string[] = [];
  let longest = 0;
  let memory = 0;
  const start = performance.now();
  for (let seed = 1; seed <= CASES; seed += 1) {
    const { bytes, how } = brokenPackage(sound, seed);
    const began = performance.now();
    const outcome = await throughTheMill(bytes);
    longest = Math.max(longest, performance.now() - began);
    const name = typeof outcome === 'string' ? outcome : 'wrong';
    counts.set(name, (counts.get(name) ?? 0) + 1);
    if (typeof outcome !== 'string') wrong.push(`seed ${seed} (${how.join(', ')}): ${outcome.wrong}`);
    if (seed % 500 === 0) memory = Math.max(memory, process.memoryUsage().rss);
  }
  writeHead(['broken files', 'cases'], 1);
  for (const [name, count] of counts) writeRow([name, counted(count)]);
  const seconds = (performance.now() - start) / 1000;
  process.stdout.write(
    `\nLongest ${longest.toFixed(0)} ms, all ${seconds.toFixed(0)} s, ` +
      `at most ${(memory / 1e6).toFixed(0)} MB of memory.\n`,
  );
  for (const description of wrong.slice(0, 20)) process.stdout.write(`${description}\n`);
}
