import { stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { wordFile } from '../../adapters/docx/word.js';
import {
  makeOfficialCopies,
  planRecord,
  preparePublication,
  publishedFigures,
  type OfficialCopy,
  type Publication,
  type PublicationStamp,
  type PublishRequest,
} from '../../app/publish.js';
import type { Removal } from '../../app/removals.js';
import { unacceptedErrors } from '../../app/unwaived-errors.js';
import type { Problem } from '../../core/grid/problem.js';
import { OFFICIAL_LAYOUT } from '../../core/publish/layout.js';
import { detailTexts } from '../../messages/details.js';
import { isMessageKey, message, type Language } from '../../messages/index.js';
import { joinValues } from './arguments.js';
import { Failure } from './failure.js';
import { backUp, carryOut, checkWritable, isSameFile, openWorkbook, withFile, writeAtomically } from './files.js';
import { onlyFile, parseOptions } from './options.js';
import { findLibreOffice, pdfOf } from './pdf.js';
import { rulesFrom } from './rules-file.js';

/** Makes the official attachments of a working workbook. Returns what to print on standard output; without a needed decision nothing is written. */
export async function publishCommand(args: readonly string[], language: Language): Promise<string> {
  const options = optionsFrom(args);
  const { input, docx, pdf } = options;
  const say = (code: string, parameters: Problem['parameters'] = {}): string =>
    isMessageKey(code) ? message(language, code, parameters) : code;

  const folder = await folderFor(options.out, input);

  const workbook = await openWorkbook(input);
  const rules = options.rules === undefined ? null : await rulesFrom(options.rules);
  const snapshot = await withFile(input, () => workbook.read());
  const request: PublishRequest = {
    rules,
    audit: unacceptedErrors,
    files: options.each ? 'each' : 'one',
    kept: options.kept,
    printSetUp: options.printSetUp ? 'official' : 'keep',
  };
  const publication = await withFile(input, () =>
    Promise.resolve(preparePublication(snapshot, workbook.contents(), request)),
  );
  if (publication.attachments.length === 0) throw new Failure(3, 'nothing-recognised', {}, input);
  refuseUnknownKept(options.kept, publication.removals);

  const stamp: PublicationStamp = {
    at: localTime(new Date()),
    by: options.by ?? userInfo().username,
    accepted: acceptanceOf(publication, options.accept, say),
  };
  if (publication.readiness.errors > 0 && stamp.accepted === null) {
    process.stderr.write(`${readinessLines(publication, say).join('\n')}\n`);
    throw new Failure(4, 'publish-decision-needed', { errors: publication.readiness.errors }, input);
  }

  // Everything is made before anything is written.
  const copies = await withFile(input, () => makeOfficialCopies(workbook, publication));
  const written = await placesFor(copies, folder, options.out ?? '', input);
  for (const file of [docx, pdf]) if (file !== undefined) await checkOutput(file, input);
  const word = docx === undefined ? null : await wordFile(publication.attachments.map(({ document }) => document));
  const portable = pdf === undefined ? null : await portableOf(copies, pdf, say);
  const plan = options.record
    ? planRecord(
        snapshot,
        {
          figures: publishedFigures(snapshot, rules),
          copies: written.map(({ file, copy }) => ({ name: basename(file), fingerprint: copy.fingerprint })),
        },
        stamp,
      )
    : null;
  if (plan !== null) {
    await checkWritable(input);
    await carryOut(workbook, plan, input);
  }
  for (const { file, copy } of written) await writeAtomically(file, copy.bytes);
  if (docx !== undefined && word !== null) await writeAtomically(docx, word);
  for (const { file, bytes } of portable?.files ?? []) await writeAtomically(file, bytes);
  const backup = plan === null ? null : await backUp(input, { replace: true });
  if (plan !== null) await writeAtomically(input, workbook.bytes());

  if (options.json)
    return JSON.stringify(
      publicationDocument(
        publication,
        written,
        { docx: docx ?? null, pdf: portable?.files.map(({ file }) => file) ?? [], recorded: options.record },
        say,
      ),
      null,
      2,
    );
  return [
    ...readinessLines(publication, say),
    ...removalLines(publication, say),
    ...publication.problems.map(({ code, parameters }) => say(code, parameters)),
    publication.printSetUps.length > 0
      ? say('publish-print-set-up', { sheets: publication.printSetUps.join('、') })
      : say('publish-print-kept'),
    ...(publication.printSetUps.length > 0 || docx !== undefined ? [say('publish-fonts', { fonts: fontNames() })] : []),
    '',
    ...written.flatMap(({ file, copy }) => [
      say('publish-written', { file }),
      ...(basename(file) === copy.name ? [] : [say('publish-named', { name: copy.name })]),
    ]),
    ...[docx, ...(portable?.files.map(({ file }) => file) ?? [])].flatMap((file) =>
      file === undefined ? [] : [say('publish-written', { file })],
    ),
    ...(portable?.message == null ? [] : [portable.message]),
    ...(plan === null
      ? []
      : [
          say('publish-recorded', { file: input }),
          ...(backup === null ? [] : [say('backup-at', { file: backup })]),
          ...plan.problems.map(({ code, parameters }) => say(code, parameters)),
        ]),
    ...(stamp.accepted !== null && !options.record ? [say('publish-decision-not-kept')] : []),
  ].join('\n');
}

type Say = (code: string, parameters?: Problem['parameters']) => string;

interface Options {
  readonly input: string;
  readonly out: string | undefined;
  readonly each: boolean;
  readonly kept: readonly string[];
  readonly printSetUp: boolean;
  readonly docx: string | undefined;
  readonly pdf: string | undefined;
  readonly accept: string | undefined;
  readonly record: boolean;
  readonly by: string | undefined;
  readonly rules: string | undefined;
  readonly json: boolean;
}

function optionsFrom(args: readonly string[]): Options {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values, positionals } = parseOptions({
    args: [...joinValues(args, ['accept', 'by'])],
    allowPositionals: true,
    options: {
      out: text,
      each: flag,
      'keep-formulas': flag,
      keep: { ...text, multiple: true, default: [] },
      'print-set-up': flag,
      docx: text,
      pdf: text,
      accept: text,
      record: flag,
      by: text,
      rules: text,
      json: flag,
    },
  });
  for (const name of ['out', 'docx', 'pdf', 'accept'] as const)
    if (values[name]?.trim() === '') throw new Failure(2, 'argument-without-value', { argument: `--${name}` });
  const endings = { docx: '.docx', pdf: '.pdf' } as const;
  for (const name of ['docx', 'pdf'] as const)
    if (values[name] !== undefined && !values[name].toLowerCase().endsWith(endings[name]))
      throw new Failure(2, 'argument-wrong', {
        argument: `--${name}`,
        value: values[name],
        known: `*${endings[name]}`,
      });
  const kept = [...values.keep, ...(values['keep-formulas'] ? ['formulas'] : [])];
  return {
    input: onlyFile(positionals),
    out: values.out,
    each: values.each,
    kept,
    printSetUp: values['print-set-up'],
    docx: values.docx,
    pdf: values.pdf,
    accept: values.accept?.trim(),
    record: values.record,
    by: values.by,
    rules: values.rules,
    json: values.json,
  };
}

