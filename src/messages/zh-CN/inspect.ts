import type { MessageParameters, Texts } from '../texts.js';
import type { AttachmentColumn, Evidence, RowKind } from '../../core/recognition/attachment.js';
import { either, when } from '../choices.js';
import { quarterName } from '../quarter.js';

const KIND_BECAUSE: Readonly<Record<Evidence['kind'], string>> = {
  title: '由标题认定',
  sheet: '由表名认定',
  units: '由单位名称认定',
  columns: '由列名认定',
};

const periodBecause = (p: MessageParameters): string =>
  PERIOD_BECAUSE[p['periodBecause'] as NonNullable<Evidence['period']>];

const PERIOD_BECAUSE: Readonly<Record<NonNullable<Evidence['period']>, string>> = {
  title: '由标题读出',
  header: '由列名读出',
  sheet: '由表名读出',
};

const COLUMN_BECAUSE: Readonly<Record<AttachmentColumn['because'], string>> = {
  name: '按列名',
  names: '按上下几格合成的列名',
  symbol: '按代号',
  expression: '按列头的算式',
  position: '按所在位置',
};

const ROW_KIND: Readonly<Record<RowKind, string>> = {
  unit: '单位',
  header: '重复的表头',
  section: '小标题或说明',
  total: '合计',
  blank: '空行',
  foreign: '未读取',
  continuation: '与上下行同一单位',
};

/** How a workbook was read, for people. */
export const inspect = {
  'inspect-table': (p) =>
    `${p['sheet']}!${p['range']}：${p['title']}（${KIND_BECAUSE[p['kindBecause'] as Evidence['kind']]}），` +
    either(p['period'] === '', '没有读到季度', `${quarterName(String(p['period']))}（${periodBecause(p)}）`),
  'inspect-column': (p) =>
    `  ${p['column']} 列  ${p['name']}  ← “${p['header']}”，` +
    `${COLUMN_BECAUSE[p['because'] as AttachmentColumn['because']]}`,
  'inspect-sum-column': (p) =>
    `  ${p['column']} 列  ${p['name']}  ← “${p['header']}”，` +
    `${COLUMN_BECAUSE[p['because'] as AttachmentColumn['because']]}；${p['adds']} 列相加`,
  'inspect-foreign-column': (p) => `  ${p['column']} 列  不读  ← “${p['header']}”`,
  'inspect-row': (p) =>
    `  第 ${p['row']} 行  ${ROW_KIND[p['kind'] as RowKind]}  ${p['name']}${when(p['remark'] !== '', `（${p['remark']}）`)}`,
  'inspect-no-table': (p) => `${p['sheet']}：没有附件。`,
} satisfies Texts;
