import type { Expression } from '../../expression/expression.js';
import { adjustment } from './adjustment.js';
import type { ComponentFacts, ComponentKind, Doubt, NoteExpectation, Sentence } from './component-kind.js';
import { rankLadder } from './rank-ladder.js';
import { shortfallDeduction } from './shortfall-deduction.js';
import { weightedRate } from './weighted-rate.js';

/** Every kind of component by its name. A new kind is a file here and a line in this table. */
export const componentKinds = {
  'weighted-rate': weightedRate,
  'rank-ladder': rankLadder,
  'shortfall-deduction': shortfallDeduction,
  adjustment,
} as const;

type Kinds = typeof componentKinds;

/** One term of the composite score, of any kind in the table. Numbers are decimal strings, so that 0.5 is exactly a half. */
export type Component = { [Name in keyof Kinds]: Kinds[Name] extends ComponentKind<infer C> ? C : never }[keyof Kinds];

/** Returns the points a component gives, as an expression over a unit's row. */
export function pointsOf(component: Component): Expression {
  return kindOf(component).points(component);
}

/** Returns the points of a unit that loses none by the component, as a decimal. */
export function fullOf(component: Component): string {
  return kindOf(component).full(component);
}

/** Says of a unit how it came to a component's points. */
export function sentenceOf(component: Component, facts: ComponentFacts): Sentence {
  return kindOf(component).sentence(component, facts);
}

/** Puts a component into words as the bulletin prints it; `name` is a column's name in printed rules. */
export function wordsOf(component: Component, name: (column: string) => string): string {
  return kindOf(component).words(component, name);
}

/** Returns the columns that a component reads. */
export function columnsOfComponent(component: Component): readonly string[] {
  return kindOf(component).columns(component);
}

/** Returns what notes about a component should read. */
export function notesOn(component: Component): NoteExpectation {
  return kindOf(component).notes(component);
}

/** Looks for slips in a component's numbers; `units` is how many are ranked, 0 where not known. */
export function doubtsAbout(
  component: Component,
  around: { readonly name: (column: string) => string; readonly units: number },
): readonly Doubt[] {
  return kindOf(component).doubts(component, around);
}

function kindOf<C extends Component>(component: C): ComponentKind<C> {
  // Through unknown: the table pairs each name with the kind of exactly that component, but what TypeScript sees is the union
  // of all kinds, whose functions take every component at once, that is none.
  return componentKinds[component.kind] as unknown as ComponentKind<C>;
}
