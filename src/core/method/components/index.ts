import type { Expression } from '../../expression/expression.js';
import type { Method } from '../method.js';
import type { AdjustmentClause } from './adjustment-clause.js';
import { adjustment } from './adjustment.js';
import type {
  ComponentFacts,
  ComponentKind,
  NoteExpectation,
  Ranking,
  Sentence,
  TypedPoints,
  Warning,
  WarningContext,
} from './component-kind.js';
import type { AnyFields, ReadRole } from './field.js';
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

type Kind = (typeof componentKinds)[keyof typeof componentKinds];
type ComponentOf<K> = K extends { points(component: infer C): Expression } ? C : never;
type CodeOf<K> = K extends {
  sentence(...of: never): { readonly code: infer S };
  warnings(...of: never): readonly { readonly code: infer W }[];
}
  ? S | W
  : never;

/** One term of the composite score, of any kind in the table. Numbers are decimal strings: 0.5 is exactly a half. */
export type Component = ComponentOf<Kind>;

/** The codes of what kinds say of points and of slips. A language without a text for one of them does not compile. */
export type ComponentCode = CodeOf<Kind>;

/** A component with clauses. */
export type ComponentWithClauses = Extract<Component, { readonly clauses: readonly AdjustmentClause[] }>;

/** A column that a component is made from. */
export interface ColumnReference {
  /** The component's field that names it. */
  readonly field: string;
  /** The column's id. */
  readonly column: string;
  /** What the form must use the column for. */
  readonly role: ReadRole;
}

/** The names of the fields that every component has, with what they hold. */
export const commonFields = {
  id: { type: 'id', label: '标识', description: 'Tells the components of a method apart.' },
  clause: { type: 'text', label: '条款号', description: 'Number of its clause in the bulletin: 一.' },
} as const satisfies AnyFields;

/** Tells whether data names a kind in the table. Whether its fields are right is for `readRules` to say. */
export function isComponent(data: object): data is Component {
  return 'kind' in data && typeof data.kind === 'string' && Object.hasOwn(componentKinds, data.kind);
}

/** Returns the fields of a kind beside `kind` itself; `null` where there is no such kind. */
export function fieldsOfKind(kind: string): AnyFields | null {
  const found = Object.values(componentKinds).find((candidate) => candidate.kind === kind);
  if (found === undefined) return null;
  return { ...commonFields, ...found.fields };
}

/**
 * Returns the points a component gives, as an expression over a unit's row: columns hold rates as shares of 1.
 *
 * @example
 *   import { pointsOf } from './index.js';
 *   import { builtInMethod } from '../index.js';
 *   import { toFormula } from '../../expression/formula.js';
 *   const [first] = builtInMethod('districts', '2021Q2').components;
 *   toFormula(pointsOf(first), { reference: () => 'M5', ranked: () => '' }) // => 'IF(ISNUMBER(M5),M5,0)*40'
 */
export function pointsOf(component: Component): Expression {
  return kindOf(component).points(component);
}

/**
 * Returns the points of a unit that loses none by the component, as a decimal; 0 for one that only takes off.
 *
 * @example
 *   import { fullPointsOf } from './index.js';
 *   import { builtInMethod } from '../index.js';
 *   builtInMethod('districts', '2021Q2').components.map(fullPointsOf) // => ['40', '20', '10', '20', '0', '10']
 */
export function fullPointsOf(component: Component): string {
  return kindOf(component).full(component);
}

/**
 * Says of a unit how it came to a component's points: a code and its parameters, which the messages word.
 *
 * @example
 *   import { sentenceOf } from './index.js';
 *   import { builtInMethod } from '../index.js';
 *   import { fromDecimal, ZERO } from '../../exact/rational.js';
 *   const [first] = builtInMethod('districts', '2021Q2').components;
 *   const unit = { value: () => fromDecimal('0.5'), rank: 1, points: fromDecimal('20'), lost: fromDecimal('20') };
 *   const { code, parameters } = sentenceOf(first, { ...unit, name: () => '总评价率' });
 *   code // => 'points-rate'
 *   parameters.rate // => '50.00%'
 */
export function sentenceOf(component: Component, facts: ComponentFacts): Sentence<ComponentCode> {
  return kindOf(component).sentence(component, facts);
}

/**
 * Puts a component into words as the bulletin prints it, without the number of its clause; `name` is a column's name in
 * printed rules.
 *
 * @example
 *   import { wordsOf } from './index.js';
 *   import { builtInMethod } from '../index.js';
 *   const [, second] = builtInMethod('districts', '2021Q2').components;
 *   wordsOf(second, () => '好评率') // => '好评率占 20 分，该项得分为好评率×20。'
 */
export function wordsOf(component: Component, name: (column: string) => string): string {
  return kindOf(component).words(component, name);
}

/**
 * Returns the columns that a component is made from, each with the field that names it.
 *
 * @example
 *   import { columnReferences } from './index.js';
 *   import { builtInMethod } from '../index.js';
 *   const [first] = builtInMethod('districts', '2021Q2').components;
 *   columnReferences(first) // => [{ field: 'column', column: 'evaluationRate', role: 'computed' }]
 */
export function columnReferences(component: Component): readonly ColumnReference[] {
  const values = new Map<string, unknown>(Object.entries(component));
  const references: ColumnReference[] = [];
  for (const [field, declared] of Object.entries<AnyFields[string]>(kindOf(component).fields)) {
    if (declared.type !== 'column' && declared.type !== 'columns') continue;
    const value = values.get(field);
    const ids: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const column of ids) {
      if (typeof column === 'string') references.push({ field, column, role: declared.role });
    }
  }
  return references;
}

