import type { CSSProperties } from 'react';
import type { CellValue } from '../core/grid/grid.js';
import type { BorderLook, CellLook } from '../ports/appearance.js';

const WIDTHS = { hair: 1, thin: 1, medium: 2, thick: 3, double: 3, dotted: 1, dashed: 1 } as const;
const LINES = { hair: 'dotted', thin: 'solid', medium: 'solid', thick: 'solid', double: 'double', dotted: 'dotted', dashed: 'dashed' } as const;

/** Fonts of Chinese offices with what stands in for them elsewhere. */
const FALLBACKS: Readonly<Record<string, string>> = {
  宋体: 'SimSun, NSimSun, "Noto Serif CJK SC", serif', 黑体: 'SimHei, "Noto Sans CJK SC", sans-serif', 楷体: 'KaiTi, STKaiti, serif', 仿宋: 'FangSong, STFangsong, serif',
  仿宋_GB2312: 'FangSong_GB2312, FangSong, STFangsong, serif', 楷体_GB2312: 'KaiTi_GB2312, KaiTi, serif', 方正小标宋简体: 'FZXiaoBiaoSong-B05S, "方正小标宋_GBK", SimSun, serif', 微软雅黑: '"Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
};

/** Puts a look into styles of the browser; `zoom` 1 is full size. */
export function cellStyle(look: CellLook | undefined, value: CellValue, zoom: number, gridLine: string): CSSProperties {
  if (look === undefined) return { borderRight: gridLine, borderBottom: gridLine, justifyContent: justify('general', value), alignItems: 'flex-end' };
  const { font, fill } = look;
  const plain = fill === null ? gridLine : `1px solid #${fill}`;
  return {
    fontFamily: `"${font.name}", ${FALLBACKS[font.name] ?? 'sans-serif'}`,
    fontSize: `${font.size * (96 / 72) * zoom}px`,
    fontWeight: font.bold ? 700 : 400,
    fontStyle: font.italic ? 'italic' : 'normal',
    textDecoration: `${font.underline ? 'underline ' : ''}${font.strike ? 'line-through' : ''}`.trim() || 'none',
    color: font.colour === null ? '#000' : `#${font.colour}`,
    ...(fill === null ? {} : { backgroundColor: `#${fill}` }),
    borderTop: line(look.top, 'none'), borderLeft: line(look.left, 'none'), borderRight: line(look.right, plain), borderBottom: line(look.bottom, plain),
    justifyContent: justify(look.horizontal, value),
    textAlign: look.horizontal === 'center' || look.horizontal === 'centerContinuous' || look.horizontal === 'distributed' ? 'center' : look.horizontal === 'right' ? 'right' : 'left',
    alignItems: look.vertical === 'top' ? 'flex-start' : look.vertical === 'center' ? 'center' : 'flex-end',
    whiteSpace: look.wrap ? 'pre-wrap' : 'pre',
    ...(look.indent === 0 ? {} : { paddingLeft: `${look.indent * 9 * zoom}px` }),
  };
}

function line(border: BorderLook | null, otherwise: string): string {
  return border === null ? otherwise : `${WIDTHS[border.style]}px ${LINES[border.style]} #${border.colour ?? '000000'}`;
}

/** General alignment: numbers right, text left, errors and booleans in the middle. */
function justify(horizontal: CellLook['horizontal'], value: CellValue): string {
  switch (horizontal) {
    case 'center': case 'centerContinuous': case 'distributed': return 'center';
    case 'right': return 'flex-end';
    case 'general': return typeof value === 'number' ? 'flex-end' : typeof value === 'string' || value === null ? 'flex-start' : 'center';
    default: return 'flex-start';
  }
}
