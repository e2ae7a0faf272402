import { userInfo } from 'node:os';
import { basename } from 'node:path';
import { wordFile } from '../../adapters/docx/word.js';
import type { XlsxWorkbook } from '../../adapters/xlsx/workbook.js';
import {
  makeOfficialCopies,
  planRecord,
  preparePublication,
  publishedFigures,
  type OfficialCopy,
  type Publication,
  type PublicationStamp,
} from '../../app/publish.js';
import type { Removal } from '../../app/removals.js';
import { unacceptedErrors } from '../../app/unaccepted-errors.js';
import type { Plan } from '../../core/changes/plan.js';
import type { SheetArea } from '../../core/changes/precedents.js';
import type { Rules } from '../../core/method/read-rules.js';
import type { Language } from '../../messages/index.js';
import type { WorkbookSnapshot } from '../../ports/workbook.js';
import { Failure } from './failure.js';
import {
  backUp,
  applyPlan,
  checkWritable,
  openWorkbook,
  sayingProtection,
  withFile,
  writeAtomically,
} from './files.js';
import {
  checkOutput,
  destinationFor,
  pdfFilesOf,
  placeCopies,
  type MadeFile,
  type PdfFiles,
  type PlacedCopy,
} from './publish-files.js';
import { publishOptionsFrom, type PublishOptions } from './publish-options.js';
import { publicationDocument, publishReport, readinessLines, type Published } from './publish-report.js';
import { recalculated } from './recalculate.js';
import { rulesFrom } from './rules-file.js';
import { asJson, placeOf, textsIn, type TextOf } from './texts.js';

/** The working workbook that is published. */
interface Source {
  /** As it is in the file. */
  readonly working: XlsxWorkbook;
  /** As it is published: where that was asked for, with fresh results. */
  readonly workbook: XlsxWorkbook;
  readonly snapshot: WorkbookSnapshot;
  /** The formulas that have fresh results. */
  readonly recalculated: readonly SheetArea[];
  readonly rules: Rules | null;
}

/** Everything that publishing makes, before anything is written. */
interface MadeFiles {
  readonly copies: readonly PlacedCopy[];
  readonly docx: MadeFile | null;
  readonly pdf: PdfFiles;
  /** The entry in the working workbook. */
  readonly record: Plan | null;
}

/**
 * Makes the official attachments of a working workbook. Returns what to print on standard output; without a needed
 * decision nothing is written.
 */
export async function publishCommand(args: readonly string[], language: Language): Promise<string> {
  const options = publishOptionsFrom(args);
  const textOf = textsIn(language);
  const destination = await destinationFor(options.out, options.input);
  const source = await openSource(options);
  const publication = await prepare(source, options);
  const stamp = stampFor(publication, options, textOf);
  checkDecided(publication, stamp, { options, textOf });

  const official = await withFile(options.input, () => makeOfficialCopies(source.workbook, publication));
  const copies = await placeCopies(official, destination, options.input);
  const extras = await makeExtras(publication, official, { options, textOf });
  const record = options.record ? recordOf(source, copies, stamp) : null;
  const backup = await writeAll({ copies, ...extras, record }, source.working, options.input);

  const published: Published = {
    publication,
    recalculated: source.recalculated,
    copies,
    docx: options.docx,
    pdf: extras.pdf,
    stamp,
    record: record === null || backup === null ? null : { input: options.input, backup, problems: record.problems },
  };
  if (options.json) return asJson(publicationDocument(published, textOf));
  return publishReport(published, textOf);
}

async function openSource({ input, rules: rulesFile, recalculate }: PublishOptions): Promise<Source> {
  const working = await openWorkbook(input);
  const rules = rulesFile === undefined ? null : await rulesFrom(rulesFile);
  const snapshot = await withFile(input, () => working.read());
  if (!recalculate) return { working, workbook: working, snapshot, rules, recalculated: [] };
  const { cells, ...fresh } = await recalculated({ workbook: working, snapshot }, { rules, input });
  return { working, ...fresh, rules, recalculated: cells };
}

async function prepare({ workbook, snapshot, rules }: Source, options: PublishOptions): Promise<Publication> {
  const { input, kept } = options;
  const publication = await withFile(input, () =>
    Promise.resolve(
      preparePublication(snapshot, workbook.contents(), {
        rules,
        audit: unacceptedErrors,
        files: options.each ? 'each' : 'one',
        kept,
        printSetUp: options.printSetUp ? 'official' : 'keep',
      }),
    ),
  );
  if (publication.attachments.length === 0) throw new Failure(3, 'nothing-recognised', {}, input);
  refuseUnknownKept(kept, publication.removals);
  return publication;
}

