import { rgbOf, type Attributes, type Palette } from '../../../xlsx/index.js';

/** How much of a pattern is its foreground. */
const DENSITIES: Readonly<Record<string, number>> = {
  gray0625: 0.0625,
  gray125: 0.125,
  lightGray: 0.25,
  mediumGray: 0.5,
  darkGray: 0.75,
  lightHorizontal: 0.25,
  lightVertical: 0.25,
  lightDown: 0.25,
  lightUp: 0.25,
  lightGrid: 0.44,
  lightTrellis: 0.375,
  darkHorizontal: 0.5,
  darkVertical: 0.5,
  darkDown: 0.5,
  darkUp: 0.5,
  darkGrid: 0.5,
  darkTrellis: 0.75,
};

/** A fill as it is read, element by element; what comes of it is one colour. */
export class FillDraft {
  private pattern = 'none';
  private foreground: string | null = null;
  private background: string | null = null;
  private readonly stops: string[] = [];

  read(name: string, parent: string | undefined, attributes: Attributes, palette: Palette): void {
    if (name === 'patternFill') this.pattern = attributes['patternType'] ?? 'none';
    else if (name === 'fgColor') this.foreground = rgbOf(attributes, palette);
    else if (name === 'bgColor') this.background = rgbOf(attributes, palette);
    else if (name === 'color' && parent === 'stop') this.stops.push(rgbOf(attributes, palette) ?? 'FFFFFF');
  }

  /** RRGGBB, or `null` where nothing is filled. */
  colour(): string | null {
    const [first, last] = [this.stops[0], this.stops[this.stops.length - 1]];
    if (first !== undefined && last !== undefined) return mixed(first, last, 0.5);
    if (this.pattern === 'none') return null;
    if (this.pattern === 'solid') return this.foreground;
    return mixed(this.background ?? 'FFFFFF', this.foreground ?? '000000', DENSITIES[this.pattern] ?? 0.5);
  }
}

function mixed(ground: string, ink: string, share: number): string {
  return [0, 2, 4]
    .map((at) =>
      Math.round(parseInt(ground.slice(at, at + 2), 16) * (1 - share) + parseInt(ink.slice(at, at + 2), 16) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')
    .toUpperCase();
}
