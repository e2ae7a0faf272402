import { parseAreaName, parseCellName } from '../../../core/grid/address.js';
import type { Area } from '../../../core/grid/grid.js';
import { MOST_COLUMNS, type CellLook, type NotShown, type SheetLook, type TextRun } from '../../../ports/appearance.js';
import { isTrue, rgbOf, walk, type Attributes, type Palette, type Tag, type Visitor } from '../../../xlsx/index.js';
import { RunReader } from './rich-text.js';

/** What a workbook's sheets share of their looks. */
export interface SharedLooks {
  readonly looks: readonly CellLook[];
  readonly palette: Palette;
  /** Shared strings that have runs of their own, by their number. */
  readonly richStrings: ReadonlyMap<number, readonly TextRun[]>;
}

/** The part of a sheet, and what refusals and the look call them. */
export interface SheetText {
  readonly sheet: string;
  readonly part: string;
  readonly xml: string;
}

/** Reads how a sheet looks. */
export function readSheetLook({ sheet, part, xml }: SheetText, shared: SharedLooks): SheetLook {
  const reader = new SheetLookReader(shared);
  walk(xml, part, reader);
  return { sheet, looks: shared.looks, ...reader.read() };
}

/** Elements of a sheet that stand for what is not drawn. */
const NOT_SHOWN: ReadonlyMap<string, NotShown> = new Map([
  ['conditionalFormatting', 'conditional-formats'],
  ['drawing', 'drawings'],
  ['legacyDrawing', 'notes'],
]);

type Frame = Pick<SheetLook, 'tabColour' | 'gridLines' | 'defaultWidth' | 'defaultHeight' | 'frozen'>;
type FrameDraft = { -readonly [K in keyof Frame]: Frame[K] };

/** Reads the part of a sheet element by element. */
class SheetLookReader implements Visitor {
  private readonly frame: FrameDraft = {
    tabColour: null,
    gridLines: true,
    defaultWidth: null,
    defaultHeight: 15,
    frozen: { rows: 0, columns: 0 },
  };
  private readonly widths: SheetLook['widths'][number][] = [];
  private readonly columnLooks: SheetLook['columnLooks'][number][] = [];
  private readonly heights = new Map<number, number>();
  private readonly rowLooks = new Map<number, number>();
  private readonly richTexts = new Map<number, readonly TextRun[]>();
  private readonly merges: Area[] = [];
  private readonly notShown = new Set<NotShown>();
  /** Key and look of each cell. */
  private readonly styled: [number, number][] = [];
  private readonly runs: RunReader;
  private row = -1;
  private column = -1;
  /** Of the present cell: row × 16384 + column. */
  private key = -1;
  /** The present cell shows a shared string, which may be rich text. */
  private isShared = false;
  private inSharedIndex = false;
  private sharedIndex = '';

  constructor(private readonly shared: SharedLooks) {
    this.runs = new RunReader(shared.palette);
  }

  open({ name, attributes }: Tag): void {
    switch (name) {
      case 'c':
        return this.openCell(attributes);
      case 'v':
        this.inSharedIndex = this.isShared;
        this.sharedIndex = '';
        return;
      case 'row':
        return this.openRow(attributes);
      case 'col':
        return this.openColumns(attributes);
      case 'mergeCell':
        return this.openMerge(attributes);
    }
    const notShown = NOT_SHOWN.get(name);
    if (notShown !== undefined) this.notShown.add(notShown);
    if (!this.openFrame(name, attributes)) this.runs.open(name, attributes);
  }

  text(text: string): void {
    if (this.inSharedIndex) this.sharedIndex += text;
    else this.runs.add(text);
  }

  close(name: string): void {
    if (name === 'v' && this.inSharedIndex) {
      this.inSharedIndex = false;
      this.addRichText(this.shared.richStrings.get(Number(this.sharedIndex)));
    } else if (name === 'is') {
      this.addRichText(this.runs.take());
    } else {
      this.runs.close(name);
    }
  }

  read(): Omit<SheetLook, 'sheet' | 'looks'> {
    const { frame, styled, widths, heights, rowLooks, columnLooks, richTexts, merges } = this;
    styled.sort(([a], [b]) => a - b);
    const cells = {
      keys: Float64Array.from(styled, ([key]) => key),
      looks: Uint32Array.from(styled, ([, look]) => look),
    };
    return {
      ...frame,
      widths,
      heights,
      cells,
      rowLooks,
      columnLooks,
      richTexts,
      merges,
      notShown: [...this.notShown],
    };
  }

  /** Takes up what is said of the sheet as a whole; `false` for an element that says nothing of it. */
  private openFrame(name: string, attributes: Attributes): boolean {
    const { frame } = this;
    switch (name) {
      case 'tabColor':
        frame.tabColour = rgbOf(attributes, this.shared.palette);
        return true;
      case 'sheetView':
        frame.gridLines = attributes['showGridLines'] !== '0';
        return true;
      case 'pane':
        if (attributes['state']?.startsWith('frozen'))
          frame.frozen = { rows: Number(attributes['ySplit'] ?? 0), columns: Number(attributes['xSplit'] ?? 0) };
        return true;
      case 'sheetFormatPr':
        frame.defaultHeight = numberOf(attributes['defaultRowHeight']) ?? frame.defaultHeight;
        frame.defaultWidth = numberOf(attributes['defaultColWidth']);
        return true;
      default:
        return false;
    }
  }

  private openColumns(attributes: Attributes): void {
    const first = Number(attributes['min']) - 1;
    const last = Math.min(MOST_COLUMNS, Number(attributes['max'])) - 1;
    const width = isTrue(attributes['hidden']) ? 0 : numberOf(attributes['width']);
    const look = numberOf(attributes['style']);
    if (width !== null) this.widths.push({ first, last, width });
    if (look !== null) this.columnLooks.push({ first, last, look });
  }

  private openMerge(attributes: Attributes): void {
    const area = parseAreaName(attributes['ref'] ?? '');
    if (area !== undefined) this.merges.push(area);
  }

  private openRow(attributes: Attributes): void {
    const number = numberOf(attributes['r']);
    this.row = number === null ? this.row + 1 : number - 1;
    this.column = -1;
    const height = isTrue(attributes['hidden']) ? 0 : numberOf(attributes['ht']);
    if (height !== null) this.heights.set(this.row, height);
    const look = numberOf(attributes['s']);
    if (look !== null && isTrue(attributes['customFormat'])) this.rowLooks.set(this.row, look);
  }

  private openCell(attributes: Attributes): void {
    const place = parseCellName(attributes['r'] ?? '');
    this.column = place?.column ?? this.column + 1;
    this.key = this.row * MOST_COLUMNS + this.column;
    this.styled.push([this.key, Number(attributes['s'] ?? 0)]);
    this.isShared = attributes['t'] === 's' && this.shared.richStrings.size > 0;
  }

  private addRichText(runs: readonly TextRun[] | null | undefined): void {
    if (runs) this.richTexts.set(this.key, runs);
  }
}

function numberOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  return Number(text);
}
