import type { FormatChange } from '../core/changes/plan.js';
import type { ObjectCell } from '../core/publish/objects-in-cells.js';
import type { PrintSetup } from '../core/publish/print-setup.js';

/** What a workbook file holds beside the cells of its sheets that must not go out with an official attachment. */
export interface FileContents {
  /** Sheets that are no tables of cells: chart and macro sheets. */
  readonly otherSheets: readonly string[];
  /** How many notes, by sheet. */
  readonly notes: Readonly<Record<string, number>>;
  /** How many threaded comments, by sheet. */
  readonly comments: Readonly<Record<string, number>>;
  /** How many custom XML parts. */
  readonly customXml: number;
  /** Defined names without those that printing and filtering need. */
  readonly names: readonly string[];
  /** Who and where: `creator`, `lastModifiedBy`, `Company` …; `custom` ones have the name that somebody gave them. */
  readonly properties: readonly FileProperty[];
  /** How many other files and databases the file is connected with. */
  readonly links: number;
  readonly macros: boolean;
  /** What tells of people and places beside cells, notes and properties. */
  readonly traces: readonly Trace[];
  /** What stays and may tell of people all the same. */
  readonly remains: readonly Remain[];
  readonly signed: boolean;
  /** Sheets that have a print set-up of their own. */
  readonly printSetUp: readonly string[];
  /** Cells whose formulas show pictures or links. */
  readonly objects: readonly ObjectCell[];
}

/**
 * Links that lead out of the file; codes in headers and footers that print where it lies; what pictures, tables and the
 * like are called and said to show; what is shown to those who type; macros that buttons call; what hangs on the
 * package itself, such as labels of sensitivity.
 */
export type TraceKind = 'hyperlinks' | 'page-codes' | 'descriptions' | 'prompts' | 'macro-buttons' | 'attached-data';

/** A text that a reader of the cells does not see. */
export interface Trace {
  readonly kind: TraceKind;
  /** Empty where no sheet is meant. */
  readonly sheet: string;
  readonly text: string;
}

/** What stays on a sheet: words in headers and footers, pictures, embedded objects (their parts' names). */
export interface Remain {
  readonly kind: 'page-text' | 'pictures' | 'objects';
  readonly sheet: string;
  readonly texts: readonly string[];
}

/** A property of the document that tells of people and places. */
export interface FileProperty {
  readonly name: string;
  readonly custom: boolean;
  readonly value: string;
}

/** A cell coloured for the people who work on the file. */
export interface MarkedCell {
  readonly sheet: string;
  /** Row and column of the sheet, from 0. */
  readonly row: number;
  readonly column: number;
  /** RRGGBB; a cell that has another fill by now keeps it. */
  readonly fill: string;
}

/** What a copy keeps and loses. Everything that is not named stays as it was. */
export interface CopyInstructions {
  /** Sheets that stay. */
  readonly sheets: readonly string[];
  /**
   * Formulas become the values they show, or stay; one that reads a sheet that goes becomes a value anyway. One that
   * shows a picture or a link stays in either case, unless it leads to what goes: then a picture is taken away.
   */
  readonly formulas: 'values' | 'keep';
  readonly without: {
    readonly notes: boolean;
    readonly comments: boolean;
    readonly customXml: boolean;
    readonly names: boolean;
    readonly properties: boolean;
    readonly traces: readonly TraceKind[];
  };
  /** Number formats that are set. */
  readonly formats: readonly FormatChange[];
  /** Marks that are taken off. */
  readonly marks: readonly MarkedCell[];
  /** By sheet; a sheet without one keeps what it has. */
  readonly printSetups: Readonly<Record<string, PrintSetup>>;
}

/** A workbook file from which official copies can be made. Making one changes nothing in the file itself. */
export interface CopyableFile {
  /** Returns what the file holds that an official copy may have to lose. */
  contents(): FileContents;
  /**
   * Makes a copy and returns the bytes of an .xlsx file. Macros, signatures and links to other files never go along,
   * whatever the instructions.
   */
  officialCopy(instructions: CopyInstructions): Uint8Array;
}
