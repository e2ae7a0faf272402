import type { ReadinessCode } from './readiness.js';
import { planPublicationDecision } from '../core/changes/audit-record.js';
import type { Change, FormatChange, Plan } from '../core/changes/plan.js';
import { readAuditMarks } from '../core/changes/audit-marks.js';
import { listOf } from '../core/changes/list-of.js';
import { afterChanges } from '../core/changes/simulate.js';
import type { AttachmentKind } from '../core/form/form.js';
import type { Problem } from '../core/grid/problem.js';
import { columnFormats, type ColumnFormats } from '../core/publish/column-formats.js';
import { documentOf, type AttachmentDocument } from '../core/publish/document.js';
import { figuresOf, type Figure } from '../core/publish/figures.js';
import { OFFICIAL_LAYOUT } from '../core/publish/layout.js';
import { officialNameOfAll } from '../core/publish/official-name.js';
import type { Rules } from '../core/method/read-rules.js';
import { printSetupOf, type PrintSetup } from '../core/publish/print-setup.js';
import { planFinalRecord, type FinalRecord } from '../core/publish/record.js';
import type { Attachment } from '../core/recognition/attachment.js';
import type { CopyableFile, CopyInstructions, FileContents, MarkedCell } from '../ports/official-copy.js';
import type { WorkbookSnapshot } from '../ports/workbook.js';
import { computeAsItStands, type ComputeResult } from './compute.js';
import { gridOf, readiness, type Readiness, type ReadinessRequest } from './readiness.js';
import { isKept, removalsOf, sheetRemovalId, TRACE_KINDS, type Removal } from './removals.js';
import { signatureProblems } from './signature.js';
import type { OnProgress } from './progress.js';

/** An attachment that is published. */
export interface OfficialAttachment {
  readonly attachment: Attachment;
  /** As plain text and structure: for Word, the clipboard and the print preview. */
  readonly document: AttachmentDocument;
}

export interface PublishRequest extends ReadinessRequest {
  /** All attachments in one file, or one file for each. */
  readonly files: 'one' | 'each';
  /** Ids of removals that somebody called off; `formulas` among them keeps the formulas. */
  readonly kept: readonly string[];
  /**
   * `official` replaces print set-ups that are there already and fits widths, heights and sizes to the page; else only
   * sheets without a set-up get one, without measures.
   */
  readonly printSetUp: 'keep' | 'official';
}

/** A file that will be made. */
export interface OfficialFile {
  /** As the bulletin names it, with its ending. */
  readonly name: string;
  readonly instructions: CopyInstructions;
}

/** All that is known before anything is made. */
export interface Publication {
  readonly period: string | null;
  /** In the order of the bulletin. */
  readonly attachments: readonly OfficialAttachment[];
  readonly readiness: Readiness;
  readonly removals: readonly Removal[];
  readonly files: readonly OfficialFile[];
  /** Visible sheets that are not published; a host that prints the open workbook prints them too. */
  readonly visibleOthers: readonly string[];
  /** Sheets that get the official print set-up; the others keep their own. */
  readonly printSetUps: readonly string[];
  /** What to know about the file itself: protected sheets, sheets that cannot be told apart. */
  readonly problems: readonly Problem<ReadinessCode>[];
}

/**
 * Prepares official copies: what would be published, under which names, what stays behind, what to know before. Writes
 * nothing.
 */
export function preparePublication(
  snapshot: WorkbookSnapshot,
  contents: FileContents,
  request: PublishRequest,
): Publication {
  const computed = computeAsItStands(snapshot, request.rules);
  const published = [...new Set(inOrder(computed).map(({ sheet }) => sheet))];
  const found = formatsIn(snapshot, computed);
  const removals = removalsOf(snapshot, contents, {
    published,
    formats: found,
    kept: request.kept,
    files: request.files,
  });
  const formats = isKept(removals, 'formats') ? [] : found.changes;
  const sheets = afterChanges(snapshot.sheets, formats);
  const attachments = officialAttachments({ sheets }, computed);
  const printSetups = printSetupsFor({ sheets }, attachments, sheetsToSetUp(published, contents, request.printSetUp));
  const period = attachments.find(({ attachment }) => attachment.period !== null)?.attachment.period ?? null;
  const visible = snapshot.sheets.filter(({ visibility }) => visibility === 'visible').map(({ sheet }) => sheet);
  return {
    period,
    attachments,
    visibleOthers: visible.filter((sheet) => !published.includes(sheet)),
    readiness: readiness(snapshot, request, computed),
    removals,
    files: contentsOfFiles(snapshot, { attachments, removals, files: request.files }).map(
      ({ sheets: ownSheets, documents }) => ({
        name: `${officialNameOfAll(documents, period)}.xlsx`,
        instructions: instructionsFor(ownSheets, {
          removals,
          printSetups,
          marks: readAuditMarks(snapshot.parts),
          formats,
        }),
      }),
    ),
    printSetUps: Object.keys(printSetups),
    problems: [
      ...fileProblems(snapshot, published),
      ...remainProblems(contents, published, printSetups),
      ...formatProblems(found),
    ],
  };
}

