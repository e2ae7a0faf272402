import { builtInForms } from '../form/index.js';
import type { AttachmentKind } from '../form/form.js';
import type { Grid } from '../grid/grid.js';
import type { Problem } from '../grid/problem.js';
import { digestOf } from '../method/digest.js';
import type { RulesParts } from '../method/fields.js';
import { builtInMethod } from '../method/index.js';
import { METHOD_SHEET, methodSheetLines, methodSheetOf, type MethodSheet } from '../method/method-sheet.js';
import { EMPTY_PLAN, type Plan } from './plan.js';
import { freeSheetName, listLook, planSheet, planSheetRemoval, textCell } from './sheet-draft.js';

const WIDTHS = [60, 40, 40];
const SETTINGS = { tabColour: '5B9BD5', columnWidths: WIDTHS, look: listLook({ title: 0, header: 2 }, WIDTHS) };

/** Rules of a kind that shall be in force for a quarter's attachment. */
export interface WantedRules extends RulesParts {
  readonly kind: AttachmentKind;
  readonly period: string | null;
}

/**
 * Plans the sheet 计分办法: made when the rules differ from the built-in ones of the quarter, brought up to date, removed
 * when nothing differs any more. A newer program's sheet is not written over. Other kinds' rules in it stay.
 */
export function planMethodSheet(sheets: readonly Grid[], wanted: WantedRules): Plan {
  const present = methodSheetOf(sheets);
  if (present !== null) {
    const isOtherUnreadable = present.unreadable.some((kind) => kind !== wanted.kind);
    if (present.isNewer) return refused(present, 'method-sheet-not-overwritten');
    if (isOtherUnreadable) return refused(present, 'method-sheet-unreadable');
  }
  const own = differing(wanted);
  const rules: Omit<WantedRules, 'period'>[] = (present?.rules ?? []).filter(({ kind }) => kind !== wanted.kind);
  if (own.form !== null || own.method !== null) rules.push(own);
  rules.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  if (rules.length === 0) {
    if (present === null) return EMPTY_PLAN;
    return { changes: planSheetRemoval(sheets, present.sheet, SETTINGS), problems: [] };
  }
  const sheet = present?.sheet ?? freeSheetName(sheets, METHOD_SHEET);
  const rows = methodSheetLines(rules).map((line) => line.map(textCell));
  const problems: Problem[] = [];
  if (present === null)
    problems.push({ severity: 'notice', code: 'method-sheet-created', sheet, cell: '', parameters: { sheet } });
  return { changes: planSheet(sheets, sheet, { ...SETTINGS, rows }), problems };
}

function refused({ sheet, version }: MethodSheet, code: Problem['code']): Plan {
  const parameters = { version: String(version), path: '', attachment: '' };
  return { changes: [], problems: [{ severity: 'error', code, sheet, cell: '', parameters }] };
}

const ORDER: readonly AttachmentKind[] = ['districts', 'departments', 'volumes'];

/** Of rules what differs from the built-in ones; `null` where nothing does. */
function differing({ kind, period, form, method }: WantedRules): WantedRules {
  const builtIn = builtInMethod(kind, period);
  const isOwnForm = form !== null && digestOf(form) !== digestOf(builtInForms[kind]);
  const isBuiltInMethod = method !== null && builtIn !== null && digestOf(method) === digestOf(builtIn);
  return { kind, period, form: isOwnForm ? form : null, method: isBuiltInMethod ? null : method };
}
