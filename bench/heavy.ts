import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { audit } from '../src/app/audit.js';
import { openXlsx } from '../src/adapters/xlsx/workbook.js';
import { cellName } from '../src/core/grid/address.js';
import { WorkbookRefusal } from '../src/ports/workbook.js';
import { workbookOf } from '../test/support/sheets.js';
import { districtRows } from './support/district-rows.js';
import { writeHead, writeRow } from './support/table.js';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const SHEET = 'xl/worksheets/sheet2.xml';
const STRINGS = 'xl/sharedStrings.xml';
const MEBIBYTE = 1024 * 1024;

/** Parts as pieces of text: some are longer than a text of JavaScript can be. */
type Parts = Readonly<Record<string, Iterable<string>>>;

/** Workbooks with an attachment of thirty units and beside it, or in it, far too much of something. */
const CASES: Readonly<Record<string, () => Uint8Array>> = {
  'a text of 100 MB': () => packed({ [SHEET]: sheet([inlineText('A1', noise(100 * MEBIBYTE))]) }),
  '1,048,576 × 28 cells': () => packed({ [SHEET]: sheet(filledRows(1_048_576, 28)) }),
  '130,000 × 30 cells, admitted': () => packed({ [SHEET]: sheet(filledRows(130_000, 30)) }),
  '16,384 × 1,830, a cell in each row and column': () => packed({ [SHEET]: sheet(diagonal(16_384, 1_830)) }),
  'one row at the far end': () => packed({ [SHEET]: sheet([filledRow(1, 9), filledRow(1_048_576, 9)]) }),
  'a note of 20 MB': () =>
    packed({
      [SHEET]: sheet([filledRow(1, 9)]),
      'xl/comments1.xml': [
        `<comments xmlns="${MAIN}"><authors><author/></authors><commentList><comment ref="A1" authorId="0"><text><t>`,
        noise(20 * MEBIBYTE),
        '</t></text></comment></commentList></comments>',
      ],
      'xl/worksheets/_rels/sheet2.xml.rels': [relation('comments', '../comments1.xml')],
    }),
  'a million distinct texts': () => packed({ [SHEET]: sheet(sharedTexts(1_000_000)), [STRINGS]: strings(1_000_000) }),
  '64,000 styles': () => packed({ [SHEET]: sheet([filledRow(1, 9)]), 'xl/styles.xml': styles(64_000) }),
  'a million formatted rows': () => packed({ [SHEET]: sheet(formattedRows(1_000_000)) }),
  '500,000 merged areas': () => packed({ [SHEET]: sheet([filledRow(1, 9)], merges(500_000)) }),
  '500,000 conditional formats': () => packed({ [SHEET]: sheet([filledRow(1, 9)], conditions(500_000)) }),
  '16,384 column definitions, all hidden': () => packed({ [SHEET]: sheet([filledRow(1, 9)], [], columns(16_384)) }),
  '100,000 units': () => workbookOf({ 附件1: districtRows(100_000) }),
};

/** Opens, reads and audits heavy workbooks, each in a process of its own, and writes time and memory. */
export function benchHeavy(wanted?: string): void {
  writeHead(['workbook', 'packed MB', 's', 'memory MB', 'what is said'], 1);
  const folder = mkdtempSync(join(tmpdir(), 'heavy-'));
  for (const [name, make] of Object.entries(CASES)) {
    if (wanted !== undefined && !name.includes(wanted)) continue;
    const file = join(folder, 'heavy.xlsx');
    writeFileSync(file, make());
    const { stdout, stderr } = spawnSync(process.execPath, [process.argv[1] ?? '', 'heavy-file', file], {
      encoding: 'utf8',
    });
    const [seconds = '', memory = '', said = ''] = stdout.split('\n');
    const size = (statSync(file).size / 1e6).toFixed(1);
    writeRow([name, size, seconds, memory, said === '' ? stderr.slice(0, 200) : said]);
  }
  rmSync(folder, { recursive: true });
}

