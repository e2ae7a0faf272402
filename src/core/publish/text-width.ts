/** Characters that take a whole square: Chinese characters, their punctuation, full-width forms. */
const WIDE = new RegExp(
  '[\\u1100-\\u115f\\u2018-\\u201d\\u2026\\u2014\\u2460-\\u24ff\\u2e80-\\ua4cf' +
    '\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe6f\\uff00-\\uff60\\uffe0-\\uffe6]',
);

/**
 * Returns how wide a text is at most, in ems. No font is asked: the wider of a Chinese face and Times is taken for each
 * sign.
 */
export function textWidth(text: string): number {
  let width = 0;
  for (const sign of text) width += PLAIN_WIDTHS[sign.charCodeAt(0)] ?? signWidth(sign);
  return width;
}

/** By the number of the sign: most of a table is figures. */
const PLAIN_WIDTHS = Array.from({ length: 128 }, (_, code) => signWidth(String.fromCharCode(code)));

function signWidth(sign: string): number {
  if (WIDE.test(sign) || (sign.codePointAt(0) ?? 0) > 0xffff) return 1;
  if (/[MW]/.test(sign)) return 0.95;
  if (sign === '%') return 0.84;
  if (/[A-Z&@+=<>mw]/.test(sign)) return 0.73;
  return 0.5;
}

/** Returns the widest stretch that is not broken across lines: a word or number of Latin signs, or one character. */
export function unbreakableWidth(text: string): number {
  const stretches: readonly string[] = text.match(/[!-~\u00a0-\u024f]+|\S/gu) ?? [];
  return stretches.reduce((widest, stretch) => Math.max(widest, textWidth(stretch)), 0);
}

/** Counts the lines a text takes in a column of `width` ems. */
export function lineCount(text: string, width: number): number {
  const room = Math.max(width, 0.5);
  let count = 0;
  for (const line of text.split('\n')) count += Math.max(1, Math.ceil(textWidth(line.trim()) / room - 1e-9));
  return count;
}

/**
 * Breaks a text into the lines it takes in a column of `width` ems: Chinese after any character, Latin words and
 * numbers only between them.
 */
export function linesOf(text: string, width: number): readonly string[] {
  return text.split('\n').flatMap((paragraph) => linesOfParagraph(paragraph.trimEnd(), width));
}

function linesOfParagraph(paragraph: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const stretch of paragraph.match(/[!-~\u00a0-\u024f]+|./gu) ?? []) {
    const fits = line === '' || textWidth(line + stretch) <= width + 1e-9;
    // A closing sign does not begin a line: it hangs over the edge, as Word lets it.
    const hangsOver = /^[，。；、：！？”）》]$/.test(stretch);
    if (fits || hangsOver) {
      line += stretch;
    } else {
      lines.push(line);
      line = stretch.trimStart();
    }
  }
  return [...lines, line];
}
