import { adjustComputed, computedBefore, type Adjusted, type AdjustmentEdit } from '../../app/adjust.js';
import { hasMarks } from '../../app/audit-marks.js';
import type { ComputeResult } from '../../app/compute.js';
import { audit, type AuditResult } from '../../app/audit.js';
import { certainCorrections } from '../../app/corrections.js';
import { methodEffect, type MethodEffect } from '../../app/method-effect.js';
import {
  makeOfficialCopies,
  preparePublication,
  type OfficialCopy,
  type Publication,
  type PublishRequest,
} from '../../app/publish.js';
import type { OnProgress } from '../../app/progress.js';
import { unacceptedAmong } from '../../app/unaccepted-errors.js';
import type { Suspect } from '../../core/audit/finding.js';
import type { Rules } from '../../core/method/read-rules.js';
import type { AttachmentDocument } from '../../core/publish/document.js';
import { clipboardHtml, printableHtml } from '../../core/publish/html.js';
import type { Layout } from '../../core/publish/layout.js';
import { previewOf, type PreviewPage, type PrintPreview } from '../../core/publish/preview.js';
import type { LaidOutTable } from '../../core/publish/table-layout.js';
import type { CopyableFile } from '../../ports/official-copy.js';
import type { WorkbookSnapshot } from '../../ports/workbook.js';

/** What tasks work on. */
export interface TaskBooks {
  /** The open workbook, as it was read at one moment. */
  readonly snapshot: WorkbookSnapshot;
  /** The workbook of the quarter before, where somebody has chosen it. */
  readonly previous: WorkbookSnapshot | null;
}

/** What tasks need beside the sheets. */
export interface TaskTools {
  /** The workbook's own file, from which official copies are made. */
  file(): Promise<CopyableFile>;
  word(documents: readonly AttachmentDocument[]): Promise<Uint8Array>;
}

export type PublishChoices = Pick<PublishRequest, 'files' | 'kept' | 'printSetUp'>;

/** The audit as the pane shows it. */
export interface AuditView extends Pick<AuditResult, 'findings' | 'notChecked' | 'matching'> {
  /** Whether cells of the workbook are coloured by the audit. */
  readonly marked: boolean;
  /** The corrections that need nobody's judgement. */
  readonly certain: readonly Suspect[];
}

/** What will be published, without the tables themselves. */
export interface PublicationView extends Omit<Publication, 'attachments' | 'files'> {
  /** In the order of the bulletin. */
  readonly attachments: readonly Pick<AttachmentDocument, 'kind' | 'title' | 'name'>[];
  readonly files: readonly { readonly name: string }[];
}

/** The first pages as they will be printed. */
export interface PreviewView {
  readonly layout: Layout;
  readonly tables: readonly Pick<LaidOutTable, 'size' | 'widths'>[];
  readonly pages: readonly PreviewPage[];
  /** How many there are in all. */
  readonly count: number;
}

/** How adjustments are written. */
const ADJUSTING = { write: 'formulas', rules: null } as const;

/** A workbook as it was read at one moment; what several tasks need of it is worked out once. */
export class TaskContext {
  private audited: AuditResult | null = null;
  private computedOnce: ComputeResult | null = null;
  private readonly publications = new Map<string, Promise<Publication>>();
  private readonly previews = new Map<string, Promise<PrintPreview>>();

  readonly snapshot: WorkbookSnapshot;
  readonly previous: WorkbookSnapshot | null;

  constructor(
    { snapshot, previous }: TaskBooks,
    readonly tools: TaskTools,
  ) {
    this.snapshot = snapshot;
    this.previous = previous;
  }

  audit(onStep: OnProgress): AuditResult {
    this.audited ??= audit(this.snapshot, { rules: null, previous: this.previous, onStep });
    return this.audited;
  }

  /** What adjustments start from. */
  computed(): ComputeResult {
    this.computedOnce ??= computedBefore(this.snapshot, ADJUSTING);
    return this.computedOnce;
  }

  publication(choices: PublishChoices, onStep: OnProgress): Promise<Publication> {
    return cached(this.publications, choices, async () => this.prepare(await this.tools.file(), choices, onStep));
  }

  prepare(file: CopyableFile, choices: PublishChoices, onStep: OnProgress): Publication {
    const { findings } = this.audit(onStep);
    onStep({ kind: 'laying-out', done: 0, of: 1 });
    return preparePublication(this.snapshot, file.contents(), {
      rules: null,
      audit: () => unacceptedAmong(findings),
      ...choices,
    });
  }

