import type { MessageParameters, Texts } from '../texts.js';
import type { inspect as chinese } from '../zh-CN/inspect.js';
import type { AttachmentColumn, Evidence, RowKind } from '../../core/recognition/attachment.js';
import { either, when } from '../choices.js';

const BECAUSE: Readonly<Record<Evidence['kind'] | NonNullable<Evidence['period']>, string>> = {
  title: 'by the title',
  sheet: 'by the sheet name',
  units: 'by the units',
  columns: 'by its columns',
  header: 'by a header',
};

const becauseOf = (reason: MessageParameters[string] | undefined): string =>
  BECAUSE[reason as Evidence['kind'] | NonNullable<Evidence['period']>];

const COLUMN_BECAUSE: Readonly<Record<AttachmentColumn['because'], string>> = {
  name: 'by its name',
  names: 'by the names above each other',
  symbol: 'by its symbol',
  expression: 'by its expression',
  position: 'by its position',
};

const ROW_KIND: Readonly<Record<RowKind, string>> = {
  unit: 'unit',
  header: 'header again',
  section: 'heading or note',
  total: 'total',
  blank: 'blank',
  foreign: 'not read',
  continuation: 'of the same unit',
};

/** How a workbook was read, for people. */
export const inspect: Texts<keyof typeof chinese> = {
  'inspect-table': (p) =>
    `${p['sheet']}!${p['range']}: ${p['title']} (${BECAUSE[p['kindBecause'] as Evidence['kind']]}), ` +
    either(p['period'] === '', 'no quarter found', `${p['period']} (${becauseOf(p['periodBecause'])})`),
  'inspect-column': (p) =>
    `  column ${p['column']}  ${p['name']}  ← “${p['header']}”, ` +
    `${COLUMN_BECAUSE[p['because'] as AttachmentColumn['because']]}`,
  'inspect-sum-column': (p) =>
    `  column ${p['column']}  ${p['name']}  ← “${p['header']}”, ` +
    `${COLUMN_BECAUSE[p['because'] as AttachmentColumn['because']]}; adds up columns ${p['adds']}`,
  'inspect-foreign-column': (p) => `  column ${p['column']}  not read  ← “${p['header']}”`,
  'inspect-row': (p) =>
    `  row ${p['row']}  ${ROW_KIND[p['kind'] as RowKind]}  ` +
    `${p['name']}` +
    when(p['remark'] !== '', ` (${p['remark']})`),
  'inspect-no-table': (p) => `${p['sheet']}: no attachment.`,
};