/** The cells of all attachments that show other decimals than their columns. */
function formatsIn(snapshot: WorkbookSnapshot, computed: ComputeResult): ColumnFormats {
  const found = inOrder(computed).flatMap((attachment) => {
    const grid = gridOf(snapshot, attachment);
    return grid === undefined ? [] : [columnFormats(grid, attachment)];
  });
  return { changes: found.flatMap(({ changes }) => changes), left: found.flatMap(({ left }) => left) };
}

function sheetsOf(attachments: readonly OfficialAttachment[]): readonly string[] {
  return [...new Set(attachments.map(({ attachment }) => attachment.sheet))];
}

/** The sheets of a file that will be made, in the workbook's order, and the attachments it is named after. */
interface FileSheets {
  readonly sheets: readonly string[];
  readonly documents: readonly AttachmentDocument[];
}

/** Parts the attachments into files; sheets whose removal was called off are in each. */
function contentsOfFiles(
  snapshot: WorkbookSnapshot,
  { attachments, removals, files }: Pick<Publication, 'attachments' | 'removals'> & Pick<PublishRequest, 'files'>,
): readonly FileSheets[] {
  if (attachments.length === 0) return [];
  const all = snapshot.sheets.map(({ sheet }) => sheet);
  const published = sheetsOf(attachments);
  const groups = files === 'one' ? [published] : published.map((sheet) => [sheet]);
  return groups.map((own) => ({
    sheets: all.filter((sheet) => own.includes(sheet) || isKept(removals, sheetRemovalId(sheet))),
    documents: attachments.filter(({ attachment }) => own.includes(attachment.sheet)).map(({ document }) => document),
  }));
}

function instructionsFor(
  sheets: readonly string[],
  prepared: {
    readonly removals: readonly Removal[];
    readonly printSetups: Readonly<Record<string, PrintSetup>>;
    readonly marks: readonly MarkedCell[];
    readonly formats: readonly FormatChange[];
  },
): CopyInstructions {
  const { removals, printSetups, marks, formats } = prepared;
  const isRemoved = (kind: Removal['kind']): boolean => !isKept(removals, kind);
  return {
    sheets,
    formulas: isRemoved('formulas') ? 'values' : 'keep',
    printSetups,
    formats: formats.filter(({ sheet }) => sheets.includes(sheet)),
    marks: isRemoved('marks') ? marks.filter(({ sheet }) => sheets.includes(sheet)) : [],
    without: {
      notes: isRemoved('notes'),
      comments: isRemoved('comments'),
      customXml: isRemoved('custom-xml'),
      names: isRemoved('names'),
      properties: isRemoved('properties'),
      traces: TRACE_KINDS.filter(isRemoved),
    },
  };
}

/** An official copy that was made. */
export interface OfficialCopy {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes, in hexadecimal digits. */
  readonly fingerprint: string;
}

/** Makes the official copies. The file they are made from is not changed. */
export async function makeOfficialCopies(
  file: CopyableFile,
  { files }: Pick<Publication, 'files'>,
  onStep?: OnProgress,
): Promise<readonly OfficialCopy[]> {
  return Promise.all(
    files.map(async ({ name, instructions }, done) => {
      onStep?.({ kind: 'copying', done, of: files.length });
      const bytes = file.officialCopy(instructions);
      return { name, bytes, fingerprint: await fingerprintOf(bytes) };
    }),
  );
}

