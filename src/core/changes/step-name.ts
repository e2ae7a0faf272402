import type { EntryKind } from './typing.js';

/** What can be done to a workbook in one step. */
export type StepKind =
  | EntryKind
  | 'computed'
  | 'restored'
  | 'corrected'
  | 'accepted'
  | 'withdrawn'
  | 'matched'
  | 'adjusted'
  | 'method-changed'
  | 'explained'
  | 'marked';

/** A step as it is named: what was done, in how many cells or, of one cell, where. A message takes it as parameters. */
export interface StepName {
  readonly step: StepKind;
  /** `附件1!D9`; empty where there are several. */
  readonly place: string;
  readonly cells: number;
  readonly [parameter: string]: string | number;
}
