import { useState } from 'react';
import { readRulesFile, type RulesFault } from '../../app/rules-file.js';
import { withField } from '../../core/method/edit-rules.js';
import { RulesError, type Rules } from '../../core/method/read-rules.js';
import { usePane } from '../context.js';

/** A rule set being changed. */
export interface RulesDraft {
  readonly rules: Rules;
  /** What was typed and may not be a value yet, by path. */
  readonly typed: Readonly<Record<string, string>>;
  /** What is wrong with what was typed, by path. */
  readonly faults: Readonly<Record<string, string>>;
  /** What is wrong with the file that was opened; `null` where nothing is. */
  readonly fileFault: string | null;
  /** Changes one value; what cannot be one stays as typed and is a fault. */
  readonly set: (path: string, value: string) => void;
  /** Goes on with another rule set: what was typed is gone. */
  readonly replace: (rules: Rules) => void;
  /** Goes on with the rule set of a file, where it holds one of the same kind of attachment. */
  readonly open: (file: File) => Promise<void>;
}

/** Keeps a rule set while somebody edits it, beginning with `initial`. */
export function useRulesDraft(initial: Rules): RulesDraft {
  const { t } = usePane();
  const [rules, setRules] = useState<Rules>(initial);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const [fileFault, setFileFault] = useState<string | null>(null);

  const set = (path: string, value: string): void => {
    setTyped({ ...typed, [path]: value });
    try {
      setRules(withField(rules, path, value));
      setFaults(Object.fromEntries(Object.entries(faults).filter(([faulty]) => faulty !== path)));
    } catch (error) {
      if (!(error instanceof RulesError)) throw error;
      setFaults({ ...faults, [path]: t('pane-value-wrong') });
    }
  };
  const replace = (replacement: Rules): void => {
    setRules(replacement);
    setTyped({});
    setFaults({});
    setFileFault(null);
  };
  const open = async (file: File): Promise<void> => {
    const read = await readFile(file, rules);
    if ('code' in read) setFileFault(t(read.code, { file: file.name, ...read.parameters }));
    else replace(read);
  };
  return { rules, typed, faults, fileFault, set, replace, open };
}

async function readFile(file: File, { form }: Rules): Promise<Rules | RulesFault> {
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    // The file is gone or another program holds it.
    const reason = error instanceof Error ? error.message : String(error);
    return { code: 'rules-unreadable', parameters: { reason } };
  }
  const read = readRulesFile(bytes);
  if ('code' in read || read.form.kind === form.kind) return read;
  return { code: 'rules-wrong-type', parameters: { path: 'form.kind', detail: 'kind-of-form' } };
}
