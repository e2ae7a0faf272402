import type { RankingRow, SessionState, View } from '../../pane/session/state.js';

/** Items in one message: taking one in must not hold up the page. */
const ITEMS_PER_MESSAGE = 500;

/** A part of a list of a view that comes before the view. */
export type StatePiece =
  | { readonly list: 'rows'; readonly ranking: number; readonly items: readonly RankingRow[] }
  | { readonly list: 'problems'; readonly items: View['problems'] }
  | { readonly list: 'differences'; readonly items: View['differences'] };

/** Cuts the lists of a view, which are as long as a sheet, off a state; returns them in pieces, and what is left. */
export function cutState(part: Partial<SessionState>): {
  readonly pieces: readonly StatePiece[];
  readonly rest: Partial<SessionState>;
} {
  const { view } = part;
  if (view == null) return { pieces: [], rest: part };
  return {
    pieces: [
      ...view.rankings.flatMap(({ rows }, ranking) =>
        cut(rows).map((items): StatePiece => ({ list: 'rows', ranking, items })),
      ),
      ...cut(view.problems).map((items): StatePiece => ({ list: 'problems', items })),
      ...cut(view.differences).map((items): StatePiece => ({ list: 'differences', items })),
    ],
    rest: {
      ...part,
      view: {
        ...view,
        rankings: view.rankings.map((ranking) => ({ ...ranking, rows: [] })),
        problems: [],
        differences: [],
      },
    },
  };
}

/** Puts a state together again from its pieces and what was left. */
export class StateReceiver {
  private pieces: StatePiece[] = [];

  take(piece: StatePiece): void {
    this.pieces.push(piece);
  }

  whole(rest: Partial<SessionState>): Partial<SessionState> {
    const { view } = rest;
    if (view == null) return rest;
    const { pieces } = this;
    this.pieces = [];
    const rows = pieces.filter((piece) => piece.list === 'rows');
    const problems = pieces.filter((piece) => piece.list === 'problems');
    const differences = pieces.filter((piece) => piece.list === 'differences');
    const rankings = view.rankings.map((ranking, index) => ({
      ...ranking,
      rows: rows.filter((piece) => piece.ranking === index).flatMap(({ items }) => items),
    }));
    return {
      ...rest,
      view: {
        ...view,
        rankings,
        problems: problems.flatMap(({ items }) => items),
        differences: differences.flatMap(({ items }) => items),
      },
    };
  }
}

function cut<T>(items: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / ITEMS_PER_MESSAGE) }, (_, index) =>
    items.slice(index * ITEMS_PER_MESSAGE, (index + 1) * ITEMS_PER_MESSAGE),
  );
}
