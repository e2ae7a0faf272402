import { Button, Field, Input, makeStyles, Select } from '@fluentui/react-components';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import type { AdjustmentEdit } from '../../app/adjust.js';
import type { AdjustmentTable } from '../../app/adjustments.js';
import { checkEntry } from '../../core/adjustments/check-entry.js';
import { UNCLASSIFIED, type EntryDraft } from '../../core/adjustments/entry.js';
import { reasonsGiven, type Ledger } from '../../core/adjustments/ledger.js';
import type { TypedPoints } from '../../core/method/components/component-kind.js';
import { clausePoints, isDeduction } from '../../core/method/components/adjustment-clause.js';
import { usePane } from '../context.js';
import { ActionButton } from '../ui/ActionButton.js';
import { useCommonStyles } from '../ui/common-styles.js';
import { Tick } from '../ui/Tick.js';
import { useTask } from '../use-query.js';
import { useSubmit } from '../use-submit.js';
import { selectsAllOnClick } from '../ui/select-all.js';
import { Moves } from './Moves.js';
import { WorkingOut } from './WorkingOut.js';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: '6px' },
  pair: { display: 'grid', gridTemplateColumns: '1fr 1fr', columnGap: '8px' },
  others: { maxHeight: '160px', overflowY: 'auto' },
});

interface Props {
  readonly table: AdjustmentTable;
  readonly ledgers: readonly Ledger[];
  readonly draft: EntryDraft;
  /** The entry exists already and is only copied to other units. */
  readonly isCopy: boolean;
  /** Units to which the same entry can be copied. */
  readonly others: readonly string[];
  readonly editsFor: (entries: readonly EntryDraft[]) => readonly AdjustmentEdit[];
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** One entry of the ledger being written; ranges are checked and the effect is shown while typing. */
export function EntryForm(props: Props): ReactNode {
  const { table, ledgers, isCopy, others, editsFor, onDone, onCancel } = props;
  const styles = useStyles();
  const common = useCommonStyles();
  const { t, session } = usePane();
  const { isSubmitting, submit } = useSubmit();
  const [alsoFor, setAlsoFor] = useState<readonly string[]>([]);
  const form = useEntryForm(props.draft, table.adjustments.component);
  const { entry, typed } = form;
  const edits = editsFor([entry, ...alsoFor.map((unit) => ({ ...entry, unit }))]);
  const { answer: preview, isCurrent } = useTask('adjusting', form.isComplete ? [edits] : null);
  const isReady = preview !== null && isCurrent && preview.refused.length === 0 && edits.length > 0;
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) submit(event, () => session.execute('adjust', [edits], null), onDone);
  };
  return (
    <form className={styles.form} onSubmit={save} aria-label={t('pane-add-entry')}>
      <ClauseField clauses={table.adjustments.component.clauses} value={typed.clause} onChoose={form.chooseClause} />
      <div className={styles.pair}>
        <Field label={t('pane-points-each')} size="small" {...form.validationOf('points')}>
          <Input
            size="small"
            inputMode="decimal"
            value={typed.points}
            onChange={(_, { value }) => form.set({ points: value })}
            {...selectsAllOnClick}
          />
        </Field>
        <Field label={t('times')} size="small" {...form.validationOf('times')}>
          <Input
            size="small"
            inputMode="numeric"
            value={typed.times}
            onChange={(_, { value }) => form.set({ times: value })}
            {...selectsAllOnClick}
          />
        </Field>
      </div>
      <ReasonField ledgers={ledgers} typed={typed} onChange={(reason) => form.set({ reason })} />
      <Field label={t('evidence')} size="small">
        <Input size="small" value={typed.evidence} onChange={(_, { value }) => form.set({ evidence: value })} />
      </Field>
      <div className={styles.pair}>
        <Field label={t('date')} size="small">
          <Input size="small" type="date" value={typed.date} onChange={(_, { value }) => form.set({ date: value })} />
        </Field>
        <Field label={t('by')} size="small">
          <Input size="small" value={typed.by} onChange={(_, { value }) => form.set({ by: value })} />
        </Field>
      </div>
      <OtherUnits units={others} chosen={alsoFor} isOpen={isCopy} onChange={setAlsoFor} />
      {form.isComplete && preview === null && <WorkingOut />}
      {preview !== null && <Moves adjusted={preview} places={table.places} />}
      <div className={common.actions}>
        <ActionButton
          size="small"
          appearance="primary"
          type="submit"
          isBusy={isSubmitting}
          disabledFocusable={!isReady}
        >
          {t('pane-confirm')}
        </ActionButton>
        <Button size="small" onClick={onCancel}>
          {t('pane-cancel')}
        </Button>
      </div>
    </form>
  );
}