/**
 * Returns the ids of the columns that a component is made from.
 *
 * @example
 *   import { columnsOfComponent } from './index.js';
 *   import { builtInMethod } from '../index.js';
 *   const [first] = builtInMethod('districts', '2021Q2').components;
 *   columnsOfComponent(first) // => ['evaluationRate']
 */
export function columnsOfComponent(component: Component): readonly string[] {
  return columnReferences(component).map(({ column }) => column);
}

/**
 * Returns what notes under a table about a component should read: patterns of text in which # is a figure, and the
 * figure.
 *
 * @example
 *   import { expectedNotes } from './index.js';
 *   import { builtInMethod } from '../index.js';
 *   const [first] = builtInMethod('districts', '2021Q2').components;
 *   expectedNotes(first).figures[0] // => ['占#分', '40']
 */
export function expectedNotes(component: Component): NoteExpectation {
  return kindOf(component).notes(component);
}

/**
 * Looks for slips in a component's numbers. What cannot be meant at all is refused by `readRules`.
 *
 * @example
 *   import { warningsAbout } from './index.js';
 *   import { builtInMethod } from '../index.js';
 *   const ladder = { ...builtInMethod('districts', '2021Q2').components[2], step: '2' };
 *   warningsAbout(ladder, { name: () => '主动评价率', units: 11 })[0].code // => 'method-ladder-below-floor'
 */
export function warningsAbout(component: Component, context: WarningContext): readonly Warning<ComponentCode>[] {
  return kindOf(component).warnings(component, context);
}

/**
 * Returns how a component ranks the units; `null` where it does not.
 *
 * @example
 *   import { rankingBy } from './index.js';
 *   import { builtInMethod } from '../index.js';
 *   rankingBy(builtInMethod('districts', '2021Q2').components[2]).step // => '0.5'
 *   rankingBy(builtInMethod('districts', '2021Q2').components[0]) // => null
 */
export function rankingBy(component: Component): Ranking | null {
  return kindOf(component).ranking?.(component) ?? null;
}

/**
 * Returns a method's ranking with the id of its component; `null` where the method ranks nothing.
 *
 * @example
 *   import { methodRanking } from './index.js';
 *   import { builtInMethod } from '../index.js';
 *   methodRanking(builtInMethod('districts', '2021Q2')).column // => 'activeRate'
 *   methodRanking(builtInMethod('departments', '2021Q2')) // => null
 */
export function methodRanking({ components }: Pick<Method, 'components'>): (Ranking & { readonly id: string }) | null {
  for (const component of components) {
    const ranking = rankingBy(component);
    if (ranking !== null) return { ...ranking, id: component.id };
  }
  return null;
}

/**
 * Tells whether a component's points are typed for reasons, and not worked out from rates.
 *
 * @example
 *   import { isTyped } from './index.js';
 *   import { builtInMethod } from '../index.js';
 *   builtInMethod('districts', '2021Q2').components.map(isTyped) // => [false, false, false, false, false, true]
 */
export function isTyped(component: Component): boolean {
  return kindOf(component).typed !== undefined;
}

/**
 * Returns a method's adjustment (加减分): the points that are typed for reasons; `null` where the method has none.
 *
 * @example
 *   import { adjustmentOf } from './index.js';
 *   import { builtInMethod } from '../index.js';
 *   adjustmentOf(builtInMethod('districts', '2021Q2')).base // => '10'
 */
export function adjustmentOf({ components }: Pick<Method, 'components'>): TypedPoints | null {
  for (const component of components) {
    const typed = kindOf(component).typed?.(component);
    if (typed !== undefined) return typed;
  }
  return null;
}

/**
 * Tells whether a component has clauses, to which some can be added.
 *
 * @example
 *   import { hasClauses } from './index.js';
 *   import { builtInMethod } from '../index.js';
 *   hasClauses(builtInMethod('districts', '2021Q2').components[5]) // => true
 */
export function hasClauses(component: Component): component is ComponentWithClauses {
  return 'clauses' in component;
}

/**
 * Returns what a component is called before its fields: the name of its first column, where its kind has no own name.
 *
 * @example
 *   import { nameInFields } from './index.js';
 *   import { builtInMethod } from '../index.js';
 *   const { components } = builtInMethod('districts', '2021Q2');
 *   nameInFields(components[0], () => '总评价率') // => '总评价率'
 *   nameInFields(components[4], () => '差评回复率') // => '扣分'
 */
export function nameInFields(component: Component, name: (column: string) => string): string {
  return kindOf(component).ownNames?.inFields ?? name(firstColumn(component));
}

/**
 * Returns what a component is called where it is said where a unit lost points.
 *
 * @example
 *   import { nameInLosses } from './index.js';
 *   import { builtInMethod } from '../index.js';
 *   nameInLosses(builtInMethod('districts', '2021Q2').components[4], () => '差评回复率') // => '差评整改'
 */
export function nameInLosses(component: Component, name: (column: string) => string): string {
  return kindOf(component).ownNames?.inLosses ?? name(firstColumn(component));
}

function firstColumn(component: Component): string {
  return columnsOfComponent(component)[0] ?? component.id;
}

function kindOf<C extends Component>(component: C): ComponentKind<C, ComponentCode> {
  // Through unknown: the table pairs each name with the kind of exactly that component, but TypeScript sees the union
  // of all kinds, whose functions take every component at once, that is none.
  return componentKinds[component.kind] as unknown as ComponentKind<C, ComponentCode>;
}