/** Audits one file in this process, and writes how long that takes and how much memory, the program's own included. */
export async function benchOneHeavy(file: string): Promise<void> {
  const bytes = readFileSync(file);
  const said = await auditOf(bytes);
  const { user, system } = process.cpuUsage();
  const seconds = (user + system) / 1e6;
  // What the system says of most memory is that of the parent, too; the process file has its own.
  const memory = Number(/VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
  process.stdout.write(`${seconds.toFixed(1)}\n${memory.toFixed(0)}\n${said}\n`);
}

async function auditOf(bytes: Uint8Array): Promise<string> {
  try {
    const workbook = openXlsx(bytes);
    const snapshot = await workbook.read();
    const { problems, tables } = audit(snapshot, { rules: null, previous: null });
    return [`${tables.length} read`, ...new Set(problems.map(({ code }) => code))].join(', ');
  } catch (error) {
    if (error instanceof WorkbookRefusal) return error.code;
    throw error;
  }
}

/** The attachment, a second sheet 明细 and the parts given. */
function packed(parts: Parts): Uint8Array {
  const small = unzipSync(
    workbookOf({ 附件1: districtRows(30), 明细: [] }, { 'xl/_rels/workbook.xml.rels': RELATIONS_OF_WORKBOOK }),
  );
  const files: Record<string, Uint8Array> = { ...small, [STRINGS]: joined(strings(0)) };
  for (const [name, pieces] of Object.entries(parts)) files[name] = joined(pieces);
  return zipSync(files, { level: 1 });
}

/** A text that does not pack well, as no bomb does. */
function noise(length: number): string {
  const word = Array.from({ length: 4096 }, (_, at) => String.fromCharCode(97 + ((at * at * 31 + at * 17) % 26))).join(
    '',
  );
  const pieces = Array.from({ length: length / 4096 }, (_, at) => word.slice(at % 4096) + word.slice(0, at % 4096));
  return pieces.join('');
}

function joined(pieces: Iterable<string>): Uint8Array {
  const blocks: Uint8Array[] = [];
  let block = '';
  for (const piece of pieces) {
    block += piece;
    if (block.length < MEBIBYTE) continue;
    blocks.push(strToU8(block));
    block = '';
  }
  return new Uint8Array(Buffer.concat([...blocks, strToU8(block)]));
}

const relations = (pieces: string): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${pieces}</Relationships>`;
const related = (type: string, target: string, id: string): string =>
  `<Relationship Id="${id}" Target="${target}" ` +
  `Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}"/>`;
const relation = (type: string, target: string): string => relations(related(type, target, 'rId1'));
const RELATIONS_OF_WORKBOOK = relations(
  related('worksheet', 'worksheets/sheet1.xml', 'rId1') +
    related('worksheet', 'worksheets/sheet2.xml', 'rId2') +
    related('styles', 'styles.xml', 'rId3') +
    related('sharedStrings', 'sharedStrings.xml', 'rId4'),
);

function* sheet(
  rows: Iterable<string>,
  behind: Iterable<string> = [],
  before: Iterable<string> = [],
): Iterable<string> {
  yield `<worksheet xmlns="${MAIN}">`;
  yield* before;
  yield '<sheetData>';
  yield* rows;
  yield '</sheetData>';
  yield* behind;
  yield '</worksheet>';
}

const inlineText = (cell: string, text: string): string =>
  `<row r="1"><c r="${cell}" t="inlineStr"><is><t>${text}</t></is></c></row>`;

function filledRow(row: number, columns: number): string {
  const cells = Array.from(
    { length: columns },
    (_, column) => `<c r="${cellName(row - 1, column)}"><v>${column}</v></c>`,
  );
  return `<row r="${row}">${cells.join('')}</row>`;
}

function* filledRows(rows: number, columns: number): Iterable<string> {
  // Without addresses: so many cells are more than is unpacked otherwise.
  const cells = '<c><v>1</v></c>'.repeat(columns);
  for (let row = 1; row <= rows; row += 1) yield `<row>${cells}</row>`;
}

function* diagonal(rows: number, columns: number): Iterable<string> {
  for (let row = 0; row < rows; row += 1)
    yield `<row r="${row + 1}"><c r="${cellName(row, row % columns)}"><v>1</v></c></row>`;
}

function* sharedTexts(rows: number): Iterable<string> {
  for (let row = 0; row < rows; row += 1) yield `<row><c t="s"><v>${row}</v></c></row>`;
}

function* strings(count: number): Iterable<string> {
  yield `<sst xmlns="${MAIN}">`;
  for (let index = 0; index < count; index += 1) yield `<si><t>第${index}号办件的说明</t></si>`;
  yield '</sst>';
}

function* formattedRows(rows: number): Iterable<string> {
  for (let row = 1; row <= rows; row += 1) yield `<row r="${row}" s="1" customFormat="1"><c r="A${row}" s="1"/></row>`;
}

function* merges(count: number): Iterable<string> {
  yield '<mergeCells>';
  for (let row = 1; row <= count; row += 1) yield `<mergeCell ref="A${row}:B${row}"/>`;
  yield '</mergeCells>';
}

function* conditions(count: number): Iterable<string> {
  for (let row = 1; row <= count; row += 1)
    yield (
      `<conditionalFormatting sqref="A${row}"><cfRule type="expression" priority="${row}"><formula>A1</formula>` +
      '</cfRule></conditionalFormatting>'
    );
}

function* columns(count: number): Iterable<string> {
  yield '<cols>';
  for (let column = 1; column <= count; column += 1) yield `<col min="${column}" max="16384" hidden="1" style="1"/>`;
  yield '</cols>';
}

function* styles(count: number): Iterable<string> {
  yield `<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>`;
  yield '<fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>';
  yield '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs>';
  for (let index = 0; index < count; index += 1) yield '<xf numFmtId="9" fontId="0" fillId="0" borderId="0" xfId="0"/>';
  yield '</cellXfs></styleSheet>';
}
