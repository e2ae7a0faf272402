import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import { openXlsx } from '../src/adapters/xlsx/workbook.js';
import type { Change } from '../src/core/changes/plan.js';
import type { CellValue } from '../src/core/grid/grid.js';
import { richWorkbook } from '../test/support/rich-workbook.js';
import { workbookOf } from '../test/support/sheets.js';
import { withEmptyRows } from './support/empty-rows.js';
import { writeHead, writeRow } from './support/table.js';
import { median } from './support/timing.js';

const CELLS = 200;
const RUNS = 11;

/** Reads a workbook, changes 200 cells of its first sheet (all below its data) and writes it. */
type Editor = (bytes: Uint8Array) => Promise<Uint8Array>;

interface ExcelJs {
  readonly Workbook: new () => {
    readonly xlsx: { load(bytes: Uint8Array): Promise<unknown>; writeBuffer(): Promise<ArrayBuffer> };
    readonly worksheets: readonly { getCell(row: number, column: number): { value: unknown } }[];
  };
}

interface Excelize {
  OpenReader(bytes: Uint8Array): {
    GetSheetName(index: number): { name: string };
    SetCellValue(sheet: string, cell: string, value: number): unknown;
    WriteToBuffer(): { buffer: Uint8Array };
  };
}

const ours: Editor = async (bytes) => {
  const workbook = openXlsx(bytes);
  const [grid] = (await workbook.read()).sheets;
  const changes = Array.from({ length: CELLS }, (_, index): Change => ({
    kind: 'content',
    sheet: grid?.sheet ?? '',
    row: 200_000 + index,
    column: 3,
    was: { value: null, formula: null },
    becomes: { value: index, formula: null },
  }));
  await workbook.apply({ changes, problems: [] });
  return workbook.bytes();
};

/** Other libraries are no dependencies: BENCH_LIBRARIES names a node_modules that has exceljs and excelize-wasm. */
async function others(): Promise<readonly (readonly [string, Editor])[]> {
  const folder = process.env['BENCH_LIBRARIES'];
  if (folder === undefined) {
    process.stdout.write(
      'exceljs and excelize-wasm were not measured: BENCH_LIBRARIES does not name a node_modules that has them.\n',
    );
    return [];
  }
  const load = async (...path: string[]): Promise<unknown> =>
    ((await import(/* webpackIgnore: true */ pathToFileURL(join(folder, ...path)).href)) as { default: unknown })
      .default;
  const exceljs = (await load('exceljs', 'excel.js')) as ExcelJs;
  const excelize = await ((await load('excelize-wasm', 'main.cjs')) as { init(file: string): Promise<Excelize> }).init(
    join(folder, 'excelize-wasm', 'excelize.wasm.gz'),
  );
  return [
    [
      'exceljs',
      async (bytes) => {
        const workbook = new exceljs.Workbook();
        await workbook.xlsx.load(bytes);
        const [sheet] = workbook.worksheets;
        for (let index = 0; sheet !== undefined && index < CELLS; index += 1)
          sheet.getCell(200_001 + index, 4).value = index;
        return new Uint8Array(await workbook.xlsx.writeBuffer());
      },
    ],
    [
      'excelize-wasm',
      async (bytes) => {
        const file = excelize.OpenReader(bytes);
        const { name } = file.GetSheetName(0);
        for (let index = 0; index < CELLS; index += 1) file.SetCellValue(name, `D${200_001 + index}`, index);
        return file.WriteToBuffer().buffer;
      },
    ],
  ];
}

async function timesOf(editor: Editor, bytes: Uint8Array, runs: number): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    await editor(bytes);
    times.push(performance.now() - start);
  }
  return median(times.slice(1));
}

/** How many parts of the workbook that holds everything are as they were, beside those an edit may touch. */
async function keptParts(editor: Editor): Promise<string> {
  const before = unzipSync(richWorkbook());
  const after = unzipSync(await editor(richWorkbook()));
  const same = Object.entries(before).filter(
    ([name, content]) => Buffer.compare(Buffer.from(content), Buffer.from(after[name] ?? [])) === 0,
  ).length;
  const gone = Object.keys(before).filter((name) => after[name] === undefined).length;
  return `${same} | ${gone}`;
}

function manyCells(): Uint8Array {
  const rows = Array.from({ length: 60_000 }, (_, r): CellValue[] =>
    Array.from({ length: 24 }, (_unused, c) => (c === 1 ? `第${r}个单位` : r * 31 + c)),
  );
  return workbookOf({ 数据: rows });
}

/**
 * What a process of its own reports of one edit: milliseconds from the bytes of the file to those of the new one, and
 * the most memory the process ever held.
 */
interface Measured {
  readonly ms: number;
  readonly megabytes: number;
}

/** Edits a file once with one library: what the bench starts a process of its own for. */
export async function benchOneEdit(library: string, file: string): Promise<void> {
  const editor = new Map([['ours', ours] as const, ...(library === 'ours' ? [] : await others())]).get(library);
  if (editor === undefined) throw new Error(`no library ${library}`);
  const bytes = new Uint8Array(readFileSync(file));
  const start = performance.now();
  await editor(bytes);
  const ms = performance.now() - start;
  process.stdout.write(JSON.stringify({ ms, megabytes: process.resourceUsage().maxRSS / 1000 } satisfies Measured));
}

/** In a process of its own, as memory that one library leaves behind would count for the next. */
function inOwnProcess(library: string, file: string): Measured | null {
  const { status, stdout } = spawnSync(process.execPath, [process.argv[1] ?? '', 'edit', library, file], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  return status === 0 ? (JSON.parse(stdout) as Measured) : null;
}

/** Times the file adapter on the sample and on large sheets, beside other libraries where they are at hand. */
export async function benchWorkbookFile(): Promise<void> {
  const sample = new Uint8Array(readFileSync('assets/sample/2021Q2-inputs.xlsx'));
  const editors: readonly (readonly [string, Editor])[] = [['ours', ours], ...(await others())];
  writeHead(['read, change 200 cells, write', 'sample ms', 'parts of a rich workbook to the byte', 'parts lost'], 1);
  for (const [name, editor] of editors) {
    const kept = await keptParts(editor).catch((error: unknown) => `failed: ${String(error).slice(0, 60)} | `);
    writeRow([name, (await timesOf(editor, sample, RUNS)).toFixed(0), kept]);
  }
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  for (const [name, bytes] of [
    ['cells', manyCells()],
    ['rows', withEmptyRows(1_000_000)],
  ] as const) {
    const file = join(folder, `${name}.xlsx`);
    writeFileSync(file, bytes);
    const unpacked = Object.values(unzipSync(bytes)).reduce((sum, part) => sum + part.length, 0);
    const size = `${(unpacked / 1e6).toFixed(0)} MB unpacked, ${(bytes.length / 1e6).toFixed(1)} MB packed`;
    process.stdout.write('\n');
    writeHead([`${name}: ${size}`, 'ms', 'at most MB'], 1);
    for (const [library] of editors) {
      const measured = inOwnProcess(library, file);
      if (measured === null) writeRow([library, 'failed', '']);
      else writeRow([library, measured.ms.toFixed(0), measured.megabytes.toFixed(0)]);
    }
  }
  rmSync(folder, { recursive: true });
}