/** An entry as it is typed: its numbers are texts that may not be numbers yet. */
type TypedEntry = Omit<EntryDraft, 'times' | 'points'> & { readonly times: string; readonly points: string };

/** What a field shows below itself; nothing where nothing is wrong. */
interface Validation {
  readonly validationMessage?: string;
  readonly validationState?: 'error' | 'warning';
}

interface EntryFormState {
  readonly typed: TypedEntry;
  /** The typed entry with its numbers; `NaN` where there is none. */
  readonly entry: EntryDraft;
  /** Clause and points are there, and nothing is against them. */
  readonly isComplete: boolean;
  readonly set: (part: Partial<TypedEntry>) => void;
  readonly chooseClause: (number: string) => void;
  readonly validationOf: (field: string) => Validation;
}

function useEntryForm(draft: EntryDraft, component: TypedPoints): EntryFormState {
  const { codeText } = usePane();
  const [typed, setTyped] = useState<TypedEntry>(() => ({
    ...draft,
    times: String(draft.times),
    points: Number.isNaN(draft.points) ? '' : String(draft.points),
  }));
  const set = (part: Partial<TypedEntry>): void => setTyped({ ...typed, ...part });
  const hasPoints = typed.points.trim() !== '';
  const entry = { ...typed, times: Number(typed.times), points: hasPoints ? Number(typed.points) : Number.NaN };
  const isBegun = typed.clause !== '' && hasPoints;
  const faults = isBegun ? checkEntry(entry, component) : [];
  return {
    typed,
    entry,
    isComplete: isBegun && !faults.some(({ severity }) => severity === 'error'),
    set,
    chooseClause: (number) => {
      const clause = component.clauses.find((other) => other.number === number);
      const hasOnePossibility = clause !== undefined && clause.least === clause.most;
      if (hasOnePossibility) set({ clause: number, points: clause.least });
      else set({ clause: number });
    },
    validationOf: (field) => {
      const fault = faults.find((found) => found.field === field);
      if (fault === undefined) return {};
      const { code, parameters, severity } = fault;
      return { validationMessage: codeText(code, { unit: '', ...parameters }), validationState: severity };
    },
  };
}

function ClauseField({
  clauses,
  value,
  onChoose,
}: {
  readonly clauses: TypedPoints['clauses'];
  readonly value: string;
  readonly onChoose: (number: string) => void;
}): ReactNode {
  const { t } = usePane();
  return (
    <Field label={t('clause')} size="small">
      <Select size="small" value={value} onChange={(_, data) => onChoose(data.value)} autoFocus>
        <option value="" />
        {clauses.map((clause) => (
          <option key={clause.number} value={clause.number}>
            {t('clause-choice', {
              clause: clause.number,
              label: clause.label,
              takesOff: isDeduction(clause) ? 'yes' : '',
              points: clausePoints(clause),
            })}
          </option>
        ))}
        <option value={UNCLASSIFIED}>{UNCLASSIFIED}</option>
      </Select>
    </Field>
  );
}

/** The reason, with those to choose from that were given for the clause before. */
function ReasonField({
  ledgers,
  typed,
  onChange,
}: Pick<Props, 'ledgers'> & {
  readonly typed: TypedEntry;
  readonly onChange: (reason: string) => void;
}): ReactNode {
  const { t } = usePane();
  const list = useId();
  return (
    <>
      <Field label={t('reason')} size="small">
        <Input size="small" value={typed.reason} onChange={(_, { value }) => onChange(value)} input={{ list }} />
      </Field>
      <datalist id={list}>
        {reasonsGiven(ledgers, typed.clause).map((reason) => (
          <option key={reason} value={reason} />
        ))}
      </datalist>
    </>
  );
}

/** Other units that get the same entry. */
function OtherUnits({
  units,
  chosen,
  isOpen,
  onChange,
}: {
  readonly units: readonly string[];
  readonly chosen: readonly string[];
  readonly isOpen: boolean;
  readonly onChange: (chosen: readonly string[]) => void;
}): ReactNode {
  const styles = useStyles();
  const { t } = usePane();
  const tick = (unit: string, isTicked: boolean): void => {
    if (isTicked) onChange([...chosen, unit]);
    else onChange(chosen.filter((other) => other !== unit));
  };
  return (
    <details open={isOpen}>
      <summary>{t('pane-also-for', { count: chosen.length })}</summary>
      <div className={styles.others}>
        {units.map((unit) => (
          <Tick key={unit} checked={chosen.includes(unit)} onChange={(isTicked) => tick(unit, isTicked)}>
            {unit}
          </Tick>
        ))}
      </div>
    </details>
  );
}
