import type { Texts } from '../texts.js';
import { when } from '../choices.js';

/** The audit around its findings: counts, the report. */
export const audit = {
  'report-title': (p) => `核查报告：${p['file']}`,
  'report-cell': () => '单元格',
  'report-finding': () => '问题',
  'report-suspects': () => '可能有误的格与建议',
  'report-waived': () => '已核实',
  'audit-after-compute': (p) =>
    `行内核查：必须改 ${p['errors']} 处，请核对 ${p['warnings']} ` +
    '处' +
    when(Number(p['errors']) + Number(p['warnings']) > 0, '，用 audit 命令查看'),
  'audit-line': (p) =>
    `核查：必须改 ${p['errors']} · 请核对 ${p['warnings']} · 提示 ${p['notices']}${when(p['waived'], ` · 已核实 ${p['waived']}`)}`,
  'audit-counts': (p) =>
    `核查：必须改 ${p['errors']} 处，请核对 ${p['warnings']} 处，提示 ${p['notices']} 处${when(p['waived'], `，已核实 ${p['waived']} 处`)}`,
  'audit-clean': () => '没有发现问题。',
  'audit-not-checked': () => '没有检查的：',
  'audit-suspects-more': (p) => `…… 还有 ${p['count']} 格`,
  'audit-suspect': (p) => `${p['place']}. ${p['cell']} ${p['found']} → ${p['proposed']}：${p['why']}`,
  'audit-suspect-open': (p) => `${p['place']}. ${p['cell']} ${p['found']}：${p['why']}`,
} satisfies Texts;
