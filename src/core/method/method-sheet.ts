import { builtInForms } from '../form/index.js';
import type { AttachmentKind, Form } from '../form/form.js';
import { cellName } from '../grid/address.js';
import { usedArea, valueAt, type Grid } from '../grid/grid.js';
import type { Problem } from '../grid/problem.js';
import { digestOf } from './digest.js';
import { BLANK_FIELDS, lastKey } from './field-names.js';
import { fieldsOf, flagText, fromFields, type RuleField, type RulesParts } from './fields.js';
import { builtInMethod, builtInMethods } from './index.js';
import type { Method } from './method.js';
import { checkReferences, readForm, readMethod, RulesError } from './read-rules.js';
import { componentInWords } from './method-in-words.js';

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
  readonly isNewer: boolean;
  readonly rules: readonly StoredRules[];
  /** Kinds whose rules cannot be read: they are not scored, because scoring them by other rules would go unnoticed. */
  readonly unreadable: readonly AttachmentKind[];
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

/** A line of the sheet: label, value, field. */
type Line = readonly [label: string, value: string, path: string];

/** Returns the lines of the sheet for rules that differ from the built-in ones. */
export function methodSheetLines(rules: readonly (RulesParts & { readonly kind: AttachmentKind })[]): readonly Line[] {
  return [
    [METHOD_SHEET, '', ''],
    ['“值”一列可以修改；“字段”一列供程序识别，请勿改动。没有列出的部分按内置办法。', '', ''],
    [...HEADER],
    ['版本', String(FORMAT_VERSION), 'version'],
    ...rules.flatMap(({ kind, form, method }): readonly Line[] => {
      const names = form ?? builtInForms[kind];
      const ofMethod = methodLines(method, kind, names);
      const ofForm = fieldsOf(form, `${kind}.form`, names).map(lineOf);
      const digest: Line = ['摘要', digestOf({ form, method }), `${kind}.digest`];
      return [['', '', ''], [names.title, '', ''], digest, ...ofMethod, ...ofForm];
    }),
  ];
}

function lineOf({ label, value, path }: RuleField): Line {
  return [label, value, path];
}

/**
 * Returns the method for a kind and quarter: the workbook's own, else the built-in one of the quarter, else the newest.
 */
export function methodFor(
  kind: AttachmentKind,
  period: string | null,
  sheet: MethodSheet | null,
): { readonly method: Method | null; readonly origin: 'workbook' | 'built-in' } {
  const own = sheet?.rules.find((stored) => stored.kind === kind)?.method ?? null;
  if (own !== null && appliesTo(own, period)) return { method: own, origin: 'workbook' };
  return { method: builtInMethod(kind, period), origin: 'built-in' };
}

/**
 * Tells whether a workbook's own method is for a quarter: next quarter's rules say nothing about one whose own rules
 * are built in.
 */
export function appliesTo(method: Method, period: string | null): boolean {
  if (period === null || method.period <= period) return true;
  return !builtInMethods(method.kind).some((builtIn) => builtIn.period === period);
}

/** Returns the lines of a method; above the fields of each component stand its words. */
function methodLines(method: Method | null, kind: AttachmentKind, form: Form): readonly Line[] {
  const lines: Line[] = [];
  let last = -1;
  for (const field of fieldsOf(method, `${kind}.method`, form)) {
    const place = Number(/\.components\.(\d+)\./.exec(field.path)?.[1] ?? -1);
    const component = method?.components[place];
    if (component !== undefined && place !== last)
      lines.push([`${component.clause}、${componentInWords(component, form)}`, '', '']);
    lines.push(lineOf(field));
    last = place;
  }
  return lines;
}

