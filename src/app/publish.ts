import { planPublicationDecision } from '../core/changes/audit-record.js';
import type { Plan } from '../core/changes/plan.js';
import { readAuditMarks } from '../core/changes/audit-marks.js';
import { afterChanges } from '../core/changes/simulate.js';
import type { AttachmentKind } from '../core/form/form.js';
import type { Problem } from '../core/grid/problem.js';
import { documentOf, type AttachmentDocument } from '../core/publish/document.js';
import { figuresOf, type Figure } from '../core/publish/figures.js';
import { OFFICIAL_LAYOUT } from '../core/publish/layout.js';
import { officialNameOfAll } from '../core/publish/official-name.js';
import type { Rules } from '../core/method/read-rules.js';
import { printSetupOf, type PrintSetup } from '../core/publish/print-setup.js';
import { planFinalRecord, type FinalRecord } from '../core/publish/record.js';
import type { Attachment } from '../core/recognition/attachment.js';
import type { CopyableFile, CopyInstructions, FileContents, FileProperty } from '../ports/official-copy.js';
import type { WorkbookSnapshot } from '../ports/workbook.js';
import type { ComputeResult } from './compute.js';
import { computedAsItStands, gridOf, readiness, type Readiness, type ReadinessRequest } from './readiness.js';
import { signatureProblems } from './signature.js';
import type { OnStep } from './step.js';

/** An attachment that is published. */
export interface OfficialAttachment {
  readonly attachment: Attachment;
  /** As plain text and structure: for Word, the clipboard and the print preview. */
  readonly document: AttachmentDocument;
}

/** Something that stays behind when the official copy is made. */
export interface Removal {
  /** By this a removal is called off: `sheet 加减分台账`, `notes`. */
  readonly id: string;
  readonly kind:
    | 'sheet'
    | 'formulas'
    | 'marks'
    | 'notes'
    | 'comments'
    | 'custom-xml'
    | 'names'
    | 'properties'
    | 'links'
    | 'macros'
    | 'signatures';
  readonly count: number;
  /** What exactly: sheets, names, properties with their values. */
  readonly details: readonly (string | FileProperty)[];
  /** Links, macros and signatures cannot go along. */
  readonly optional: boolean;
  readonly removed: boolean;
}

export interface PublishRequest extends ReadinessRequest {
  /** All attachments in one file, or one file for each. */
  readonly files: 'one' | 'each';
  /** Ids of removals that somebody called off; `formulas` among them keeps the formulas. */
  readonly kept: readonly string[];
  /** `official` replaces print set-ups that are there already and fits widths, heights and sizes to the page; else only sheets without a set-up get one, without measures. */
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
  readonly problems: readonly Problem[];
}

