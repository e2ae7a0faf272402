import { joinValues } from './arguments.js';
import { Failure } from './failure.js';
import { onlyFile, parseOptions } from './options.js';

/** The arguments of `publish`. */
export interface PublishOptions {
  readonly input: string;
  readonly out: string | undefined;
  readonly each: boolean;
  /** What is kept that publishing would remove. */
  readonly kept: readonly string[];
  readonly printSetUp: boolean;
  readonly docx: string | undefined;
  readonly pdf: string | undefined;
  /** The reason for publishing with errors. */
  readonly accept: string | undefined;
  readonly record: boolean;
  readonly by: string | undefined;
  readonly rules: string | undefined;
  readonly json: boolean;
  /** LibreOffice calculates the formulas whose results are older than what they read. */
  readonly recalculate: boolean;
}

const ENDINGS = { docx: '.docx', pdf: '.pdf' } as const;

export function publishOptionsFrom(args: readonly string[]): PublishOptions {
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
      recalculate: flag,
      record: flag,
      by: text,
      rules: text,
      json: flag,
    },
  });
  for (const name of ['out', 'docx', 'pdf', 'accept'] as const)
    if (values[name]?.trim() === '') throw new Failure(2, 'argument-without-value', { argument: `--${name}` });
  for (const name of ['docx', 'pdf'] as const) checkEndingOf(name, values[name]);
  const kept = [...values.keep];
  if (values['keep-formulas']) kept.push('formulas');
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
    recalculate: values.recalculate,
  };
}

function checkEndingOf(name: keyof typeof ENDINGS, file: string | undefined): void {
  const ending = ENDINGS[name];
  if (file === undefined || file.toLowerCase().endsWith(ending)) return;
  throw new Failure(2, 'argument-wrong', { argument: `--${name}`, value: file, known: `*${ending}` });
}
