import type { ReadinessCode } from '../../app/readiness.js';
import { basename } from 'node:path';
import type { Publication, PublicationStamp } from '../../app/publish.js';
import type { Removal } from '../../app/removals.js';
import type { SheetArea } from '../../core/changes/precedents.js';
import type { Problem } from '../../core/grid/problem.js';
import { OFFICIAL_LAYOUT } from '../../core/publish/layout.js';
import { detailTexts } from '../../messages/details.js';
import type { PdfFiles, PlacedCopy } from './publish-files.js';
import { areaNames, cellCount, runDocuments } from './stale.js';
import { placeOf, type TextOf } from './texts.js';

/** A publication whose files are written. */
export interface Published {
  readonly publication: Publication;
  /** The formulas whose results were calculated for it. */
  readonly recalculated: readonly SheetArea[];
  readonly copies: readonly PlacedCopy[];
  readonly docx: string | undefined;
  readonly pdf: PdfFiles;
  readonly stamp: PublicationStamp;
  /** The record in the working workbook, where one was wanted. */
  readonly record: { readonly input: string; readonly backup: string; readonly problems: readonly Problem[] } | null;
}

/** What `publish` prints for people. */
export function publishReport(published: Published, textOf: TextOf): string {
  const { publication } = published;
  return [
    ...recalculatedLines(published, textOf),
    ...readinessLines(publication, textOf),
    ...removalLines(publication, textOf),
    ...problemLines(publication.problems, textOf),
    ...layoutLines(published, textOf),
    '',
    ...fileLines(published, textOf),
    ...recordLines(published, textOf),
  ].join('\n');
}

function recalculatedLines({ recalculated }: Published, textOf: TextOf): readonly string[] {
  if (recalculated.length === 0) return [];
  const parameters = { cells: areaNames(recalculated), count: cellCount(recalculated) };
  return [textOf('publish-recalculated', parameters)];
}

/** What to look at before publishing. */
export function readinessLines({ readiness: { items, errors } }: Publication, textOf: TextOf): readonly string[] {
  if (items.length === 0) return [textOf('readiness-clear')];
  const lines = items.map(({ topic, problem }) => {
    const message = textOf(problem.code, problem.parameters);
    return `  ${textOf(`topic-${topic}`)}  ${placeOf(problem)}  ${message}`;
  });
  return [textOf('readiness-heading', { count: items.length, errors }), ...lines, ''];
}

function problemLines(
  problems: readonly Pick<Problem<ReadinessCode>, 'code' | 'parameters'>[],
  textOf: TextOf,
): readonly string[] {
  return problems.map(({ code, parameters }) => textOf(code, parameters));
}

function removalLines({ removals }: Publication, textOf: TextOf): readonly string[] {
  const lineOf = ({ kind, count, details, removed: isRemoved }: Removal): string => {
    const texts = detailTexts(details, textOf).join('、');
    return `  ${textOf(`removed-${kind}`, { count, details: texts, removed: Number(isRemoved) })}`;
  };
  const removed = removals.filter((removal) => removal.removed).map(lineOf);
  const kept = removals.filter((removal) => !removal.removed).map(lineOf);
  return [...underHeading(textOf('removals-heading'), removed), ...underHeading(textOf('kept-heading'), kept)];
}

function underHeading(heading: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  return [heading, ...lines];
}

/** How the pages are set up, and the fonts that they need. */
function layoutLines({ publication: { printSetUps }, docx }: Published, textOf: TextOf): readonly string[] {
  const lines: string[] = [];
  const isSetUp = printSetUps.length > 0;
  if (isSetUp) lines.push(textOf('publish-print-set-up', { sheets: printSetUps.join('、') }));
  else lines.push(textOf('publish-print-kept'));
  if (isSetUp || docx !== undefined) lines.push(textOf('publish-fonts', { fonts: fontNames() }));
  return lines;
}

function fileLines({ copies, docx, pdf }: Published, textOf: TextOf): readonly string[] {
  const lines: string[] = [];
  for (const { file, copy } of copies) {
    lines.push(textOf('publish-written', { file }));
    if (basename(file) !== copy.name) lines.push(textOf('publish-named', { name: copy.name }));
  }
  if (docx !== undefined) lines.push(textOf('publish-written', { file: docx }));
  for (const { file } of pdf.files) lines.push(textOf('publish-written', { file }));
  if (pdf.message !== null) lines.push(pdf.message);
  return lines;
}

function recordLines({ record, stamp }: Published, textOf: TextOf): readonly string[] {
  if (record === null) return stamp.accepted === null ? [] : [textOf('publish-decision-not-kept')];
  return [
    textOf('publish-recorded', { file: record.input }),
    textOf('backup-at', { file: record.backup }),
    ...problemLines(record.problems, textOf),
  ];
}

/** What `publish --json` prints: one document. */
export function publicationDocument(published: Published, textOf: TextOf): unknown {
  const { publication, recalculated, copies, docx, pdf, record } = published;
  const { period, attachments, readiness, removals, printSetUps } = publication;
  const removalDocument = ({ id, count, details }: Removal): unknown => ({
    id,
    count,
    details: detailTexts(details, textOf),
  });
  return {
    period,
    attachments: attachments.map(({ attachment: { sheet, kind }, document: { label, title, name } }) => ({
      sheet,
      kind,
      label,
      title,
      name,
    })),
    files: copies.map(({ file, copy: { name, fingerprint } }) => ({ file, name, fingerprint })),
    docx: docx ?? null,
    pdf: pdf.files.map(({ file }) => file),
    recorded: record !== null,
    printSetUps,
    recalculated: runDocuments(recalculated),
    errors: readiness.errors,
    items: readiness.items.map(({ topic, problem: { severity, code, sheet, cell, parameters } }) => ({
      topic,
      severity,
      sheet,
      cell,
      code,
      message: textOf(code, parameters),
    })),
    removed: removals.filter(({ removed }) => removed).map(removalDocument),
    kept: removals.filter(({ removed }) => !removed).map(removalDocument),
  };
}

function fontNames(): string {
  const { label, title, table, pageNumber } = OFFICIAL_LAYOUT;
  const names = [label, title, table, pageNumber].flatMap(({ font, latin }) => [font.name, latin.name]);
  return [...new Set(names)].join('、');
}
