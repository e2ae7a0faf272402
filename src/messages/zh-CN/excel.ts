import type { Texts } from '../texts.js';
import { on } from './phrases.js';

/** What the add-in says in Excel: results that differ, restoring. */
export const excel = {
  'excel-undo-lost': () => '写入后 Excel 自己的“撤消”不能用了。',
  'result-differs': (p) => `${on(p)}${p['cell']} 应为 ${p['expected']}，Excel 显示 ${p['shown']}。`,
  'result-differs-calculation-manual': () => '工作簿设为手动计算：请按 F9 重新计算，或在“公式”选项卡改为自动。',
  'result-differs-precision-as-displayed': () => '工作簿设为“以显示精度为准”：请在“选项 → 高级”中取消后重新计算。',
  'result-differs-formula-is-text': () => '公式被当成了文本：请把单元格格式改为“常规”，再重新计算。',
  'result-differs-formula-error': () => '公式出错：请检查它用到的单元格里有没有文本或错误值。',
  'result-differs-unknown': () => '原因不明：请重新计算；仍不同请把这句话发给维护人员。',
  restored: (p) => `已恢复 ${p['cells']} 格到计算前。`,
  'restored-already': () => '这些单元格已经是计算前的内容，不需要恢复。',
  'restore-changed-since': (p) => `这 ${p['count']} 格在计算后又改过或移动过，没有动：${p['cells']}`,
  'restore-unfinished': (p) =>
    `上次（${p['at']}）写入没有完成，有 ${p['cells']} 格可能只写了一部分。是否恢复到计算前？`,
  'restore-too-large': () =>
    '这次改动太大，工作簿里存不下计算前的内容，不能“恢复到计算前”。需要时请用写入前另存的副本。',
  'restore-left-out': (p) => `工作簿里只存得下较新的几次，${p['count']} 次较早的计算（${p['times']}）不能再恢复。`,
} satisfies Texts;
