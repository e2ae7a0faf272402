import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { OfficialCopy } from '../../app/publish.js';
import { OFFICIAL_LAYOUT } from '../../core/publish/layout.js';
import { Failure } from './failure.js';
import { checkWritable, isSameFile } from './files.js';
import { findLibreOffice, firstLineOf } from './libreoffice.js';
import { pdfOf } from './pdf.js';
import type { TextOf } from './texts.js';

/** An official copy and the file it goes to. */
export interface PlacedCopy {
  readonly file: string;
  readonly copy: OfficialCopy;
}

/** Where official copies go. */
export type Destination =
  /** They get their official names. */
  { readonly folder: string } | { readonly file: string };

/** What `--out` names; without it, the folder of the working workbook. */
export async function destinationFor(out: string | undefined, input: string): Promise<Destination> {
  if (out === undefined) return { folder: dirname(input) };
  if (await isFolder(out)) return { folder: out };
  // An official copy under another ending would not open: it is an .xlsx whatever it was made from.
  if (!/\.xlsx$/i.test(out)) throw new Failure(2, 'argument-wrong', { argument: '--out', value: out, known: '*.xlsx' });
  return { file: out };
}

async function isFolder(name: string): Promise<boolean> {
  const found = await stat(name).catch(() => null);
  return found?.isDirectory() === true;
}

/** Gives each copy its file; fails where one could not be written, or would overwrite the working workbook. */
export async function placeCopies(
  copies: readonly OfficialCopy[],
  destination: Destination,
  input: string,
): Promise<readonly PlacedCopy[]> {
  if ('file' in destination && copies.length > 1)
    throw new Failure(2, 'folder-not-found', { folder: destination.file });
  const placed = copies.map((copy) => {
    if ('file' in destination) return { copy, file: destination.file };
    return { copy, file: join(destination.folder, copy.name) };
  });
  for (const { file } of placed) await checkOutput(file, input);
  return placed;
}

/** Fails where a file could not be written, or is the working workbook. */
export async function checkOutput(file: string, input: string): Promise<void> {
  if (await isSameFile(file, input)) throw new Failure(2, 'file-would-be-overwritten', { file: input });
  await checkWritable(file);
}

/** A file that was made and is still to be written. */
export interface MadeFile {
  readonly file: string;
  readonly bytes: Uint8Array;
}

export interface PdfFiles {
  readonly files: readonly MadeFile[];
  /** Why there is no PDF. */
  readonly message: string | null;
}

/**
 * PDF is an extra: where LibreOffice is missing or fails, the attachments are made all the same and the message tells
 * what to do.
 */
export async function pdfFilesOf(copies: readonly OfficialCopy[], pdf: string, textOf: TextOf): Promise<PdfFiles> {
  const program = await findLibreOffice();
  if (program === null) return { files: [], message: textOf('pdf-needs-libreoffice', { file: pdf }) };
  const files: MadeFile[] = [];
  try {
    for (const [index, { bytes }] of copies.entries()) {
      const file = copies.length === 1 ? pdf : pdf.replace(/(\.pdf)?$/i, `-${index + 1}.pdf`);
      files.push({ file, bytes: await pdfOf(bytes, program, OFFICIAL_LAYOUT) });
    }
    return { files, message: null };
  } catch (error) {
    return { files: [], message: textOf('pdf-failed', { file: pdf, reason: firstLineOf(error) }) };
  }
}
