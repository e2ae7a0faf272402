import type { MessageParameters } from '../texts.js';
import { either, when } from '../choices.js';
import { quarterName } from '../quarter.js';

/** What became of a number typed as text; the way out is another on the command line than in the pane. */
export function textNumber(p: MessageParameters): string {
  const invisible = either(p['hasInvisible'], `格里有看不见的字符，按 ${p['value']} 读。`, '');
  return invisible + textInstead(p);
}

function textInstead({ unit, text, instead }: MessageParameters): string {
  switch (instead) {
    case 'nothing':
      return `${unit}的“${text}”是文本，已按数字计算；单元格里仍是文本，以后在上面写公式会出错。`;
    case 'sums':
      return `${unit}的“${text}”是文本，公式加不到它：它所在的合计写入的是数值，不是公式。`;
    default:
      return `${unit}的“${text}”是文本，公式会出错：用到它的比率、得分写成数值，不是公式。`;
  }
}

/** An attachment of another quarter than the one that is computed; `left` is its range where both are on one sheet. */
export function olderLeft({ period, left, computed }: MessageParameters): string {
  const where = left === undefined ? '工作簿里还有' : `“${left}”是`;
  const instead = left === undefined ? '，未计算；' : `，未计算，只计算了“${computed}”；`;
  return period === ''
    ? `${where}同类附件，没有写明是哪个季度${instead}`
    : `${where}${quarterName(String(period))}的同类附件${instead}`;
}

/** An attachment beside another of its kind and quarter. */
export function duplicateLeft({ period, left, computed }: MessageParameters): string {
  return (
    `${when(left !== undefined, `“${left}”`)}与“${computed}”是同类附件，${either(period === '', '都没有写明季度', '季度也相同')}，` +
    `只计算了“${computed}”；`
  );
}

export const on = (p: MessageParameters): string => (p['sheet'] ? `“${p['sheet']}”` : '工作簿');
