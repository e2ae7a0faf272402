import type { AttachmentKind } from '../../core/form/form.js';
import { builtInForms } from '../../core/form/index.js';
import { builtInMethod } from '../../core/method/index.js';
import { Failure } from './failure.js';
import { parseOptions } from './options.js';

/** Prints the newest rule set of a kind, {form, method}, as JSON that `--rules` takes back. */
export function rulesCommand(args: readonly string[]): string {
  const { values } = parseOptions({ args: [...args], options: { kind: { type: 'string', default: 'districts' } } });
  if (!isKind(values.kind))
    throw new Failure(2, 'argument-wrong', {
      argument: '--kind',
      value: values.kind,
      known: Object.keys(builtInForms).join('、'),
    });
  return JSON.stringify({ form: builtInForms[values.kind], method: builtInMethod(values.kind, null) }, null, 2);
}

function isKind(text: string): text is AttachmentKind {
  return Object.hasOwn(builtInForms, text);
}
