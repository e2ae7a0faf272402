import { builtInForms } from '../form/index.js';
import type { AttachmentKind, Form } from '../form/form.js';
import { cellName } from '../grid/address.js';
import { usedArea, valueAt, type Grid } from '../grid/grid.js';
import type { Problem } from '../grid/problem.js';
import { digestOf } from './digest.js';
import { fieldsOf, fromFields, type RuleField, type RulesParts } from './fields.js';
import { builtInMethod, builtInMethods } from './index.js';
import type { Method } from './method.js';
import { checkReferences, readForm, readMethod, RulesError } from './read-rules.js';
import { componentInWords } from './words.js';

export const METHOD_SHEET = '计分办法';
/** The layout we write; a sheet with a higher number was written by a newer program. */
const FORMAT_VERSION = 1;
const HEADER = ['项目', '值', '字段'] as const;
const KINDS: readonly AttachmentKind[] = ['districts', 'departments', 'volumes'];

/** A kind's own rules as the workbook keeps them; a part that is `null` is the built-in one. */
export interface StoredRules extends RulesParts {
  readonly kind: AttachmentKind;
  /** The digest written beside the rules and that of the rules as they now read. */
  readonly digest: string;
  readonly edited: boolean;
}

/** The sheet 计分办法 as it was read. */
export interface MethodSheet {
  readonly sheet: string;
  readonly version: number;
  /** Written by a newer program: it may be used where it can be understood, and is never written over. */
  readonly newer: boolean;
  readonly rules: readonly StoredRules[];
  /** Kinds whose rules cannot be read: they are not scored, because scoring them by other rules would go unnoticed. */
  readonly broken: readonly AttachmentKind[];
  readonly problems: readonly Problem[];
  /** The sheet's lines as they stand, for showing what cannot be understood. */
  readonly fields: readonly RuleField[];
}

/** Reads the workbook's own rules from the first sheet that holds some; `null` where there is none. */
export function methodSheetOf(sheets: readonly Grid[]): MethodSheet | null {
  for (const grid of sheets) {
    const read = readMethodSheet(grid);
    if (read !== null) return read;
  }
  return null;
}

/** Returns the lines of the sheet for rules that differ from the built-in ones: label, value, field. */
export function methodSheetLines(
  rules: readonly (RulesParts & { readonly kind: AttachmentKind })[],
): readonly (readonly [string, string, string])[] {
  return [
    [METHOD_SHEET, '', ''],
    ['“值”一列可以修改；“字段”一列供程序识别，请勿改动。没有列出的部分按内置办法。', '', ''],
    [...HEADER],
    ['版本', String(FORMAT_VERSION), 'version'],
    ...rules.flatMap(({ kind, form, method }): readonly (readonly [string, string, string])[] => {
      const names = form ?? builtInForms[kind];
      return [
        ['', '', ''],
        [names.title, '', ''],
        ['摘要', digestOf({ form, method }), `${kind}.digest`],
        ...(method === null ? [] : methodLines(method, kind, names)),
        ...(form === null
          ? []
          : fieldsOf(form, `${kind}.form`, form).map(({ label, value, path }) => [label, value, path] as const)),
      ];
    }),
  ];
}

/** Returns the method for a kind and quarter: the workbook's own, else the built-in one of the quarter, else the newest. */
export function methodFor(
  kind: AttachmentKind,
  period: string | null,
  sheet: MethodSheet | null,
): { readonly method: Method | null; readonly origin: 'workbook' | 'built-in' } {
  const own = sheet?.rules.find((one) => one.kind === kind)?.method ?? null;
  if (own !== null && appliesTo(own, period)) return { method: own, origin: 'workbook' };
  return { method: builtInMethod(kind, period), origin: 'built-in' };
}

/** Tells whether a workbook's own method is for a quarter: next quarter's rules say nothing about one whose own rules are built in. */
export function appliesTo(method: Method, period: string | null): boolean {
  return (
    period === null || method.period <= period || !builtInMethods(method.kind).some((one) => one.period === period)
  );
}

