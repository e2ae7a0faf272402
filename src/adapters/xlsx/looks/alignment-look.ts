import type { CellLook } from '../../../ports/appearance.js';
import { isTrue, type Attributes } from '../../../xlsx/index.js';

/** How the text of a cell is placed in it. */
export type Alignment = Pick<CellLook, 'horizontal' | 'vertical' | 'wrap' | 'shrink' | 'indent' | 'rotation'>;

export const PLAIN_ALIGNMENT: Alignment = {
  horizontal: 'general',
  vertical: 'bottom',
  wrap: false,
  shrink: false,
  indent: 0,
  rotation: 0,
};

/** Justified and distributed text is broken into lines without being asked to. */
const BROKEN_INTO_LINES: readonly (string | undefined)[] = ['justify', 'distributed'];
/** What `textRotation` says of letters that stand one below the other. */
const STACKED = 255;

/** Reads an `alignment` element. */
export function alignmentOf(attributes: Attributes): Alignment {
  const { horizontal = 'general', vertical, wrapText, shrinkToFit, indent, textRotation } = attributes;
  return {
    horizontal: horizontal as Alignment['horizontal'],
    vertical: verticalOf(vertical),
    wrap: isTrue(wrapText) || BROKEN_INTO_LINES.includes(horizontal) || BROKEN_INTO_LINES.includes(vertical),
    shrink: isTrue(shrinkToFit),
    indent: Number(indent ?? 0),
    rotation: rotationOf(Number(textRotation ?? 0)),
  };
}

function verticalOf(text: string | undefined): Alignment['vertical'] {
  if (text === 'top') return 'top';
  if (text === 'center' || BROKEN_INTO_LINES.includes(text)) return 'center';
  return 'bottom';
}

/** Degrees upwards; the file counts those downwards from 90 on. */
function rotationOf(textRotation: number): Alignment['rotation'] {
  if (textRotation === STACKED) return 'stacked';
  if (textRotation > 90) return 90 - textRotation;
  return textRotation;
}
