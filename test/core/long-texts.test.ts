import fc from 'fast-check';
import { serialOf } from '../../src/core/adjustments/date.js';
import { attachmentNamed, clauseNamed } from '../../src/core/adjustments/entry.js';
import { compareNotes } from '../../src/core/audit/method-notes.js';
import { isTimesHundred, parseExpression, parseHeader } from '../../src/core/expression/header-language.js';
import { parseRelation } from '../../src/core/expression/relation.js';
import { builtInForms } from '../../src/core/form/index.js';
import { readCell } from '../../src/core/grid/reading.js';
import { typedText, typedValue } from '../../src/core/grid/typed.js';
import { hasClauses } from '../../src/core/method/components/index.js';
import { builtInMethod } from '../../src/core/method/index.js';
import type { Method } from '../../src/core/method/method.js';
import { readRules } from '../../src/core/method/read-rules.js';
import { headingOf, officialName } from '../../src/core/publish/official-name.js';
import { isComparison } from '../../src/core/recognition/comparison.js';
import { HeaderLexicon } from '../../src/core/recognition/lexicon.js';
import { withoutMarks } from '../../src/core/recognition/marks.js';
import { periodIn, quarterOfGroup } from '../../src/core/recognition/period.js';
import { recognise } from '../../src/core/recognition/recognise.js';
import { isSerialNumber } from '../../src/core/recognition/row-words.js';
import { isSignature } from '../../src/core/recognition/signature.js';
import { isTitle, kindOfTitle } from '../../src/core/recognition/title.js';
import { parseUnitName } from '../../src/core/recognition/unit-name.js';
import { refersToSheet } from '../../src/xlsx/book/sheet-references.js';
import { shiftFormula } from '../../src/xlsx/sheet/formula-shift.js';
import type { CellValue } from '../../src/core/grid/grid.js';
import { howMany } from '../support/length.js';
import { plainUnit } from '../support/ledgers.js';
import { districtsSheet, gridOf } from '../support/sheets.js';

/** As much text as a cell of Excel holds. */
const LONGEST = 32_767;
/** A reader that is linear takes some milliseconds, one that is not takes seconds to years. */
const SECONDS = 1;

const forms = Object.values(builtInForms);
const lexicon = new HeaderLexicon(builtInForms.districts);
const method = builtInMethod('districts', '2021Q2') as Method;
const clauses = method.components.find((component) => hasClauses(component))?.clauses ?? [];
const asSymbol = (symbol: string): string => symbol;

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  cell: (text) => readCell(text, 'General'),
  typed: (text) => [typedValue(text, 'General', 2021), typedText(text, 'General')],
  'header name': (text) => [lexicon.named(text), lexicon.nearlyNamed(text), lexicon.symbol(text)],
  'header expression': (text) => [lexicon.spelledIn(text), parseHeader(text, asSymbol)],
  expression: (text) => [parseExpression(text, asSymbol), isTimesHundred(text, asSymbol)],
  relation: (text) => parseRelation(`${text}=M`, asSymbol),
  'unit name': (text) => [parseUnitName(text), parseUnitName(text, true), withoutMarks(text)],
  'row words': (text) => [isComparison(text), isSignature(text), isSerialNumber(text)],
  title: (text) => [isTitle([text], forms), kindOfTitle(forms, [text])],
  period: (text) => [periodIn(text), quarterOfGroup(text)],
  clause: (text) => [clauseNamed(text, clauses), attachmentNamed(text)],
  day: serialOf,
  'official name': (text) => officialName({ title: text, label: '附件1' }),
  'sheets of a formula': (text) => refersToSheet(`=${text}!A1`, '附件1'),
  'moved formula': (text) => shiftFormula(`=${text}`, 1, 1),
};

const sheets: Readonly<Record<string, (text: string) => CellValue[][]>> = {
  count: (text) => changed(3, 2, text),
  'unit name': (text) => changed(3, 1, text),
  'serial number': (text) => changed(3, 0, text),
  adjustment: (text) => changed(3, 19, text),
  header: (text) => changed(1, 2, text),
  'symbol of a header': (text) => changed(2, 12, text),
  title: (text) => changed(0, 0, text),
  'note below': (text) => [...changed(0, 0, '附件1'), [`得分构成：${text}`], [text]],
};

