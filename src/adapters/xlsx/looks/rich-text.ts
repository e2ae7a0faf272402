import type { TextRun } from '../../../ports/appearance.js';
import { unescapeCell, walk, type Attributes, type Palette } from '../../../xlsx/index.js';
import { PLAIN_FONT, readFontPart, type FontDraft } from './font-look.js';

/** Gathers the runs of one rich text, a shared string's or a cell's own, element by element. */
export class RunReader {
  private runs: TextRun[] = [];
  private font: FontDraft | null = null;
  private text = '';
  private inRun = false;
  private inFont = false;
  private inText = false;

  constructor(private readonly palette: Palette) {}

  open(name: string, attributes: Attributes): void {
    if (name === 'r') {
      this.inRun = true;
      this.font = null;
      this.text = '';
    } else if (name === 'rPr' && this.inRun) {
      this.inFont = true;
      this.font = { ...PLAIN_FONT };
    } else if (this.inFont && this.font !== null) {
      readFontPart(this.font, { name, attributes }, this.palette);
    } else if (name === 't') {
      this.inText = this.inRun;
    }
  }

  add(piece: string): void {
    if (this.inText) this.text += piece;
  }

  close(name: string): void {
    if (name === 'rPr') this.inFont = false;
    else if (name === 't') this.inText = false;
    else if (name === 'r') {
      this.inRun = false;
      this.runs.push({ text: unescapeCell(this.text), font: this.font });
    }
  }

  /** Returns the runs since the last call; `null` where none has a font of its own. */
  take(): readonly TextRun[] | null {
    const { runs } = this;
    this.runs = [];
    const hasFonts = runs.some(({ font }) => font !== null);
    return hasFonts ? runs : null;
  }
}

/** Reads the shared strings whose runs have fonts of their own, by their number. */
export function readRichStrings(xml: string, part: string, palette: Palette): ReadonlyMap<number, readonly TextRun[]> {
  const rich = new Map<number, readonly TextRun[]>();
  // Most workbooks have none.
  if (!/<(?:\w+:)?rPr[\s>]/.test(xml)) return rich;
  const reader = new RunReader(palette);
  let number = 0;
  walk(xml, part, {
    open({ name, attributes }) {
      reader.open(name, attributes);
    },
    text(piece) {
      reader.add(piece);
    },
    close(name) {
      reader.close(name);
      if (name !== 'si') return;
      const runs = reader.take();
      if (runs !== null) rich.set(number, runs);
      number += 1;
    },
  });
  return rich;
}
