/** Signs that take a whole square: Chinese characters, their punctuation, full-width forms. */
const WIDE =
  /[\u1100-\u115f\u2018-\u201d\u2026\u2014\u2460-\u24ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;

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
  return /[A-Z&@+=<>mw]/.test(sign) ? 0.73 : 0.5;
}

/** Returns the widest stretch that is not broken across lines: a word or number of Latin signs, or one character. */
export function unbreakableWidth(text: string): number {
  const stretches = text.match(/[!-~\u00a0-\u024f]+|\S/gu) ?? [];
  return Math.max(0, ...stretches.map(textWidth));
}

/** Counts the lines a text takes in a column of `width` ems. */
export function lineCount(text: string, width: number): number {
  return text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(textWidth(line.trim()) / Math.max(width, 0.5) - 1e-9)), 0);
}

/**
 * Breaks a text into the lines it takes in a column of `width` ems: Chinese after any character, Latin words and
 * numbers only between them.
 */
export function linesOf(text: string, width: number): readonly string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [''];
    for (const stretch of paragraph.trimEnd().match(/[!-~\u00a0-\u024f]+|./gu) ?? []) {
      const line = lines[lines.length - 1] as string;
      const fits = line === '' || textWidth(line + stretch) <= width + 1e-9;
      if (fits) lines[lines.length - 1] = line + stretch;
      // A closing sign does not begin a line: it hangs over the edge, as Word lets it.
      else if (/^[，。；、：！？”）》]$/.test(stretch)) lines[lines.length - 1] = line + stretch;
      else lines.push(stretch.trimStart());
    }
    return lines;
  });
}
