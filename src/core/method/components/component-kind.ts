import type { Rational } from '../../exact/rational.js';
import type { Expression } from '../../expression/expression.js';

/** Something to be said of a component's points, as data; the messages put it into words. */
export interface Sentence {
  readonly code: string;
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
  readonly another?: RegExp;
  /** Numbered items of the paragraph: 1、…扣1-5分. */
  readonly items?: readonly {
    readonly number: string;
    readonly label: string;
    readonly sign: '扣' | '加';
    readonly points: string;
  }[];
}

/** What is probably a slip in a rule: people may mean it, so that it is only said. */
export interface Doubt {
  readonly severity: 'warning' | 'notice';
  readonly code: string;
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** What every kind of component can say of itself. One file a kind. */
export interface ComponentKind<C extends { readonly kind: string }> {
  readonly kind: C['kind'];
  /** The fields beside kind, id and clause, and what each holds; a trailing ? marks one that may be left out. */
  readonly fields: Readonly<Record<string, FieldType>>;
  /** The points it gives, as an expression over the row. */
  points(component: C): Expression;
  /** The points of a unit that loses none. */
  full(component: C): string;
  /** The columns it reads. */
  columns(component: C): readonly string[];
  /** Puts the rule into words as the bulletin prints it; `name` is a column's name in printed rules. */
  words(component: C, name: (column: string) => string): string;
  /** Says how the points came about. */
  sentence(component: C, facts: ComponentFacts): Sentence;
  /** Says what notes about it should read. */
  notes(component: C): NoteExpectation;
  /** Looks for slips in its numbers; `units` is how many are ranked, 0 where not known. */
  doubts(component: C, around: { readonly name: (column: string) => string; readonly units: number }): readonly Doubt[];
}

/** `amount` is a decimal not below 0, `columns` the ids of one column or more; a list of texts are the values that can be. */
export type FieldType = 'decimal' | 'decimal?' | 'amount' | 'text' | 'columns' | 'clauses' | readonly string[];
