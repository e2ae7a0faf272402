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

/** A fill as it is read, element by element; shown is one colour, the mixture of its foreground and background. */
export class FillDraft {
  private pattern = 'none';
  private foreground: string | null = null;
  private background: string | null = null;
  private readonly stops: string[] = [];

  constructor(private readonly palette: Palette) {}

  read(name: string, parent: string | undefined, attributes: Attributes): void {
    if (name === 'patternFill') this.pattern = attributes['patternType'] ?? 'none';
    if (name === 'fgColor') this.foreground = rgbOf(attributes, this.palette);
    if (name === 'bgColor') this.background = rgbOf(attributes, this.palette);
    if (name === 'color' && parent === 'stop') this.stops.push(rgbOf(attributes, this.palette) ?? 'FFFFFF');
  }

  /** RRGGBB, or `null` where nothing is filled. */
  colour(): string | null {
    const first = this.stops[0];
    const last = this.stops[this.stops.length - 1];
    if (first !== undefined && last !== undefined) return mixed(first, last, 0.5);
    if (this.pattern === 'none') return null;
    if (this.pattern === 'solid') return this.foreground;
    return mixed(this.background ?? 'FFFFFF', this.foreground ?? '000000', DENSITIES[this.pattern] ?? 0.5);
  }
}

/** Two colours mixed; `share` is that of the second one, from 0 to 1. */
function mixed(background: string, foreground: string, share: number): string {
  const channels = [0, 2, 4].map((at) => {
    const back = parseInt(background.slice(at, at + 2), 16);
    const front = parseInt(foreground.slice(at, at + 2), 16);
    const channel = Math.round(back * (1 - share) + front * share);
    return channel.toString(16).padStart(2, '0');
  });
  return channels.join('').toUpperCase();
}