function changed(row: number, column: number, text: string): CellValue[][] {
  const sheet = districtsSheet([plainUnit(1, '甲区', 500), plainUnit(2, '乙区', 400)]);
  const cells = sheet[row] ?? [];
  cells[column] = text;
  return sheet;
}

/** Beginnings and repeated pieces that readers know, and endings that they do not expect. */
const PIECES = [
  '()', '(', ')', '[', '（注', '1()', ',', '1,', '1', '0', '.', ' ', '\u3000', '\n', "'", '"', '-', '—', '%', '万',
  'A', 'A+', 'M/A', '×', '(A', '约', '人口', '1万', '一', '第一', '季度', '2021年', '、', '：', ':', '附件 ', '张', '注 ',
  '①', '*', '\u200b', '⻔', '说明', '扣1分', '；', '!', "''", '[[', 'e', '=', '1 ', '件', '二〇', '4月',
]; // prettier-ignore
/** How a text is made: a beginning, a piece over and over, an ending. */
interface Recipe {
  readonly start: string;
  readonly piece: string;
  readonly end: string;
}

const recipes = fc.record({
  start: fc.constantFrom('', '1', '注', '附件', '(', '2021年'),
  piece: fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join('')),
  end: fc.constantFrom('', 'x', '1', '。', ')'),
});

function textOf({ start, piece, end }: Recipe): string {
  const times = Math.floor((LONGEST - start.length - end.length) / piece.length);
  return start + piece.repeat(times) + end;
}

/** Of the processor: what else the machine does meanwhile does not count. */
function secondsOf(run: () => unknown): number {
  const start = process.cpuUsage();
  run();
  return process.cpuUsage(start).user / 1e6;
}

describe('a text as long as a cell may hold keeps no reader busy', () => {
  it.each(Object.keys(readers))('%s', (name) => {
    const read = readers[name] as (text: string) => unknown;
    const isQuick = (recipe: Recipe): boolean => {
      const text = textOf(recipe);
      return secondsOf(() => read(text)) < SECONDS;
    };
    const slow = PIECES.filter((piece) => !isQuick({ start: '', piece, end: 'x' }));
    expect(slow).toEqual([]);
    fc.assert(fc.property(recipes, isQuick), { numRuns: howMany(5, 100) });
  });

  it.each(Object.keys(sheets))('as the %s of a table', (name) => {
    const sheetWith = sheets[name] as (text: string) => CellValue[][];
    const isQuick = (recipe: Recipe): boolean => {
      const grid = gridOf(sheetWith(textOf(recipe)));
      const seconds = secondsOf(() => {
        const { attachments } = recognise(grid, forms);
        for (const attachment of attachments) {
          headingOf(grid, attachment, { firstRow: 0, left: 0, right: 20 });
          compareNotes({ grid, attachment }, method);
        }
      });
      return seconds < SECONDS;
    };
    fc.assert(fc.property(recipes, isQuick), { numRuns: howMany(3, 50) });
  });

  it('rules', () => {
    const text = '('.repeat(LONGEST);
    expect(() => readRules({ forms: [{ id: text, relations: [text] }] })).toThrow();
  });
});

describe('brackets', () => {
  it.each<[string, string]>([
    ['a count of brackets', `1${'()'.repeat(30)}x`],
    ['a count of commas', `1${','.repeat(30_000)}x`],
    ['a count with brackets in brackets', `1${'('.repeat(15_000)}${')'.repeat(15_000)}`],
    ['a count of blanks', `1${' '.repeat(30_000)}x`],
  ])('%s is unreadable', (_, text) => {
    expect(readCell(text, 'General')).toEqual({ kind: 'unreadable', text });
  });

  it('in brackets, deeper than any header has them, are no expression', () => {
    expect(parseHeader(`${'('.repeat(16_000)}A${')'.repeat(16_000)}`, asSymbol)).toBeUndefined();
    expect(parseHeader(Array.from({ length: 16_000 }, () => 'A').join('+'), asSymbol)).toBeUndefined();
    expect(parseHeader('((((M))))/A', asSymbol)?.op).toBe('divide');
  });
});
