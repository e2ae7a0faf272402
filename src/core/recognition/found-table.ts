import { areaName } from '../grid/address.js';
import type { Problem } from '../grid/problem.js';
import type { AttachmentColumn } from './attachment.js';
import type { Header, UnknownColumn } from './header.js';
import type { HeaderLexicon } from './lexicon.js';
import type { OverwrittenCell } from './overwritten-headers.js';

/** A table that was found and is to be read. */
export interface FoundTable {
  readonly lexicon: HeaderLexicon;
  /** Its header, and repetitions of it further down. */
  readonly headers: readonly [Header, ...Header[]];
  /** Rows of its header, repeated and not understood. */
  readonly unreadHeaders: readonly { readonly top: number; readonly bottom: number }[];
  /** Of the header's columns those of this table; another one may stand beside it. */
  readonly columns: readonly AttachmentColumn[];
  readonly unknown: readonly UnknownColumn[];
  /** Cells among the names of the sheet's headers that were typed over. */
  readonly overwritten: readonly OverwrittenCell[];
  /** The last row that may belong to it. */
  readonly end: number;
  /** What stands above it, line by line. */
  readonly title: readonly string[];
}

/** A problem of a table; without a cell it is one of the header as a whole. */
export interface TableProblem extends Pick<Problem, 'severity' | 'code' | 'parameters'> {
  readonly cell?: string;
}

/** Adds to a problem where its table stands. */
export type ProblemMaker = (problem: TableProblem) => Problem;

/** The maker of a table's problems. */
export function problemsOf({ headers: [first], columns }: FoundTable, sheet: string): ProblemMaker {
  const place = areaName({ top: first.top, bottom: first.bottom, ...columnSpan(columns) });
  return ({ severity, code, parameters, cell = place }) => ({ severity, code, sheet, cell, parameters });
}

/** The first and the last of the sheet's columns that a table's columns take. */
export function columnSpan(columns: readonly AttachmentColumn[]): { readonly left: number; readonly right: number } {
  return { left: columns[0]?.column ?? 0, right: columns[columns.length - 1]?.column ?? 0 };
}
