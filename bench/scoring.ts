import { spawnSync } from 'node:child_process';
import { fill } from '../src/core/changes/compute.js';
import { builtInForms } from '../src/core/form/index.js';
import type { CellValue, Grid } from '../src/core/grid/grid.js';
import { builtInMethod } from '../src/core/method/index.js';
import type { Method } from '../src/core/method/method.js';
import { recognise } from '../src/core/recognition/recognise.js';
import { score } from '../src/core/scoring/score.js';

const NAMES = ['序号', '部门', '季度应评价数', '季度总评价数', '主动评价数', '主动好评数', '差评总数', '有效差评数', '无效差评数', '差评回复数', '差评整改数', '整改满意数', '总评价率', '主动评价率', '好评率', '主动评价好评率', '差评回复率', '差评整改率', '整改满意率', '加减分', '综合得分'];

function sheetOf(units: number): Grid {
  const rows: CellValue[][] = [['2021年第二季度各区县“好差评”评估通报表', ...new Array<null>(20).fill(null)], NAMES];
  for (let index = 0; index < units; index += 1) {
    const due = 1000 + ((index * 7919) % 90000);
    const active = (index * 104729) % due;
    rows.push([index + 1, `第${index}区`, due, due - (index % 50), active, Math.max(0, active - 1), active > 0 ? 1 : 0, 0, active > 0 ? 1 : 0, active > 0 ? 1 : 0, 0, 0, ...new Array<null>(7).fill(null), 10, null]);
  }
  const same = <T>(value: T): T[][] => rows.map(() => new Array<T>(21).fill(value));
  return { sheet: '附件1', visibility: 'visible', protected: false, top: 0, left: 0, values: rows, formulas: same<string | null>(null), formats: same('General'), merges: [], hiddenRows: [], hiddenColumns: [], tables: [] };
}

function timed<T>(work: () => T): readonly [T, number] {
  const start = performance.now();
  const result = work();
  return [result, performance.now() - start];
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Times reading, scoring and planning at several sizes, and the sample end to end. */
export function benchScoring(): void {
  const method = builtInMethod('districts', null) as Method;
  process.stdout.write('| units | read ms | score ms | plan ms | all, per unit, against 1,000 units |\n| ---: | ---: | ---: | ---: | ---: |\n');
  const results = [1000, 11, 1000, 10_000, 100_000].map((units) => {
    const grid = sheetOf(units);
    const runs = Array.from({ length: 5 }, () => {
      const [read, readTime] = timed(() => recognise(grid, Object.values(builtInForms)));
      const attachment = read.attachments[0];
      if (attachment === undefined) throw new Error('the generated sheet was not recognised');
      const [card, scoreTime] = timed(() => score(attachment, method));
      const [, planTime] = timed(() => fill(grid, card, { write: 'formulas', keepExisting: false, fixNumbers: false }));
      return [readTime, scoreTime, planTime] as const;
    });
    return { units, times: [0, 1, 2].map((stage) => median(runs.map((run) => run[stage] ?? 0))) };
  // The first size only warms up.
  }).slice(1);
  const perUnit = ({ units, times }: (typeof results)[number]): number => times.reduce((sum, time) => sum + time) / units;
  const reference = results.find(({ units }) => units === 1000);
  for (const result of results) {
    process.stdout.write(`| ${result.units.toLocaleString('en')} | ${result.times.map((time) => time.toFixed(1)).join(' | ')} | ${(perUnit(result) / (reference ? perUnit(reference) : 1)).toFixed(2)} |\n`);
  }
  const [, sample] = timed(() => spawnSync(process.execPath, ['src/entries/launch.mjs', 'sample'], { stdio: 'ignore' }));
  process.stdout.write(`\nSample file end to end, cold start included: ${sample.toFixed(0)} ms\n`);
}
