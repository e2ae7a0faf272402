import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useMemo, useRef, useState, type FormEvent, type ReactNode } from 'react';
import type { RulesInForce } from '../../app/method-effect.js';
import { readRulesFile, type RulesFault } from '../../app/rules-file.js';
import { ruleFields, withField, withNewClause, withoutClause } from '../../core/method/edit-rules.js';
import { hasClauses } from '../../core/method/components/index.js';
import { isForProgram } from '../../core/method/field-names.js';
import { RulesError, type Rules } from '../../core/method/read-rules.js';
import { componentInWords } from '../../core/method/words.js';
import { Moves } from '../adjustments/Moves.js';
import { usePane } from '../context.js';
import { useCommonStyles } from '../ui/common-styles.js';
import { Notice } from '../ui/Notice.js';
import { Tick } from '../ui/Tick.js';
import { useStudy } from '../use-answer.js';
import { useCarryOut } from '../use-carry-out.js';
import { RuleFields } from './RuleFields.js';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: '8px' },
  component: {
    border: 'none',
    margin: 0,
    padding: '8px 0 0',
    minWidth: 0,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    display: 'flex',
    flexDirection: 'column',
    rowGap: '6px',
  },
  words: { padding: 0, color: tokens.colorNeutralForeground2, lineHeight: '20px' },
});

/** The values of a rule set being changed, with scores and ranks beside the present ones before anything is saved. */
export function MethodEditor({
  inForce,
  places,
  onDone,
}: {
  readonly inForce: RulesInForce;
  readonly places: number;
  readonly onDone: () => void;
}): ReactNode {
  const styles = useStyles();
  const common = useCommonStyles();
  const { t, say, session } = usePane();
  const { isUnderWay, carryOut } = useCarryOut();
  const [rules, setRules] = useState<Rules>(inForce.rules);
  const [typed, type] = useState<Readonly<Record<string, string>>>({});
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const [rewordNotes, reword] = useState(true);
  const file = useRef<HTMLInputElement>(null);
  const fields = useMemo(() => ruleFields(rules), [rules]);
  const { answer: effect } = useStudy('methodEffect', [rules]);

  const set = (path: string, value: string): void => {
    type({ ...typed, [path]: value });
    try {
      setRules(withField(rules, path, value));
      setFaults(Object.fromEntries(Object.entries(faults).filter(([known]) => known !== path)));
    } catch (error) {
      if (!(error instanceof RulesError)) throw error;
      setFaults({ ...faults, [path]: t('pane-value-wrong') });
    }
  };
  const take = (taken: Rules): void => {
    setRules(taken);
    type({});
    setFaults({});
  };
  const open = async (chosen: File | undefined): Promise<void> => {
    if (chosen === undefined) return;
    const fail = ({ code, parameters }: RulesFault): void =>
      setFaults({ file: t(code, { file: chosen.name, ...parameters }) });
    try {
      const read = readRulesFile(new Uint8Array(await chosen.arrayBuffer()));
      if ('code' in read) fail(read);
      else if (read.form.kind !== rules.form.kind)
        fail({ code: 'rules-wrong-type', parameters: { path: 'form.kind', detail: 'kind-of-form' } });
      else take(read);
    } catch (error) {
      // The file is gone or another program holds it.
      fail({
        code: 'rules-unreadable',
        parameters: { reason: error instanceof Error ? error.message : String(error) },
      });
    }
  };
  const changed = (effect?.differences.length ?? 0) > 0;
  const isReady = changed && Object.keys(faults).length === 0;
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady)
      carryOut(
        event,
        () => session.act('changeMethod', [rules, rewordNotes], { code: 'pane-method-saved', parameters: {} }),
        onDone,
      );
  };
  const shown = (wanted: (path: string) => boolean): ReactNode => (
    <RuleFields
      fields={fields.filter(({ path }) => !isForProgram(path) && wanted(path))}
      typed={typed}
      faults={faults}
      onChange={set}
    />
  );
  return (
    <form className={styles.form} onSubmit={save}>
      {shown((path) => path.startsWith('method.') && !path.startsWith('method.components.'))}
      {(rules.method?.components ?? []).map((component, place) => (
        <fieldset key={component.id} className={styles.component}>
          <legend className={styles.words}>
            {component.clause}、{componentInWords(component, rules.form)}
          </legend>
          {shown((path) => path.startsWith(`method.components.${place}.`))}
          {!hasClauses(component) ? null : (
            <div className={common.actions}>
              <Button size="small" onClick={() => take(withNewClause(rules, place))}>
                {t('pane-add-clause')}
              </Button>
              {component.clauses.map(({ number }, index) => (
                <Button
                  key={`${number} ${index}`}
                  size="small"
                  onClick={() => take(withoutClause(rules, place, index))}
                >
                  {t('pane-remove-clause', { clause: number })}
                </Button>
              ))}
            </div>
          )}
        </fieldset>
      ))}
      <details>
        <summary>{t('pane-form-fields')}</summary>
        {shown((path) => path.startsWith('form.'))}
      </details>
      {faults['file'] === undefined ? null : <Notice tone="error">{faults['file']}</Notice>}
      {effect === null || effect.warnings.length === 0 ? null : (
        <Notice tone="warning">
          {effect.warnings.map(({ code, parameters }, index) => (
            <div key={`${code} ${index}`}>{say(code, parameters)}</div>
          ))}
        </Notice>
      )}
      {!changed || effect === null ? null : (
        <>
          <Moves adjusted={{ moves: effect.moves, refused: [], problems: [] }} places={places} />
          {effect.notes.length === 0 ? null : (
            <Tick checked={rewordNotes} onChange={reword}>
              {t('pane-reword-notes', { count: effect.notes.length })}
            </Tick>
          )}
        </>
      )}
      <div className={common.actions}>
        <Button size="small" appearance="primary" type="submit" disabledFocusable={!isReady || isUnderWay}>
          {t('pane-confirm')}
        </Button>
        <Button size="small" onClick={onDone}>
          {t('pane-cancel')}
        </Button>
        <Button size="small" onClick={() => take(inForce.builtIn)}>
          {t('pane-built-in')}
        </Button>
        <Button size="small" onClick={() => file.current?.click()}>
          {t('pane-import')}
        </Button>
        <Button size="small" onClick={() => exportRules(rules)}>
          {t('pane-export')}
        </Button>
        <input
          ref={file}
          type="file"
          accept="application/json,.json"
          hidden
          onChange={(event) => {
            void open(event.target.files?.[0]);
            // The same file, mended, can be chosen again.
            event.target.value = '';
          }}
        />
      </div>
    </form>
  );
}

function exportRules(rules: Rules): void {
  const address = URL.createObjectURL(new Blob([`${JSON.stringify(rules, null, 2)}\n`], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${rules.method?.id ?? rules.form.id}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
