import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fill } from '../src/core/changes/fill.js';
import { builtInForms } from '../src/core/form/index.js';
import type { Grid } from '../src/core/grid/grid.js';
import { builtInMethod } from '../src/core/method/index.js';
import type { Method } from '../src/core/method/method.js';
import { recognise } from '../src/core/recognition/recognise.js';
import { score } from '../src/core/scoring/score.js';
import { districtRows } from './support/district-rows.js';
import { counted, writeHead, writeRow } from './support/table.js';
import { median, timed } from './support/timing.js';

function sheetOf(units: number): Grid {
  const rows = districtRows(units);
  const same = <T>(value: T): T[][] => rows.map(() => new Array<T>(21).fill(value));
  return {
    sheet: '附件1',
    visibility: 'visible',
    protected: false,
    top: 0,
    left: 0,
    values: rows,
    formulas: same<string | null>(null),
    formats: same('General'),
    merges: [],
    hiddenRows: [],
    hiddenColumns: [],
    tables: [],
  };
}

/** Times reading, scoring and planning at several sizes, and the sample end to end. */
export function benchScoring(): void {
  const method = builtInMethod('districts', null) as Method;
  writeHead(['units', 'read ms', 'score ms', 'plan ms', 'all, per unit, against 1,000 units']);
  const results = [1000, 11, 1000, 10_000, 100_000]
    .map((units) => {
      const grid = sheetOf(units);
      const forms = Object.values(builtInForms);
      const [attachment] = recognise(grid, forms).attachments;
      if (attachment === undefined) throw new Error('the generated sheet was not recognised');
      const card = score(attachment, method);
      // Stage by stage, so that none of them cleans up what another has left.
      const stages = [
        () => recognise(grid, forms),
        () => score(attachment, method),
        () => fill(grid, card, { write: 'formulas', keepExisting: false, fixNumbers: false }),
      ];
      return { units, times: stages.map((stage) => median(Array.from({ length: 5 }, () => timed<unknown>(stage)[1]))) };
      // The first size only warms up.
    })
    .slice(1);
  const perUnit = ({ units, times }: (typeof results)[number]): number =>
    times.reduce((sum, time) => sum + time) / units;
  const reference = results.find(({ units }) => units === 1000);
  if (reference === undefined) throw new Error('1,000 units were not measured');
  for (const result of results) {
    const times = result.times.map((time) => time.toFixed(1));
    writeRow([counted(result.units), ...times, (perUnit(result) / perUnit(reference)).toFixed(2)]);
  }
  const [, sample] = timed(() =>
    spawnSync(
      process.execPath,
      [
        'src/entries/launch.mjs',
        'compute',
        'assets/sample/2021Q2-inputs.xlsx',
        '--out',
        join(tmpdir(), '2021Q2.scored.xlsx'),
      ],
      { stdio: 'ignore' },
    ),
  );
  process.stdout.write(`\nSample file end to end, cold start included: ${sample.toFixed(0)} ms\n`);
}