/** Returns the fingerprint by which a file that was sent out is known again. */
export async function fingerprintOf(bytes: Uint8Array): Promise<string> {
  // A copy, because the view may lie on shared memory, which is not digested.
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** When, by whom and in spite of what official copies were made. */
export interface PublicationStamp {
  /** As it shall read: 2021-07-05 09:30. */
  readonly at: string;
  readonly by: string;
  /** The one sentence for all errors, with what it is about in words; `null` where there were none. */
  readonly accepted: { readonly matter: string; readonly reason: string } | null;
}

/** Returns every figure of the attachments of a workbook as it is published. */
export function publishedFigures(snapshot: WorkbookSnapshot, rules: Rules | null): readonly Figure[] {
  return inOrder(computeAsItStands(snapshot, rules)).flatMap((attachment) => {
    const grid = gridOf(snapshot, attachment);
    if (grid === undefined) return [];
    return figuresOf(grid, attachment);
  });
}

/** What was published: the files that were made, and the figures in them. */
export interface Published {
  readonly figures: readonly Figure[];
  readonly copies: readonly Pick<OfficialCopy, 'name' | 'fingerprint'>[];
}

/**
 * Plans what the working workbook keeps of its publication: 定稿记录 with the figures as published, and the decision in
 * 核查记录.
 */
export function planRecord(
  snapshot: WorkbookSnapshot,
  { figures, copies }: Published,
  { at, by, accepted }: PublicationStamp,
): Plan {
  const remark = accepted === null ? '' : `${accepted.matter}：${accepted.reason}`;
  const records = copies.map(({ name, fingerprint }): FinalRecord => ({ at, file: name, fingerprint, by, remark }));
  const decision = accepted === null ? [] : decisionChanges(snapshot, accepted, { at, by });
  const recorded = planFinalRecord(afterChanges(snapshot.sheets, decision), records, figures);
  return { changes: [...decision, ...recorded], problems: signatureProblems(snapshot) };
}

function decisionChanges(
  { sheets }: WorkbookSnapshot,
  { matter, reason }: NonNullable<PublicationStamp['accepted']>,
  { at, by }: Pick<PublicationStamp, 'at' | 'by'>,
): readonly Change[] {
  return planPublicationDecision(sheets, matter, { at, by, reason }).changes;
}

/** Returns the attachments that are published, as they are printed. */
function officialAttachments(
  snapshot: Pick<WorkbookSnapshot, 'sheets'>,
  computed: ComputeResult,
): readonly OfficialAttachment[] {
  const found = inOrder(computed);
  return found.flatMap((attachment) => {
    const grid = gridOf(snapshot, attachment);
    if (grid === undefined) return [];
    return [{ attachment, document: documentOf(grid, attachment, found) }];
  });
}

function inOrder({ tables }: ComputeResult): readonly Attachment[] {
  return tables.map(({ attachment }) => attachment).sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

const ORDER: readonly AttachmentKind[] = ['districts', 'departments', 'volumes'];

/** The published sheets that get the official print set-up. */
function sheetsToSetUp(
  published: readonly string[],
  { printSetUp: haveOwn }: FileContents,
  wanted: PublishRequest['printSetUp'],
): { readonly sheets: readonly string[]; readonly measured: boolean } {
  if (wanted === 'official') return { sheets: published, measured: true };
  return { sheets: published.filter((sheet) => !haveOwn.includes(sheet)), measured: false };
}

function printSetupsFor(
  snapshot: Pick<WorkbookSnapshot, 'sheets'>,
  attachments: readonly OfficialAttachment[],
  { sheets, measured }: { readonly sheets: readonly string[]; readonly measured: boolean },
): Readonly<Record<string, PrintSetup>> {
  const setups: Record<string, PrintSetup> = {};
  for (const sheet of sheets) {
    const grid = gridOf(snapshot, { sheet });
    const own = attachments.filter(({ attachment }) => attachment.sheet === sheet);
    if (grid !== undefined) setups[sheet] = printSetupOf(grid, own, { layout: OFFICIAL_LAYOUT, measured });
  }
  return setups;
}

/** What goes out with the sheets though it is no cell; lines of a page that are set up anew are gone. */
function remainProblems(
  { remains }: FileContents,
  published: readonly string[],
  printSetups: Readonly<Record<string, PrintSetup>>,
): readonly Problem<ReadinessCode>[] {
  return remains
    .filter(({ kind, sheet }) => published.includes(sheet) && !(kind === 'page-text' && sheet in printSetups))
    .map(({ kind, sheet, texts }) => ({
      severity: 'notice',
      code: `published-${kind}`,
      sheet,
      cell: '',
      parameters: { sheet, count: texts.length, texts: texts.join('、') },
    }));
}

/** Protection stays: its password is not ours to know, and whoever gets the file can read it all the same. */
function fileProblems({ sheets }: WorkbookSnapshot, published: readonly string[]): readonly Problem<ReadinessCode>[] {
  return sheets
    .filter((grid) => grid.protected && published.includes(grid.sheet))
    .map(({ sheet }) => ({ severity: 'notice', code: 'published-protected', sheet, cell: '', parameters: { sheet } }));
}

function formatProblems({ left }: ColumnFormats): readonly Problem<ReadinessCode>[] {
  if (left.length === 0) return [];
  const parameters = { count: left.length, cells: listOf(left) };
  return [{ severity: 'notice', code: 'published-decimals-differ', sheet: '', cell: '', parameters }];
}
