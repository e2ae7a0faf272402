import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import type { RulesInForce } from '../../app/method-effect.js';
import { ruleFields, withField } from '../../core/method/edit-rules.js';
import { readRules, RulesError, type Rules } from '../../core/method/read-rules.js';
import { Moves } from '../adjustments/Moves.js';
import { usePane } from '../context.js';
import { Notice } from '../ui/Notice.js';
import { Tick } from '../ui/Tick.js';
import { useAnswer } from '../use-answer.js';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: '8px' },
  grid: { display: 'grid', gridTemplateColumns: '1fr minmax(72px, 40%)', gap: '4px 8px', alignItems: 'center' },
  field: { width: '100%', boxSizing: 'border-box', height: '26px', padding: '0 6px', fontFamily: 'inherit', fontSize: 'inherit', color: tokens.colorNeutralForeground1, backgroundColor: tokens.colorNeutralBackground1, border: `1px solid ${tokens.colorNeutralStroke1}`, borderRadius: tokens.borderRadiusSmall },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  fault: { gridColumn: '1 / 3', color: tokens.colorStatusDangerForeground1 },
});

/** The values of a rule set being changed, with scores and ranks beside the present ones before anything is saved. */
export function MethodEditor({ inForce, places, onDone }: { readonly inForce: RulesInForce; readonly places: number; readonly onDone: () => void }): ReactNode {
  const styles = useStyles();
  const { t, say, session } = usePane();
  const [rules, setRules] = useState<Rules>(inForce.rules);
  const [typed, type] = useState<Readonly<Record<string, string>>>({});
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const [rewordNotes, reword] = useState(true);
  const file = useRef<HTMLInputElement>(null);
  const fields = useMemo(() => ruleFields(rules), [rules]);
  const { answer: effect } = useAnswer('methodEffect', [rules]);

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
    try {
      const read = readRules(JSON.parse(await chosen.text()));
      if (read.form.kind !== rules.form.kind) throw new RulesError('wrong-type', 'form.kind');
      take(read);
    } catch (error) {
      setFaults({ file: error instanceof RulesError ? t(`rules-${error.code}`, { path: error.path }) : t('rules-unreadable', { file: chosen.name }) });
    }
  };
  const save = async (): Promise<void> => {
    if (await session.act('changeMethod', [rules, rewordNotes], { code: 'pane-method-saved', parameters: {} })) onDone();
  };
  const shown = (group: 'method' | 'form'): ReactNode => (
    <div className={styles.grid}>
      {fields.filter(({ path, label }) => path.startsWith(`${group}.`) && !label.includes('程序用')).map(({ path, label, value }) => [
        <label key={`${path} label`} htmlFor={path}>{label}</label>,
        <input key={path} id={path} className={styles.field} value={typed[path] ?? value} aria-invalid={path in faults} onChange={(event) => set(path, event.target.value)} />,
        path in faults ? <div key={`${path} fault`} className={styles.fault} role="alert">{faults[path]}</div> : null,
      ])}
    </div>
  );
  const changed = (effect?.differences.length ?? 0) > 0;
  return (
    <form className={styles.form} onSubmit={(event) => { event.preventDefault(); void save(); }}>
      {shown('method')}
      <details><summary>{t('pane-form-fields')}</summary>{shown('form')}</details>
      {faults['file'] === undefined ? null : <Notice tone="error">{faults['file']}</Notice>}
      {effect === null || effect.warnings.length === 0 ? null : <Notice tone="warning">{effect.warnings.map(({ code, parameters }, index) => <div key={`${code} ${index}`}>{say(code, parameters)}</div>)}</Notice>}
      {!changed || effect === null ? null : (
        <>
          <Moves adjusted={{ moves: effect.moves, refused: [], problems: [] }} places={places} />
          {effect.notes.length === 0 ? null : <Tick checked={rewordNotes} onChange={reword}>{t('pane-reword-notes', { count: effect.notes.length })}</Tick>}
        </>
      )}
      <div className={styles.actions}>
        <Button size="small" appearance="primary" type="submit" disabled={!changed || Object.keys(faults).length > 0}>{t('pane-confirm')}</Button>
        <Button size="small" onClick={onDone}>{t('pane-cancel')}</Button>
        <Button size="small" onClick={() => take(inForce.builtIn)}>{t('pane-built-in')}</Button>
        <Button size="small" onClick={() => file.current?.click()}>{t('pane-import')}</Button>
        <Button size="small" onClick={() => exportRules(rules)}>{t('pane-export')}</Button>
        <input ref={file} type="file" accept="application/json,.json" hidden onChange={(event) => void open(event.target.files?.[0])} />
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
