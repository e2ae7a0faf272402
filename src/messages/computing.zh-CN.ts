import { quarterName } from './quarter.js';

type Parameters = Readonly<Record<string, string | number>>;

/** What became of a number typed as text; the way out is another on the command line than in the pane. */
export function textNumber({ unit, text, instead }: Parameters): string {
  switch (instead) {
    case 'nothing': return `${unit}的“${text}”是文本，已按数字计算；单元格里仍是文本，以后在上面写公式会出错。`;
    case 'sums': return `${unit}的“${text}”是文本，公式加不到它：它所在的合计写入的是数值，不是公式。`;
    default: return `${unit}的“${text}”是文本，公式会出错：用到它的比率、得分写成数值，不是公式。`;
  }
}

/** An attachment of another quarter than the one that is computed. */
export function olderLeft({ period }: Parameters): string {
  return period === '' ? '工作簿里还有同类附件，没有写明是哪个季度，未计算；' : `工作簿里还有${quarterName(String(period))}的同类附件，未计算；`;
}

/** An attachment beside another of its kind and quarter. */
export function duplicateLeft({ period, computed }: Parameters): string {
  return `与“${computed}”是同类附件，${period === '' ? '都没有写明季度' : '季度也相同'}，只计算了“${computed}”；`;
}