/**
 * `--keep-formulas` on a workbook without formulas is no mistake; any other name must be something that could be kept.
 */
function refuseUnknownKept(kept: readonly string[], removals: readonly Removal[]): void {
  const optional = removals.filter((removal) => removal.optional).map(({ id }) => id);
  const unknown = kept.find((id) => id !== 'formulas' && !optional.includes(id));
  if (unknown === undefined) return;
  const known = optional.map((id) => `“${id}”`).join('、');
  throw new Failure(2, 'publish-keep-unknown', { value: unknown, known });
}

function stampFor(publication: Publication, { by, accept }: PublishOptions, textOf: TextOf): PublicationStamp {
  return {
    at: localTime(new Date()),
    by: by ?? userInfo().username,
    accepted: acceptanceOf(publication, accept, textOf),
  };
}

function acceptanceOf(
  { readiness: { errors, items } }: Publication,
  reason: string | undefined,
  textOf: TextOf,
): PublicationStamp['accepted'] {
  if (errors === 0 || reason === undefined) return null;
  const places = items.filter(({ topic }) => topic === 'error').map(({ problem }) => placeOf(problem));
  return { matter: textOf('publish-accepted-matter', { errors, places: places.join('、') }), reason };
}

/** Fails where there are errors that nobody has accepted. */
function checkDecided(
  publication: Publication,
  { accepted }: PublicationStamp,
  { options: { input, recalculate }, textOf }: { readonly options: PublishOptions; readonly textOf: TextOf },
): void {
  const { errors, items } = publication.readiness;
  if (errors === 0 || accepted !== null) return;
  const lines = [...readinessLines(publication, textOf)];
  const hasStale = items.some(({ problem: { code } }) => code === 'formulas-stale');
  if (hasStale && !recalculate) lines.push(textOf('publish-recalculate-possible'));
  process.stderr.write(`${lines.join('\n')}\n`);
  throw new Failure(4, 'publish-decision-needed', { errors }, input);
}

/** Makes the Word and the PDF files that were asked for. */
async function makeExtras(
  publication: Publication,
  copies: readonly OfficialCopy[],
  { options, textOf }: { readonly options: PublishOptions; readonly textOf: TextOf },
): Promise<Pick<MadeFiles, 'docx' | 'pdf'>> {
  const { docx, pdf, input } = options;
  if (docx !== undefined) await checkOutput(docx, input);
  if (pdf !== undefined) await checkOutput(pdf, input);
  let word: MadeFile | null = null;
  if (docx !== undefined) {
    const documents = publication.attachments.map(({ document }) => document);
    word = { file: docx, bytes: await wordFile(documents) };
  }
  if (pdf === undefined) return { docx: word, pdf: { files: [], message: null } };
  return { docx: word, pdf: await pdfFilesOf(copies, pdf, textOf) };
}

function recordOf({ snapshot, rules }: Source, copies: readonly PlacedCopy[], stamp: PublicationStamp): Plan {
  const files = copies.map(({ file, copy }) => ({ name: basename(file), fingerprint: copy.fingerprint }));
  const record = planRecord(snapshot, { figures: publishedFigures(snapshot, rules), copies: files }, stamp);
  return sayingProtection(snapshot, record);
}

/** Writes everything, the record last; returns where the working workbook is kept as it was before its record. */
async function writeAll(made: MadeFiles, workbook: XlsxWorkbook, input: string): Promise<string | null> {
  const { copies, docx, pdf, record } = made;
  if (record !== null) {
    await checkWritable(input);
    await applyPlan(workbook, record, input);
  }
  for (const { file, copy } of copies) await writeAtomically(file, copy.bytes);
  if (docx !== null) await writeAtomically(docx.file, docx.bytes);
  for (const { file, bytes } of pdf.files) await writeAtomically(file, bytes);
  if (record === null) return null;
  const backup = await backUp(input);
  await writeAtomically(input, workbook.bytes());
  return backup;
}

/** 2021-07-05 09:30, as the clock on the wall shows it. */
function localTime(now: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `${day} ${two(now.getHours())}:${two(now.getMinutes())}`;
}