/** `--keep-formulas` on a workbook without formulas is no mistake; any other name must be something that could be kept. */
function refuseUnknownKept(kept: readonly string[], removals: readonly Removal[]): void {
  const known = removals.filter(({ optional }) => optional).map(({ id }) => id);
  const unknown = kept.find((id) => id !== 'formulas' && !known.includes(id));
  if (unknown !== undefined)
    throw new Failure(2, 'publish-keep-unknown', { value: unknown, known: known.map((id) => `“${id}”`).join('、') });
}

function acceptanceOf(
  { readiness: { errors, items } }: Publication,
  reason: string | undefined,
  say: Say,
): PublicationStamp['accepted'] {
  if (errors === 0 || reason === undefined) return null;
  const places = items
    .filter(({ topic }) => topic === 'error')
    .map(({ problem: { sheet, cell } }) => [sheet, cell].filter(Boolean).join('!'));
  return { matter: say('publish-accepted-matter', { errors, places: places.join('、') }), reason };
}

interface Written {
  readonly file: string;
  readonly copy: OfficialCopy;
}

/** A folder gets the official names; without `--out` that is the folder of the working workbook. `null`: `--out` names the file itself. */
async function folderFor(out: string | undefined, input: string): Promise<string | null> {
  if (out === undefined) return dirname(input);
  if (
    await stat(out).then(
      (found) => found.isDirectory(),
      () => false,
    )
  )
    return out;
  // An official copy under another ending would not open: it is an .xlsx whatever it was made from.
  if (!/\.xlsx$/i.test(out)) throw new Failure(2, 'argument-wrong', { argument: '--out', value: out, known: '*.xlsx' });
  return null;
}

