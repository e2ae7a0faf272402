import { builtInForms } from '../form/index.js';
import type { AttachmentKind } from '../form/form.js';
import type { Grid } from '../grid/grid.js';
import { digestOf } from '../method/digest.js';
import type { RulesParts } from '../method/fields.js';
import { builtInMethod } from '../method/index.js';
import { METHOD_SHEET, methodSheetLines, methodSheetOf } from '../method/method-sheet.js';
import type { Plan } from './plan.js';
import { freeSheetName, planSheet, planSheetRemoval, textCell } from './sheet-draft.js';

const SETTINGS = { tabColour: '5B9BD5', columnWidths: [60, 40, 40] };

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
  if (present !== null && (present.newer || present.broken.some((kind) => kind !== wanted.kind))) {
    const code = present.newer ? 'method-sheet-not-overwritten' : 'method-sheet-unreadable';
    return {
      changes: [],
      problems: [
        {
          severity: 'error',
          code,
          sheet: present.sheet,
          cell: '',
          parameters: { version: String(present.version), path: '', attachment: '' },
        },
      ],
    };
  }
  const own = differing(wanted);
  const others = (present?.rules ?? []).filter(({ kind }) => kind !== wanted.kind);
  const rules = [...others, ...(own.form === null && own.method === null ? [] : [own])].sort(
    (a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind),
  );
  if (rules.length === 0)
    return { changes: present === null ? [] : planSheetRemoval(sheets, present.sheet, SETTINGS), problems: [] };
  const name = present?.sheet ?? freeSheetName(sheets, METHOD_SHEET);
  const rows = methodSheetLines(rules).map((line) => line.map(textCell));
  return {
    changes: planSheet(sheets, name, { ...SETTINGS, rows }),
    problems:
      present === null
        ? [{ severity: 'notice', code: 'method-sheet-created', sheet: name, cell: '', parameters: { sheet: name } }]
        : [],
  };
}

const ORDER: readonly AttachmentKind[] = ['districts', 'departments', 'volumes'];

function differing({ kind, period, form, method }: WantedRules): WantedRules {
  const builtIn = builtInMethod(kind, period);
  return {
    kind,
    period,
    form: form === null || digestOf(form) === digestOf(builtInForms[kind]) ? null : form,
    method: method === null || (builtIn !== null && digestOf(method) === digestOf(builtIn)) ? null : method,
  };
}
