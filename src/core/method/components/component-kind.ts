import type { Rational } from '../../exact/rational.js';
import type { Expression } from '../../expression/expression.js';
import type { AdjustmentClause } from './adjustment-clause.js';
import type { FieldsOf } from './field.js';

/** Something to be said of a component's points, as data; the messages put it into words. */
export interface Sentence<Code extends string = string> {
  readonly code: Code;
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** What a unit brought and got, for a sentence about it. */
export interface ComponentFacts {
  /** The column's number in the unit's row; `undefined` where it holds none. */
  value(column: string): Rational | undefined;
  /** The column's name in the sheet's form. */
  name(column: string): string;
  /** Among the units that take part; `null` where this one does not. */
  readonly rank: number | null;
  readonly points: Rational;
  readonly lost: Rational;
}

/** What a paragraph of the notes under a table says where it says what the method does. */
export interface NoteExpectation {
  /** Figures by what stands around them: a pattern in which # is the figure, and the decimal that it should be. */
  readonly figures: readonly (readonly [pattern: string, expected: string])[];
  /** Words that only a rule of another kind has; absent: no paragraph is another rule's. */
  readonly otherKindPattern?: RegExp;
  /** Numbered items of the paragraph: 1、…扣1-5分. */
  readonly items?: readonly {
    readonly number: string;
    readonly label: string;
    readonly sign: '扣' | '加';
    readonly points: string;
  }[];
}

/** What is probably a slip in a rule: people may mean it, so nothing is refused. */
export interface Warning<Code extends string = string> {
  readonly severity: 'warning' | 'notice';
  readonly code: Code;
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** What warnings need to know beside the component. */
export interface WarningContext {
  /** Returns a column's name as the printed rules say it. */
  readonly name: (column: string) => string;
  /** How many units are ranked; 0 where not known. */
  readonly units: number;
}

/** How a component ranks the units. A method has at most one that does: a unit has one rank. */
export interface Ranking {
  /** The rate by which the units are ranked, the greatest first. */
  readonly column: string;
  /** What one rank is worth, in points: a decimal. */
  readonly step: string;
  /** Returns the points at a rank (from 1), for a unit that gets any. */
  pointsAt(rank: number): Rational;
}

/** Points that people type for reasons, and what bounds them. A method has at most one such component: one ledger. */
export interface TypedPoints {
  readonly id: string;
  /** The column in which they are typed. */
  readonly column: string;
  /** What a unit has without any entry. */
  readonly base: string;
  readonly minimum?: string;
  readonly maximum?: string;
  /** The reasons that count. */
  readonly clauses: readonly AdjustmentClause[];
}

/** What a component is called where its column's name would say too little. */
export interface OwnNames {
  /** Before its fields in the sheet 计分办法 and in the editor. */
  readonly inFields: string;
  /** Where it is said where a unit lost points. */
  readonly inLosses: string;
}

/** What a component of any kind has. */
interface ComponentBase {
  readonly kind: string;
  readonly id: string;
  /** Number of its clause in the bulletin. */
  readonly clause: string;
}

/**
 * All that a kind of component is. One file a kind: a new one is a file like its neighbours, a line in the table
 * `componentKinds` and a text in each language for every code in `Code`. Nothing else asks for a component's `kind`:
 * what sets a kind apart is said by `ranking` and `typed`.
 *
 * `C` is the component's data, `Code` the codes of its sentences and warnings.
 *
 * @example
 *   import { weightedRate } from './weighted-rate.js';
 *   const rate = { kind: 'weighted-rate', id: 'x', clause: '一', column: 'goodRate', weight: '40', undefined: '0' };
 *   weightedRate.full(rate) // => '40'
 *   weightedRate.words(rate, () => '好评率') // => '好评率占 40 分，该项得分为好评率×40。'
 */
export interface ComponentKind<C extends ComponentBase, Code extends string = string> {
  readonly kind: C['kind'];
  /** What it is, in an English sentence, for the JSON schema. */
  readonly description: string;
  /** Its fields beside kind, id and clause, in the order in which they are shown; columns among them are read. */
  readonly fields: FieldsOf<Omit<C, keyof ComponentBase>>;
  /** Absent: it is called by the name of its first column. */
  readonly ownNames?: OwnNames;
  /** Returns the points it gives, as an expression over a unit's row. */
  points(component: C): Expression;
  /** Returns the points of a unit that loses none, as a decimal. */
  full(component: C): string;
  /** Puts the rule into words as the bulletin prints it; `name` is a column's name in printed rules. */
  words(component: C, name: (column: string) => string): string;
  /** Says of a unit how its points came about. */
  sentence(component: C, facts: ComponentFacts): Sentence<Code>;
  /** Says what notes under a table about it should read. */
  notes(component: C): NoteExpectation;
  /** Looks for slips in its numbers. */
  warnings(component: C, context: WarningContext): readonly Warning<Code>[];
  /** Says how it ranks the units; absent: it does not. */
  ranking?(component: C): Ranking;
  /** Says which points are typed for reasons; absent: it works out its points from rates. */
  typed?(component: C): TypedPoints;
}