async function placesFor(
  copies: readonly OfficialCopy[],
  folder: string | null,
  out: string,
  input: string,
): Promise<readonly Written[]> {
  if (folder === null && copies.length > 1) throw new Failure(2, 'folder-not-found', { folder: out });
  const written = copies.map((copy) => ({ copy, file: folder === null ? out : join(folder, copy.name) }));
  for (const { file } of written) await checkOutput(file, input);
  return written;
}

async function checkOutput(file: string, input: string): Promise<void> {
  if (await isSameFile(file, input)) throw new Failure(2, 'file-would-be-overwritten', { file: input });
  await checkWritable(file);
}

interface Portable {
  readonly files: readonly { readonly file: string; readonly bytes: Uint8Array }[];
  /** Why there is no PDF. */
  readonly message: string | null;
}

/** PDF is an extra: where LibreOffice is missing or fails, the attachments are made all the same and the way out is said. */
async function portableOf(copies: readonly OfficialCopy[], pdf: string, say: Say): Promise<Portable> {
  const program = await findLibreOffice();
  if (program === null) return { files: [], message: say('pdf-needs-libreoffice', { file: pdf }) };
  const files: { file: string; bytes: Uint8Array }[] = [];
  try {
    for (const [index, { bytes }] of copies.entries()) {
      const file = copies.length === 1 ? pdf : pdf.replace(/(\.pdf)?$/i, `-${index + 1}.pdf`);
      files.push({ file, bytes: await pdfOf(bytes, program, OFFICIAL_LAYOUT) });
    }
    return { files, message: null };
  } catch (error) {
    return {
      files: [],
      message: say('pdf-failed', {
        file: pdf,
        reason: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error),
      }),
    };
  }
}

function readinessLines({ readiness: { items, errors } }: Publication, say: Say): readonly string[] {
  if (items.length === 0) return [say('readiness-clear')];
  return [
    say('readiness-heading', { count: items.length, errors }),
    ...items.map(
      ({ topic, problem: { sheet, cell, code, parameters } }) =>
        `  ${say(`topic-${topic}`)}  ${[sheet, cell].filter(Boolean).join('!')}  ${say(code, parameters)}`,
    ),
    '',
  ];
}

function removalLines({ removals }: Publication, say: Say): readonly string[] {
  const line = (removal: Removal): string =>
    `  ${say(`removed-${removal.kind}`, { count: removal.count, details: detailTexts(removal.details, say).join('、') })}`;
  const [gone, kept] = [removals.filter(({ removed }) => removed), removals.filter(({ removed }) => !removed)];
  return [
    ...(gone.length === 0 ? [] : [say('removals-heading'), ...gone.map(line)]),
    ...(kept.length === 0 ? [] : [say('kept-heading'), ...kept.map(line)]),
  ];
}

/** What `publish --json` prints: one document. */
function publicationDocument(
  { period, attachments, readiness, removals, printSetUps }: Publication,
  written: readonly Written[],
  also: { readonly docx: string | null; readonly pdf: readonly string[]; readonly recorded: boolean },
  say: Say,
): unknown {
  const removalDocument = (removal: Removal): unknown => ({
    id: removal.id,
    count: removal.count,
    details: detailTexts(removal.details, say),
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
    files: written.map(({ file, copy: { name, fingerprint } }) => ({ file, name, fingerprint })),
    ...also,
    printSetUps,
    errors: readiness.errors,
    items: readiness.items.map(({ topic, problem: { severity, code, sheet, cell, parameters } }) => ({
      topic,
      severity,
      sheet,
      cell,
      code,
      message: say(code, parameters),
    })),
    removed: removals.filter(({ removed }) => removed).map(removalDocument),
    kept: removals.filter(({ removed }) => !removed).map(removalDocument),
  };
}

function fontNames(): string {
  const { label, title, table, pageNumber } = OFFICIAL_LAYOUT;
  return [...new Set([label, title, table, pageNumber].flatMap(({ font, latin }) => [font.name, latin.name]))].join(
    '、',
  );
}

/** 2021-07-05 09:30, as the clock on the wall shows it. */
function localTime(now: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())} ${two(now.getHours())}:${two(now.getMinutes())}`;
}
