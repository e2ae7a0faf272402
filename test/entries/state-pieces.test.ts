import fc from 'fast-check';
import { cutState, StateReceiver } from '../../src/entries/page/state-pieces.js';
import { UNREAD, type RankingRow, type SessionState, type View } from '../../src/pane/session/state.js';
import { howMany } from '../support/length.js';

const rowsOf = (count: number): readonly RankingRow[] =>
  Array.from({ length: count }, (_, index) => ({
    key: `附件1!${index}`,
    sheet: '附件1',
    row: index,
    cell: `U${index + 1}`,
    unit: `${index}区`,
    rank: index + 1,
    score: '90.00',
    change: null,
    losses: [],
    mainLoss: null,
    remark: null,
  }));

function stateOf({
  rankings,
  problems,
  differences,
}: {
  readonly rankings: readonly number[];
  readonly problems: number;
  readonly differences: number;
}): SessionState {
  const view: View = {
    period: '2021Q2',
    methodPeriod: '2021Q2',
    attachments: [],
    toFill: 7,
    hasMethod: true,
    hasAdjustments: true,
    otherSheets: [],
    inputs: [],
    causes: [],
    rankings: rankings.map((count, index) => ({
      sheet: `附件${index}`,
      kind: 'districts',
      title: '',
      since: 'before',
      rows: rowsOf(count),
    })),
    problems: Array.from({ length: problems }, (_, index) => ({
      severity: 'warning',
      code: 'cell-unreadable',
      sheet: '附件1',
      cell: `A${index + 1}`,
      parameters: {},
    })),
    differences: Array.from({ length: differences }, (_, index) => ({
      key: `附件1!U${index}`,
      sheet: '附件1',
      cell: `U${index + 1}`,
      unit: '',
      column: '',
      from: '1',
      to: '2',
      gap: '1',
      why: null,
    })),
  };
  return { ...UNREAD, view, version: 3 };
}

/** What arrives in the other thread. */
function sent(receiver: StateReceiver, part: Partial<SessionState>): Partial<SessionState> {
  const { pieces, rest } = cutState(part);
  for (const piece of pieces) receiver.take(structuredClone(piece));
  return receiver.whole(structuredClone(rest));
}

const shape = fc.record({
  rankings: fc.array(fc.integer({ min: 0, max: 1200 }), { maxLength: 3 }),
  problems: fc.integer({ min: 0, max: 1100 }),
  differences: fc.integer({ min: 0, max: 1100 }),
});

it('arrives whole, whatever was sent before', () => {
  fc.assert(
    fc.property(shape, shape, (first, second) => {
      const receiver = new StateReceiver();
      expect(sent(receiver, stateOf(first))).toEqual(stateOf(first));
      expect(sent(receiver, stateOf(second))).toEqual(stateOf(second));
    }),
    { numRuns: howMany(12, 200) },
  );
});

it('goes in messages of no more than 500 items, and leaves nothing that grows with the sheet for the last', () => {
  const { pieces, rest } = cutState(stateOf({ rankings: [1001, 499], problems: 501, differences: 500 }));
  expect(pieces.map(({ items }) => items.length)).toEqual([500, 500, 1, 499, 500, 1, 500]);
  expect(rest).toEqual(stateOf({ rankings: [0, 0], problems: 0, differences: 0 }));
});

it.each([[{ version: 4 }], [{ view: null, work: null }]] as const)('%p, without a view, goes as it is', (part) => {
  const receiver = new StateReceiver();
  expect(cutState(part)).toEqual({ pieces: [], rest: part });
  expect(receiver.whole(part)).toBe(part);
});
