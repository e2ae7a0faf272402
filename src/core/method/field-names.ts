import { clauseFields } from './components/adjustment-clause.js';
import type { AnyFields, Field } from './components/field.js';
import { commonFields, componentKinds } from './components/index.js';

/** A field of a method or form beside those of components. */
interface OtherField {
  readonly label: string;
  readonly isForProgram?: true;
}

/** The fields of a method and a form, by their names; those of components and clauses stand with their kinds. */
const OTHER_FIELDS: Readonly<Record<string, OtherField>> = {
  id: { label: '标识', isForProgram: true },
  kind: { label: '种类', isForProgram: true },
  period: { label: '适用季度' },
  title: { label: '标题' },
  source: { label: '出处' },
  cap: { label: '总分封顶' },
  places: { label: '得分保留小数位数' },
  by: { label: '名次按' },
  unchecked: { label: '不做的核查（核查项）' },
  titleKeywords: { label: '标题用词' },
  names: { label: '列名（可有几种写法）' },
  role: { label: '用途', isForProgram: true },
  symbol: { label: '符号' },
  expression: { label: '算式' },
  essential: { label: '必需' },
  relation: { label: '勾稽关系' },
  severity: { label: '不符时' },
  totals: { label: '合计行用词' },
};

/** Stands before the label of what only the program should change. */
const FOR_PROGRAM = '程序用：';

const PROGRAM_TYPES: ReadonlySet<Field['type']> = new Set(['id', 'column', 'columns']);

const declared: readonly (readonly [name: string, field: Field])[] = [
  commonFields,
  clauseFields,
  ...Object.values(componentKinds).map(({ fields }) => fields),
].flatMap((fields: AnyFields) => Object.entries(fields));

/** Fields that hold a list, flags, and whole numbers, by their names. All others hold a text. */
export const LIST_FIELDS = new Set([
  'names',
  'titleKeywords',
  'totals',
  'columns',
  'components',
  'constraints',
  'unchecked',
  ...namesOf(({ type }) => type === 'columns' || type === 'clauses'),
]);
export const FLAG_FIELDS = new Set(['essential', ...namesOf(({ type }) => type === 'flag')]);
export const NUMBER_FIELDS = new Set(['places']);
/** Fields that hold one of a few values, with their words; the first holds where the field is left out. */
export const CHOICE_FIELDS: ReadonlyMap<string, readonly (readonly [value: string, words: string])[]> = new Map([
  [
    'by',
    [
      ['printed', '印出来的得分（相同的并列）'],
      ['exact', '舍入前的得分'],
    ],
  ],
]);

/** Fields whose text may be empty. */
export const BLANK_FIELDS = new Set(['title', 'source', ...namesOf(({ type }) => type === 'text' || type === 'id')]);

/** Fields that may be left out: cleared, they are. */
export const OPTIONAL_FIELDS = new Set([
  'cap',
  ...namesOf(({ type, isOptional }) => isOptional === true && type !== 'flag'),
]);

/** Flags that hold where they are left out. */
export const DEFAULT_FLAGS = new Set(namesOf(({ type, isOptional }) => isOptional === true && type === 'flag'));

const PROGRAM_FIELDS = new Set([
  ...Object.keys(OTHER_FIELDS).filter((name) => OTHER_FIELDS[name]?.isForProgram === true),
  ...namesOf(({ type }) => PROGRAM_TYPES.has(type)),
]);

/**
 * Tells whether the field of a path is for the program: changing it by hand would break the rules.
 *
 * @example
 *   import { isForProgram } from './field-names.js';
 *   isForProgram('method.components.0.column') // => true
 *   isForProgram('method.components.0.weight') // => false
 */
export function isForProgram(path: string): boolean {
  return PROGRAM_FIELDS.has(lastKey(path));
}

/**
 * Returns the last key of a path.
 *
 * @example
 *   import { lastKey } from './field-names.js';
 *   lastKey('method.components.0.weight') // => 'weight'
 */
export function lastKey(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** Returns the label of a field: of one of these fields, or of a method or form; `null` where nobody knows it. */
export function labelFor(name: string, fields: AnyFields = {}): string | null {
  const label = fields[name]?.label ?? OTHER_FIELDS[name]?.label;
  if (label === undefined) return null;
  return PROGRAM_FIELDS.has(name) ? `${FOR_PROGRAM}${label}` : label;
}

function namesOf(isWanted: (field: Field) => boolean): readonly string[] {
  return declared.filter(([, field]) => isWanted(field)).map(([name]) => name);
}