  async documents(choices: PublishChoices, onStep: OnProgress): Promise<readonly AttachmentDocument[]> {
    const { attachments } = await this.publication(choices, onStep);
    onStep({ kind: 'laying-out', done: 0, of: 1 });
    return attachments.map(({ document }) => document);
  }

  preview(choices: PublishChoices, onStep: OnProgress): Promise<PrintPreview> {
    return cached(this.previews, choices, async () => previewOf(await this.documents(choices, onStep)));
  }
}

/** Returns what was made for the same choices before, else makes it. */
async function cached<T>(cache: Map<string, Promise<T>>, choices: PublishChoices, make: () => Promise<T>): Promise<T> {
  const key = JSON.stringify(choices);
  const result = cache.get(key) ?? make();
  cache.set(key, result);
  // A failure is not kept: whoever asks again gets another try.
  result.catch(() => cache.delete(key));
  return result;
}

/** Which pages of the preview are wanted: the first `pages`. */
export interface PreviewRequest {
  readonly choices: PublishChoices;
  readonly pages: number;
}

/**
 * What may take long in a large workbook. A task works from the sheets and the file alone, so that it can run in
 * another thread than the session; its arguments and its result are plain data.
 */
export const tasks = {
  audit: (context: TaskContext, onStep: OnProgress): AuditView => {
    const { findings, notChecked, matching } = context.audit(onStep);
    const { snapshot } = context;
    const certain = certainCorrections(snapshot, findings);
    return { findings, notChecked, matching, marked: hasMarks(snapshot), certain };
  },
  adjusting: (
    context: TaskContext,
    _: OnProgress,
    edits: readonly AdjustmentEdit[],
  ): Pick<Adjusted, 'moves' | 'refused' | 'problems'> => {
    const request = { edits, ...ADJUSTING } as const;
    const { moves, refused, problems } = adjustComputed(context.snapshot, request, context.computed());
    return { moves, refused, problems };
  },
  methodEffect: ({ snapshot }: TaskContext, _: OnProgress, rules: Rules): MethodEffect => methodEffect(snapshot, rules),
  publication: async (context: TaskContext, onStep: OnProgress, choices: PublishChoices): Promise<PublicationView> => {
    const { attachments, files, ...rest } = await context.publication(choices, onStep);
    return {
      ...rest,
      attachments: attachments.map(({ document: { kind, title, name } }) => ({ kind, title, name })),
      files: files.map(({ name }) => ({ name })),
    };
  },
  /** Made from the file as it is at this moment: what is not in its cells may have changed since the list was made. */
  officialCopies: async (
    context: TaskContext,
    onStep: OnProgress,
    choices: PublishChoices,
  ): Promise<readonly OfficialCopy[]> => {
    const file = await context.tools.file();
    return makeOfficialCopies(file, context.prepare(file, choices, onStep), onStep);
  },
  preview: async (
    context: TaskContext,
    onStep: OnProgress,
    { choices, pages }: PreviewRequest,
  ): Promise<PreviewView> => {
    const { layout, tables, pages: all } = await context.preview(choices, onStep);
    return {
      layout,
      tables: tables.map(({ size, widths }) => ({ size, widths })),
      pages: all.slice(0, pages),
      count: all.length,
    };
  },
  word: async (context: TaskContext, onStep: OnProgress, choices: PublishChoices): Promise<Uint8Array> =>
    context.tools.word(await context.documents(choices, onStep)),
  /** A page of its own to be printed. */
  printed: async (context: TaskContext, onStep: OnProgress, choices: PublishChoices): Promise<string> =>
    printableHtml(await context.documents(choices, onStep)),
  /** Tables to be pasted into a document. */
  pasted: async (context: TaskContext, onStep: OnProgress, choices: PublishChoices): Promise<string> =>
    clipboardHtml(await context.documents(choices, onStep)),
};

type WithoutContext<F> = F extends (context: TaskContext, onStep: OnProgress, ...rest: infer R) => unknown ? R : never;

export type Task = keyof typeof tasks;
export type TaskArguments<S extends Task> = WithoutContext<(typeof tasks)[S]>;
export type TaskResult<S extends Task> = Awaited<ReturnType<(typeof tasks)[S]>>;
