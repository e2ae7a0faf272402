import type { AttachmentColumn, Evidence, RowKind } from '../core/recognition/attachment.js';
import type { MessageParameters } from './dictionary.js';
import type { inspectZhCN } from './inspect.zh-CN.js';

const BECAUSE: Readonly<Record<Evidence['kind'] | NonNullable<Evidence['period']>, string>> = {
  title: 'by the title',
  sheet: 'by the sheet name',
  units: 'by the units',
  columns: 'by its columns',
  header: 'by a header',
};
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

export const inspectEnUS: Readonly<Record<keyof typeof inspectZhCN, (p: MessageParameters) => string>> = {
  'inspect-table': (p) =>
    `${p['sheet']}!${p['range']}: ${p['title']} (${BECAUSE[p['kindBecause'] as Evidence['kind']]}), ${p['period'] === '' ? 'no quarter found' : `${p['period']} (${BECAUSE[p['periodBecause'] as NonNullable<Evidence['period']>]})`}`,
  'inspect-column': (p) =>
    `  column ${p['column']}  ${p['name']}  ← “${p['header']}”, ${COLUMN_BECAUSE[p['because'] as AttachmentColumn['because']]}`,
  'inspect-sum-column': (p) =>
    `  column ${p['column']}  ${p['name']}  ← “${p['header']}”, ${COLUMN_BECAUSE[p['because'] as AttachmentColumn['because']]}; adds up columns ${p['adds']}`,
  'inspect-foreign-column': (p) => `  column ${p['column']}  not read  ← “${p['header']}”`,
  'inspect-row': (p) =>
    `  row ${p['row']}  ${ROW_KIND[p['kind'] as RowKind]}  ${p['name']}${p['remark'] === '' ? '' : ` (${p['remark']})`}`,
  'inspect-no-table': (p) => `${p['sheet']}: no attachment.`,
};
