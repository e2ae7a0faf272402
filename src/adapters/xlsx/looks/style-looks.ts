import type { CellLook, FontLook } from '../../../ports/appearance.js';
import { walk, type Attributes, type Palette, type Visitor } from '../../../xlsx/index.js';
import { alignmentOf, PLAIN_ALIGNMENT } from './alignment-look.js';
import { BorderDraft, NO_BORDERS, type Borders } from './border-look.js';
import { FillDraft } from './fill-look.js';
import { PLAIN_FONT, readFontPart, type FontDraft } from './font-look.js';

/** Reads how the cells of each style look, in the order of the style records. */
export function readLooks(stylesXml: string, part: string, palette: Palette): readonly CellLook[] {
  const reader = new LooksReader(palette);
  walk(stylesXml, part, reader);
  return reader.looks;
}

/** An element of a list of styles that is opened, and the element it stands in. */
interface StyleElement {
  readonly name: string;
  readonly parent: string | undefined;
  readonly attributes: Attributes;
}

/** Reads a styles part element by element: first its fonts, fills and borders, then the records that refer to them. */
class LooksReader implements Visitor {
  readonly looks: CellLook[] = [];
  private readonly fonts: FontLook[] = [];
  private readonly fills: FillDraft[] = [];
  private readonly borders: Borders[] = [];
  /** Names of the open elements. */
  private readonly path: string[] = [];
  private font: FontDraft = { ...PLAIN_FONT };
  private border: BorderDraft | null = null;
  private look: CellLook | null = null;

  constructor(private readonly palette: Palette) {}

  open({ name, attributes }: { readonly name: string; readonly attributes: Attributes }): void {
    const list = this.path[1];
    const element = { name, parent: this.path[this.path.length - 1], attributes };
    this.path.push(name);
    if (list === 'fonts') this.openInFonts(element);
    if (list === 'fills') this.openInFills(element);
    if (list === 'borders') this.openInBorders(element);
    if (list === 'cellXfs') this.openInRecords(element);
  }

  close(name: string): void {
    this.path.pop();
    const list = this.path[1];
    const parent = this.path[this.path.length - 1];
    if (list === 'fonts' && name === 'font') this.fonts.push(this.font);
    if (list === 'borders' && name === 'border' && this.border !== null) this.borders.push(this.border.borders());
    if (list === 'borders' && parent === 'border') this.border?.closeSide(name);
    if (list === 'cellXfs' && name === 'xf' && this.look !== null) this.looks.push(this.look);
  }

  private openInFonts({ name, attributes }: StyleElement): void {
    if (name === 'font') this.font = { ...PLAIN_FONT };
    else readFontPart(this.font, { name, attributes }, this.palette);
  }

  private openInFills({ name, parent, attributes }: StyleElement): void {
    if (name === 'fill') this.fills.push(new FillDraft(this.palette));
    else this.fills[this.fills.length - 1]?.read(name, parent, attributes);
  }

  private openInBorders({ name, parent, attributes }: StyleElement): void {
    if (name === 'border') this.border = new BorderDraft(attributes, this.palette);
    else if (parent === 'border') this.border?.openSide(attributes);
    else if (name === 'color') this.border?.colour(attributes);
  }

  private openInRecords({ name, attributes }: StyleElement): void {
    if (name === 'xf') this.look = this.lookOf(attributes);
    else if (name === 'alignment' && this.look !== null) this.look = { ...this.look, ...alignmentOf(attributes) };
  }

  private lookOf(attributes: Attributes): CellLook {
    const index = (attribute: string): number => Number(attributes[attribute] ?? 0);
    return {
      font: this.fonts[index('fontId')] ?? PLAIN_FONT,
      fill: this.fills[index('fillId')]?.colour() ?? null,
      ...(this.borders[index('borderId')] ?? NO_BORDERS),
      ...PLAIN_ALIGNMENT,
    };
  }
}
