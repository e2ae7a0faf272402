import type { MessageKey } from '../../messages/index.js';
import type { RecomputeCause } from '../../app/recompute-causes.js';
import type { KeptImage, RestorePoint } from '../../app/restore.js';
import type { SinceLast } from '../../app/since-last.js';
import type { AttachmentKind } from '../../core/form/form.js';
import type { Area } from '../../core/grid/grid.js';
import type { Problem } from '../../core/grid/problem.js';
import type { Move } from '../../core/scoring/standing.js';
import type { Deviation } from '../../ports/live-workbook.js';
import type { HistoryView } from './history.js';
import type { WorkbookRefusal } from '../../ports/workbook.js';

/** What somebody said to a cell that shows something else, and of which figures, as they were shown. */
export interface Decision extends Pick<DifferenceRow, 'from' | 'to'> {
  readonly use: 'computed' | 'keep';
}

/** What the pane is busy with. */
export interface Work {
  readonly kind: 'reading' | 'computing' | 'writing' | 'restoring';
  /** Nothing has been written yet, so it can be given up. */
  readonly cancellable: boolean;
}

/** An attachment in the workbook, computed or left alone. */
export interface AttachmentLine {
  readonly sheet: string;
  readonly kind: AttachmentKind;
  readonly period: string | null;
  readonly units: number;
  /** Units whose figures are missing or unreadable. */
  readonly incomplete: number;
  readonly ticked: boolean;
  readonly because: 'older' | 'duplicate' | 'not-asked' | null;
}

/** The points a unit lost by one component. */
export interface Loss {
  readonly id: string;
  readonly name: string;
  readonly points: number;
  /** As it is shown: `17.94`. */
  readonly text: string;
}

/** How a unit's rank and score have changed. */
export interface RankChange {
  /** Places won; below 0 those lost. */
  readonly ranks: number;
  /** Points won or lost as they are shown: `+0.50`; `null` where the score is as it was. */
  readonly points: string | null;
}

/** A unit in the ranking. */
export interface RankingRow {
  readonly key: string;
  readonly sheet: string;
  readonly row: number;
  readonly cell: string;
  readonly unit: string;
  readonly rank: number | null;
  /** Another unit prints the same score and has another rank: the score before rounding, which decided. */
  readonly unrounded?: string;
  /** As it stands in the sheet. */
  readonly score: string | null;
  /** Somebody keeps the score that stands there: what is computed instead, `null` where nothing is. */
  readonly computed?: string | null;
  /** `null` where nothing changed. */
  readonly change: RankChange | null;
  readonly losses: readonly Loss[];
  readonly mainLoss: Loss | null;
  readonly remark: string | null;
}

/** An attachment's ranking, the first unit first, unscored ones last. */
export interface Ranking {
  readonly sheet: string;
  readonly kind: AttachmentKind;
  readonly title: string;
  /** Since when the changes are: the last 定稿, the last computation, or what stood there before it. */
  readonly since: 'final' | 'computed' | 'before';
  readonly rows: readonly RankingRow[];
}

/** A cell whose shown value would change. */
export interface DifferenceRow {
  readonly key: string;
  readonly sheet: string;
  readonly cell: string;
  readonly unit: string;
  readonly column: string;
  readonly from: string;
  readonly to: string;
  /** How far apart, where both are numbers: `0.50`. */
  readonly gap: string | null;
  /** What is known without asking the audit. */
  readonly why: 'rank' | 'ledger' | 'formula' | null;
}

/** The workbook as it was last read and computed, ready to be shown. */
export interface View {
  readonly period: string | null;
  /** The quarter whose method is used. */
  readonly methodPeriod: string | null;
  readonly attachments: readonly AttachmentLine[];
  readonly problems: readonly Problem[];
  readonly rankings: readonly Ranking[];
  readonly differences: readonly DifferenceRow[];
  /** Cells that computing would fill or replace. */
  readonly toFill: number;
  /** There is a method to be read, if only one that nobody can score by. */
  readonly hasMethod: boolean;
  readonly hasAdjustments: boolean;
  /** Sheets without an attachment: they make it a working workbook, not one to send around. */
  readonly otherSheets: readonly string[];
  readonly causes: readonly RecomputeCause[];
  /** Where counts and points are typed, by sheets. */
  readonly inputs: readonly { readonly sheet: string; readonly areas: readonly Area[] }[];
}

/** What the last computation wrote. */
export interface ComputeSummary {
  readonly at: Date;
  readonly cells: number;
  readonly deviations: readonly Deviation[];
  /** The workbook's own undo no longer reaches what was before. */
  readonly undoLost: boolean;
  /** Whether it can be restored, and what no longer can. */
  readonly image: KeptImage;
}

/** Something to be said in a line; worded by the messages. */
export interface StatusMessage {
  readonly tone: 'error' | 'warning' | 'success';
  readonly code: MessageKey;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly offer: 'recompute' | 'restore' | null;
}

/** Protected sheets that stand in the way of a writing. */
export interface ProtectedSheets {
  readonly sheets: readonly string[];
  readonly needsPassword: boolean;
  readonly wrongPassword: boolean;
}

/** A step that can be taken back at once, said in a toast. */
export interface UndoOffer {
  readonly code: MessageKey;
  readonly parameters: Readonly<Record<string, string | number>>;
  /** Units whose rank it changed. */
  readonly ranks?: readonly Pick<Move, 'unit' | 'rank'>[];
  /** What else happened that nobody asked for in so many words: a sheet was made. */
  readonly also?: readonly Pick<Problem, 'code' | 'parameters'>[];
}

export interface SessionState {
  readonly work: Work | null;
  readonly view: View | null;
  /** Differences wait for a decision before anything is written. */
  readonly reviewing: boolean;
  readonly done: ComputeSummary | null;
  readonly status: StatusMessage | null;
  readonly restorePoints: readonly RestorePoint[];
  readonly locked: ProtectedSheets | null;
  readonly undoable: UndoOffer | null;
  /** What undo and redo would do. */
  readonly history: HistoryView;
  /** The name of the file of the quarter before, where somebody has chosen one. */
  readonly previous: string | null;
  /** Why the file that was chosen last is not compared with. */
  readonly previousRefused: (Pick<WorkbookRefusal, 'code' | 'parameters'> & { readonly file: string }) | null;
  /** The unit whose card is open, by its key. */
  readonly selected: string | null;
  readonly sinceLast: SinceLast | null;
  /** Counts typed as text are turned into numbers. */
  readonly fixNumbers: boolean;
  /** Raised whenever the workbook was read or written: what depends on it is computed anew. */
  readonly version: number;
  /** Somebody has changed the workbook since: what is shown of it is about to follow. */
  readonly isBehind: boolean;
}

/** Before the workbook has been read. */
export const UNREAD: SessionState = {
  work: { kind: 'reading', cancellable: false },
  view: null,
  reviewing: false,
  done: null,
  status: null,
  restorePoints: [],
  locked: null,
  undoable: null,
  history: { undo: null, redo: null },
  previous: null,
  previousRefused: null,
  selected: null,
  sinceLast: null,
  fixNumbers: false,
  version: 0,
  isBehind: false,
};