/** Prepares official copies: what would be published, under which names, what stays behind, what to know before. Writes nothing. */
export function preparePublication(
  snapshot: WorkbookSnapshot,
  contents: FileContents,
  request: PublishRequest,
): Publication {
  const computed = computedAsItStands(snapshot, request.rules);
  const attachments = officialAttachments(snapshot, computed);
  const published = [...new Set(attachments.map(({ attachment }) => attachment.sheet))];
  const removals = removalsOf(snapshot, contents, published, request.kept);
  const stays = (sheet: string): boolean =>
    published.includes(sheet) || removals.some(({ id, removed }) => id === sheetId(sheet) && !removed);
  const printSetups = printSetupsFor(snapshot, attachments, contents, request.printSetUp);
  const marks = readAuditMarks(snapshot.parts);
  const instructions = (sheets: readonly string[]): CopyInstructions => ({
    sheets,
    formulas: isKept(removals, 'formulas') ? 'keep' : 'values',
    printSetups,
    marks: isKept(removals, 'marks') ? [] : marks.filter(({ sheet }) => sheets.includes(sheet)),
    without: {
      notes: !isKept(removals, 'notes'),
      comments: !isKept(removals, 'comments'),
      customXml: !isKept(removals, 'custom-xml'),
      names: !isKept(removals, 'names'),
      properties: !isKept(removals, 'properties'),
    },
  });
  const period = attachments.find(({ attachment }) => attachment.period !== null)?.attachment.period ?? null;
  const all = snapshot.sheets.map(({ sheet }) => sheet).filter(stays);
  const kept = all.filter((sheet) => !published.includes(sheet));
  const files =
    attachments.length === 0
      ? []
      : request.files === 'one'
        ? [
            {
              name: `${officialNameOfAll(
                attachments.map(({ document }) => document),
                period,
              )}.xlsx`,
              instructions: instructions(all),
            },
          ]
        : published.map((sheet) => {
            const own = attachments
              .filter(({ attachment }) => attachment.sheet === sheet)
              .map(({ document }) => document);
            return {
              name: `${officialNameOfAll(own, period)}.xlsx`,
              instructions: instructions(
                snapshot.sheets.map((grid) => grid.sheet).filter((one) => one === sheet || kept.includes(one)),
              ),
            };
          });
  const visibleOthers = snapshot.sheets
    .filter(({ sheet, visibility }) => visibility === 'visible' && !published.includes(sheet))
    .map(({ sheet }) => sheet);
  return {
    period,
    attachments,
    visibleOthers,
    readiness: readiness(snapshot, request, computed),
    removals,
    files,
    printSetUps: Object.keys(printSetups),
    problems: fileProblems(snapshot, published),
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
  onStep?: OnStep,
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
  return inOrder(computedAsItStands(snapshot, rules)).flatMap((attachment) => {
    const grid = gridOf(snapshot, attachment);
    return grid === undefined ? [] : figuresOf(grid, attachment);
  });
}

/** Plans what the working workbook keeps of its publication: 定稿记录 with the figures as published, and the decision in 核查记录. */
export function planRecord(
  snapshot: WorkbookSnapshot,
  figures: readonly Figure[],
  copies: readonly Pick<OfficialCopy, 'name' | 'fingerprint'>[],
  { at, by, accepted }: PublicationStamp,
): Plan {
  const records = copies.map(({ name, fingerprint }): FinalRecord => ({
    at,
    file: name,
    fingerprint,
    by,
    remark: accepted === null ? '' : `${accepted.matter}：${accepted.reason}`,
  }));
  const decided =
    accepted === null
      ? []
      : planPublicationDecision(snapshot.sheets, accepted.matter, { at, by, reason: accepted.reason }).changes;
  return {
    changes: [...decided, ...planFinalRecord(afterChanges(snapshot.sheets, decided), records, figures)],
    problems: signatureProblems(snapshot),
  };
}

/** Returns the attachments that are published, as they are printed. */
function officialAttachments(snapshot: WorkbookSnapshot, computed: ComputeResult): readonly OfficialAttachment[] {
  const found = inOrder(computed);
  return found.flatMap((attachment) => {
    const grid = gridOf(snapshot, attachment);
    return grid === undefined ? [] : [{ attachment, document: documentOf(grid, attachment, found) }];
  });
}

function inOrder({ tables }: ComputeResult): readonly Attachment[] {
  return tables.map(({ attachment }) => attachment).sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

const ORDER: readonly AttachmentKind[] = ['districts', 'departments', 'volumes'];

function removalsOf(
  snapshot: WorkbookSnapshot,
  contents: FileContents,
  published: readonly string[],
  kept: readonly string[],
): readonly Removal[] {
  const removal = (
    kind: Removal['kind'],
    details: Removal['details'],
    count = details.length,
    id: string = kind,
  ): readonly Removal[] => {
    if (count === 0) return [];
    const optional = kind !== 'links' && kind !== 'macros' && kind !== 'signatures';
    return [{ id, kind, count, details, optional, removed: !optional || !kept.includes(id) }];
  };
  const sheets = [
    ...snapshot.sheets.map(({ sheet }) => sheet).filter((sheet) => !published.includes(sheet)),
    ...contents.otherSheets,
  ];
  // What lies on sheets that go is not told of once more.
  const bySheet = (counts: Readonly<Record<string, number>>): readonly [string, number][] =>
    Object.entries(counts).filter(([sheet, count]) => count > 0 && published.includes(sheet));
  const counted = (
    kind: 'marks' | 'notes' | 'comments' | 'formulas',
    counts: readonly [string, number][],
  ): readonly Removal[] =>
    removal(
      kind,
      counts.map(([sheet, count]) => `${sheet}：${count}`),
      counts.reduce((sum, [, count]) => sum + count, 0),
    );
  const formulas = snapshot.sheets.map(({ sheet, formulas: rows }): [string, number] => [
    sheet,
    rows.reduce((sum, row) => sum + row.filter((formula) => formula !== null).length, 0),
  ]);
  return [
    ...sheets.flatMap((sheet) => removal('sheet', [sheet], 1, sheetId(sheet))),
    ...counted('formulas', bySheet(Object.fromEntries(formulas))),
    ...counted('marks', bySheet(countsBy(readAuditMarks(snapshot.parts).map(({ sheet }) => sheet)))),
    ...counted('notes', bySheet(contents.notes)),
    ...counted('comments', bySheet(contents.comments)),
    ...removal('names', contents.names),
    ...removal('custom-xml', [], contents.customXml),
    ...removal('properties', contents.properties),
    ...removal('links', [], contents.links),
    ...removal('macros', [], contents.macros ? 1 : 0),
    ...removal('signatures', [], contents.signed ? 1 : 0),
  ];
}

function countsBy(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function sheetId(sheet: string): string {
  return `sheet ${sheet}`;
}

function isKept(removals: readonly Removal[], id: Removal['kind']): boolean {
  return removals.some((one) => one.id === id && !one.removed);
}

function printSetupsFor(
  snapshot: WorkbookSnapshot,
  attachments: readonly OfficialAttachment[],
  { printSetUp }: FileContents,
  wanted: PublishRequest['printSetUp'],
): Readonly<Record<string, PrintSetup>> {
  const sheets = [...new Set(attachments.map(({ attachment }) => attachment.sheet))].filter(
    (sheet) => wanted === 'official' || !printSetUp.includes(sheet),
  );
  return Object.fromEntries(
    sheets.flatMap((sheet) => {
      const own = attachments.filter(({ attachment }) => attachment.sheet === sheet);
      const grid = gridOf(snapshot, { sheet });
      return grid === undefined
        ? []
        : [[sheet, printSetupOf(grid, own, OFFICIAL_LAYOUT, { measured: wanted === 'official' })] as const];
    }),
  );
}

/** Protection stays as it was, since its password is not ours to know; whoever gets the file can read it all the same. */
function fileProblems({ sheets }: WorkbookSnapshot, published: readonly string[]): readonly Problem[] {
  return sheets
    .filter((grid) => grid.protected && published.includes(grid.sheet))
    .map(({ sheet }) => ({ severity: 'notice', code: 'published-protected', sheet, cell: '', parameters: { sheet } }));
}
