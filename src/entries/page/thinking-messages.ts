import type { Step } from '../../app/step.js';
import type { Study } from '../../pane/session/studies.js';
import type { WorkbookSnapshot } from '../../ports/workbook.js';
import type { ToldFailure } from './thread-messages.js';

/** What the thread that holds a workbook has the other one think about. */
export interface ThinkingRequest {
  readonly id: number;
  readonly study: Study;
  readonly args: readonly unknown[];
  /** The workbook; `null` where it is the one of the request before. */
  readonly snapshot: WorkbookSnapshot | null;
  /** Its file, where the study needs it. */
  readonly file: Uint8Array | null;
}

export type ThinkingReply =
  | { readonly kind: 'step'; readonly id: number; readonly step: Step }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | ({ readonly kind: 'failure'; readonly id: number } & ToldFailure);