function readMethodSheet(grid: Grid): MethodSheet | null {
  const header = findHeader(grid);
  if (header === null) return null;
  const { fields, cells } = readFieldRows(grid, header);
  const versionText = fields.find(({ path }) => path === 'version')?.value ?? '';
  const version = versionFrom(versionText);
  const isNewer = !(version <= FORMAT_VERSION);
  const notice = (code: Problem['code'], parameters: Problem['parameters']): Problem => ({
    severity: 'notice',
    code,
    sheet: grid.sheet,
    cell: '',
    parameters,
  });
  const problems: Problem[] = [];
  const rules: StoredRules[] = [];
  const unreadable: AttachmentKind[] = [];
  for (const kind of KINDS) {
    if (!fields.some(({ path }) => path.startsWith(`${kind}.`))) continue;
    try {
      rules.push(readStored(kind, fields));
    } catch (error) {
      if (!(error instanceof RulesError)) throw error;
      unreadable.push(kind);
      const path = pathOnSheet(kind, error);
      problems.push({
        severity: 'error',
        code: isNewer ? 'method-sheet-newer-unreadable' : 'method-sheet-unreadable',
        sheet: grid.sheet,
        cell: cells.get(path) ?? '',
        parameters: { path, attachment: builtInForms[kind].title },
      });
    }
  }
  for (const { kind, edited } of rules) {
    if (edited) problems.push(notice('method-sheet-edited', { attachment: builtInForms[kind].title }));
  }
  if (isNewer && unreadable.length === 0) problems.push(notice('method-sheet-newer', { version: versionText }));
  return { sheet: grid.sheet, version, isNewer, rules, unreadable, problems, fields };
}

/** Returns NaN where the text is no version. */
function versionFrom(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : NaN;
}

/** Returns the path of the field that an error names, as the sheet writes it: districts.method.components.0.weight. */
function pathOnSheet(kind: AttachmentKind, { path }: RulesError): string {
  return `${kind}.${path.replace(/ = .*$/, '').replace(/\[(\d+)\]/g, '.$1')}`;
}

/** Returns the fields below the header, and the cell of each value by its path. */
function readFieldRows(
  grid: Grid,
  header: { readonly row: number; readonly column: number },
): { readonly fields: readonly RuleField[]; readonly cells: ReadonlyMap<string, string> } {
  const cells = new Map<string, string>();
  const fields: RuleField[] = [];
  const { bottom } = usedArea(grid);
  for (let row = header.row + 1; row <= bottom; row += 1) {
    const path = textAt(grid, row, header.column + 2);
    const value = textAt(grid, row, header.column + 1);
    const isLeftOut = value === '' && !BLANK_FIELDS.has(lastKey(path));
    if (path === '' || isLeftOut) continue;
    fields.push({ path, label: textAt(grid, row, header.column), value });
    cells.set(path, cellName(row, header.column + 1));
  }
  return { fields, cells };
}

function readStored(kind: AttachmentKind, fields: readonly RuleField[]): StoredRules {
  const form = readPart(fields, `${kind}.form`, readForm);
  const method = readPart(fields, `${kind}.method`, readMethod);
  checkKind(kind, form, method);
  checkReferences(form ?? builtInForms[kind], method);
  const digest = digestOf({ form, method });
  const written = fields.find(({ path }) => path === `${kind}.digest`)?.value;
  return { kind, form, method, digest, edited: written !== digest };
}

/** Reads the part of the rules whose paths begin with `root`; `null` where none do. */
function readPart<T>(fields: readonly RuleField[], root: string, read: (json: unknown) => T): T | null {
  if (!fields.some(({ path }) => path.startsWith(`${root}.`))) return null;
  return read(fromFields(fields, root));
}

function checkKind(kind: AttachmentKind, form: Form | null, method: Method | null): void {
  const isOther = [form, method].some((part) => part !== null && part.kind !== kind);
  if (isOther) throw new RulesError('wrong-type', `${form === null ? 'method' : 'form'}.kind`, 'kind-of-form');
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
  switch (typeof value) {
    case 'boolean':
      return flagText(value);
    case 'string':
      return value.trim();
    case 'number':
      return String(value);
    default:
      return '';
  }
}