function methodLines(method: Method, kind: AttachmentKind, form: Form): readonly (readonly [string, string, string])[] {
  const fields = fieldsOf(method, `${kind}.method`, form);
  const place = (path: string): number => Number(/\.components\.(\d+)\./.exec(path)?.[1] ?? -1);
  return fields.flatMap(({ label, value, path }, index) => {
    const component = place(path) === place(fields[index - 1]?.path ?? '') ? undefined : method.components[place(path)];
    const words: readonly (readonly [string, string, string])[] =
      component === undefined ? [] : [[`${component.clause}、${componentInWords(component, form)}`, '', '']];
    return [...words, [label, value, path] as const];
  });
}

function readMethodSheet(grid: Grid): MethodSheet | null {
  const header = findHeader(grid);
  if (header === null) return null;
  const cells = new Map<string, string>();
  const fields: RuleField[] = [];
  const { bottom } = usedArea(grid);
  for (let row = header.row + 1; row <= bottom; row += 1) {
    const path = textAt(grid, row, header.column + 2);
    const value = textAt(grid, row, header.column + 1);
    if (path === '' || (value === '' && !/\.(?:title|source|label|clause|number|id)$/.test(path))) continue;
    fields.push({ path, label: textAt(grid, row, header.column), value });
    cells.set(path, cellName(row, header.column + 1));
  }
  const versionText = fields.find(({ path }) => path === 'version')?.value ?? '';
  const version = /^\d+$/.test(versionText) ? Number(versionText) : NaN;
  const newer = !(version <= FORMAT_VERSION);
  const problems: Problem[] = [];
  const rules: StoredRules[] = [];
  const broken: AttachmentKind[] = [];
  for (const kind of KINDS) {
    if (!fields.some(({ path }) => path.startsWith(`${kind}.`))) continue;
    try {
      rules.push(readStored(kind, fields));
    } catch (error) {
      if (!(error instanceof RulesError)) throw error;
      broken.push(kind);
      const path = `${kind}.${error.path.replace(/ = .*$/, '').replace(/\[(\d+)\]/g, '.$1')}`;
      problems.push({
        severity: 'error',
        code: newer ? 'method-sheet-newer-unreadable' : 'method-sheet-unreadable',
        sheet: grid.sheet,
        cell: cells.get(path) ?? '',
        parameters: { path, attachment: builtInForms[kind].title },
      });
    }
  }
  for (const { kind, edited } of rules)
    if (edited)
      problems.push({
        severity: 'notice',
        code: 'method-sheet-edited',
        sheet: grid.sheet,
        cell: '',
        parameters: { attachment: builtInForms[kind].title },
      });
  if (newer && broken.length === 0)
    problems.push({
      severity: 'notice',
      code: 'method-sheet-newer',
      sheet: grid.sheet,
      cell: '',
      parameters: { version: versionText },
    });
  return { sheet: grid.sheet, version, newer, rules, broken, problems, fields };
}

function readStored(kind: AttachmentKind, fields: readonly RuleField[]): StoredRules {
  const part = (name: 'form' | 'method'): unknown =>
    fields.some(({ path }) => path.startsWith(`${kind}.${name}.`)) ? fromFields(fields, `${kind}.${name}`) : null;
  const [form, method] = [part('form'), part('method')];
  const read = { form: form === null ? null : readForm(form), method: method === null ? null : readMethod(method) };
  if ((read.form !== null && read.form.kind !== kind) || (read.method !== null && read.method.kind !== kind))
    throw new RulesError('wrong-type', `${read.form === null ? 'method' : 'form'}.kind`, 'kind-of-form');
  checkReferences(read.form ?? builtInForms[kind], read.method);
  const digest = digestOf(read);
  return { kind, ...read, digest, edited: fields.find(({ path }) => path === `${kind}.digest`)?.value !== digest };
}

function findHeader(grid: Grid): { readonly row: number; readonly column: number } | null {
  const { top, left, bottom, right } = usedArea(grid);
  for (let row = top; row <= bottom; row += 1) {
    for (let column = left; column <= right - 2; column += 1) {
      if (
        typeof valueAt(grid, row, column) === 'string' &&
        HEADER.every((name, index) => textAt(grid, row, column + index) === name)
      )
        return { row, column };
    }
  }
  return null;
}

function textAt(grid: Grid, row: number, column: number): string {
  const value = valueAt(grid, row, column);
  if (typeof value === 'boolean') return value ? '是' : '否';
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
}
