import type { ProblemCode } from './problem-code.js';

/** Something a person has to know; the core names it by code and parameters, the messages put it into words. */
export interface Problem<Code extends string = ProblemCode> {
  readonly severity: 'error' | 'warning' | 'notice';
  readonly code: Code;
  readonly sheet: string;
  /** A1 address of the cell or area, or the empty string for the sheet or workbook as a whole. */
  readonly cell: string;
  readonly parameters: Readonly<Record<string, string | number>>;
}
