import { Button, Field, Input, makeStyles, Select } from '@fluentui/react-components';
import { useId, useMemo, useState, type FormEvent, type ReactNode } from 'react';
import type { AdjustmentEdit } from '../../app/adjust.js';
import type { AdjustmentTable } from '../../app/adjustments.js';
import { checkEntry } from '../../core/adjustments/check-entry.js';
import { UNCLASSIFIED, type EntryDraft } from '../../core/adjustments/entry.js';
import { reasonsGiven, type Ledger } from '../../core/adjustments/ledger.js';
import { clausePoints, isDeduction } from '../../core/method/components/adjustment-clause.js';
import { usePane } from '../context.js';
import { useCommonStyles } from '../ui/common-styles.js';
import { Tick } from '../ui/Tick.js';
import { useStudy } from '../use-answer.js';
import { useCarryOut } from '../use-carry-out.js';
import { Moves } from './Moves.js';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: '6px' },
  pair: { display: 'grid', gridTemplateColumns: '1fr 1fr', columnGap: '8px' },
  others: { maxHeight: '160px', overflowY: 'auto' },
});

interface Props {
  readonly table: AdjustmentTable;
  readonly ledgers: readonly Ledger[];
  readonly draft: EntryDraft;
  /** The entry is there already and only goes to other units. */
  readonly isCopy: boolean;
  /** Units to which the same entry can be copied. */
  readonly others: readonly string[];
  readonly editsFor: (entries: readonly EntryDraft[]) => readonly AdjustmentEdit[];
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** One entry of the ledger being written; ranges are checked and the effect is shown while typing. */
export function EntryForm({ table, ledgers, draft, isCopy, others, editsFor, onDone, onCancel }: Props): ReactNode {
  const styles = useStyles();
  const common = useCommonStyles();
  const { t, say, session } = usePane();
  const { isUnderWay, carryOut } = useCarryOut();
  const { component } = table.adjustments;
  const [entry, setEntry] = useState(draft);
  const [times, setTimes] = useState(String(draft.times));
  const [points, setPoints] = useState(Number.isNaN(draft.points) ? '' : String(draft.points));
  const [also, setAlso] = useState<readonly string[]>([]);
  const reasons = useId();
  const set = (part: Partial<EntryDraft>): void => setEntry({ ...entry, ...part });

  const complete: EntryDraft = useMemo(
    () => ({ ...entry, times: Number(times), points: points.trim() === '' ? Number.NaN : Number(points) }),
    [entry, times, points],
  );
  const begun = complete.clause !== '' && points.trim() !== '';
  const faults = begun ? checkEntry(complete, component) : [];
  const edits = useMemo(
    () => editsFor([complete, ...also.map((unit) => ({ ...complete, unit }))]),
    [complete, also, editsFor],
  );
  const { answer: preview, isCurrent } = useStudy(
    'adjusting',
    !begun || faults.some(({ severity }) => severity === 'error') ? null : [edits],
  );

  const chooseClause = (number: string): void => {
    const clause = component.clauses.find((one) => one.number === number);
    set({ clause: number });
    if (clause !== undefined && clause.least === clause.most) setPoints(clause.least);
  };
  const fault = (
    field: string,
  ): { readonly validationMessage: string; readonly validationState: 'error' | 'warning' } | object => {
    const found = faults.find((one) => one.field === field);
    return found === undefined
      ? {}
      : { validationMessage: say(found.code, { unit: '', ...found.parameters }), validationState: found.severity };
  };
  const ready = preview !== null && isCurrent && preview.refused.length === 0 && edits.length > 0;
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (ready) carryOut(event, () => session.act('adjust', [edits], null), onDone);
  };

  return (
    <form className={styles.form} onSubmit={save} aria-label={t('pane-add-entry')}>
      <Field label={t('clause')} size="small">
        <Select size="small" value={entry.clause} onChange={(_, { value }) => chooseClause(value)} autoFocus>
          <option value="" />
          {component.clauses.map((clause) => (
            <option
              key={clause.number}
              value={clause.number}
            >{`${clause.number} ${clause.label}（${isDeduction(clause) ? '−' : '+'}${clausePoints(clause)}）`}</option>
          ))}
          <option value={UNCLASSIFIED}>{UNCLASSIFIED}</option>
        </Select>
      </Field>
      <div className={styles.pair}>
        <Field label={t('pane-points-each')} size="small" {...fault('points')}>
          <Input size="small" inputMode="decimal" value={points} onChange={(_, { value }) => setPoints(value)} />
        </Field>
        <Field label={t('times')} size="small" {...fault('times')}>
          <Input size="small" inputMode="numeric" value={times} onChange={(_, { value }) => setTimes(value)} />
        </Field>
      </div>
      <Field label={t('reason')} size="small">
        <Input
          size="small"
          value={entry.reason}
          onChange={(_, { value }) => set({ reason: value })}
          input={{ list: reasons }}
        />
      </Field>
      <datalist id={reasons}>
        {reasonsGiven(ledgers, entry.clause).map((reason) => (
          <option key={reason} value={reason} />
        ))}
      </datalist>
      <Field label={t('evidence')} size="small">
        <Input size="small" value={entry.evidence} onChange={(_, { value }) => set({ evidence: value })} />
      </Field>
      <div className={styles.pair}>
        <Field label={t('date')} size="small">
          <Input size="small" type="date" value={entry.date} onChange={(_, { value }) => set({ date: value })} />
        </Field>
        <Field label={t('by')} size="small">
          <Input size="small" value={entry.by} onChange={(_, { value }) => set({ by: value })} />
        </Field>
      </div>
      <details open={isCopy}>
        <summary>{t('pane-also-for', { count: also.length })}</summary>
        <div className={styles.others}>
          {others.map((unit) => (
            <Tick
              key={unit}
              checked={also.includes(unit)}
              onChange={(checked) => setAlso(checked ? [...also, unit] : also.filter((one) => one !== unit))}
            >
              {unit}
            </Tick>
          ))}
        </div>
      </details>
      {preview === null ? null : <Moves adjusted={preview} places={table.places} />}
      <div className={common.actions}>
        <Button size="small" appearance="primary" type="submit" disabledFocusable={!ready || isUnderWay}>
          {t('pane-confirm')}
        </Button>
        <Button size="small" onClick={onCancel}>
          {t('pane-cancel')}
        </Button>
      </div>
    </form>
  );
}
