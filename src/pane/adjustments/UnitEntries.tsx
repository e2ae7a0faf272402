import { Button, makeStyles } from '@fluentui/react-components';
import { Add16Regular, Copy16Regular, Delete16Regular, Edit16Regular } from '@fluentui/react-icons';
import { useState, type ReactElement, type ReactNode } from 'react';
import type { AdjustmentEdit } from '../../app/adjust.js';
import type { AdjustmentTable, UnitLine } from '../../app/adjustments.js';
import { clauseNamed, type EntryDraft, type LedgerEntry } from '../../core/adjustments/entry.js';
import type { Ledger } from '../../core/adjustments/ledger.js';
import { unclassifiedEntry } from '../../core/adjustments/reconcile.js';
import { fittingSplits } from '../../core/adjustments/split.js';
import { usePane, type PaneContext } from '../context.js';
import { useCommonStyles } from '../ui/common-styles.js';
import { useSubmit, type Submission } from '../use-submit.js';
import { useBelowStyles } from './below-styles.js';
import { nullIfStill } from './null-if-still.js';
import { signed } from './signed.js';
import { Effect } from './Effect.js';
import { EntryForm } from './EntryForm.js';

/** How many ways to make up a number are offered. */
const MAX_SPLITS = 4;

const useStyles = makeStyles({
  entry: {
    display: 'grid',
    gridTemplateColumns: '1fr auto auto auto',
    columnGap: '4px',
    alignItems: 'center',
    lineHeight: '20px',
  },
});

/** An entry being written: a new one, one that is changed, or one that is copied to other units. */
type Editing = { readonly kind: 'new' } | { readonly kind: 'change' | 'copy'; readonly entry: LedgerEntry };

/** Edits that are shown before they are written, and the words on the button that writes them. */
interface Proposal {
  readonly words: string;
  readonly edits: readonly AdjustmentEdit[];
}

interface Props {
  readonly line: UnitLine;
  readonly table: AdjustmentTable;
  readonly ledgers: readonly Ledger[];
  /** The entries are those of the workbook as it is now. */
  readonly isCurrent: boolean;
}

/** What a unit's number is made of: its entries, and for a bare number the entries that could explain it. */
export function UnitEntries({ line, table, ledgers, isCurrent }: Props): ReactNode {
  const { below } = useBelowStyles();
  const { t } = usePane();
  const submission = useSubmit();
  const [editing, setEditing] = useState<Editing | null>(null);
  const [proposal, setProposal] = useState<Proposal | null>(null);
  return (
    <div className={below}>
      <EntryList entries={line.entries} onEdit={setEditing} onPropose={setProposal} />
      {line.hasNoReason && (
        <BareNumber line={line} table={table} isCurrent={isCurrent} submission={submission} onPropose={setProposal} />
      )}
      {proposal !== null && (
        <Effect
          key={JSON.stringify(proposal)}
          {...proposal}
          places={table.places}
          autoFocus
          submission={submission}
          onDone={() => setProposal(nullIfStill(proposal))}
          onCancel={() => setProposal(null)}
        />
      )}
      {editing === null && (
        <div>
          <Button size="small" icon={<Add16Regular />} onClick={() => setEditing({ kind: 'new' })}>
            {t('pane-add-entry')}
          </Button>
        </div>
      )}
      {editing !== null && (
        <EntryEditor
          line={line}
          table={table}
          ledgers={ledgers}
          editing={editing}
          onCancel={() => setEditing(null)}
          onDone={() => setEditing(nullIfStill(editing))}
        />
      )}
    </div>
  );
}

interface EntryActions {
  readonly onEdit: (editing: Editing) => void;
  readonly onPropose: (proposal: Proposal) => void;
}

function EntryList({ entries, onEdit, onPropose }: EntryActions & Pick<UnitLine, 'entries'>): ReactNode {
  const common = useCommonStyles();
  if (entries.length === 0) return null;
  return (
    <ul className={common.plainList}>
      {entries.map((entry) => (
        <EntryItem key={`${entry.sheet} ${entry.row}`} entry={entry} onEdit={onEdit} onPropose={onPropose} />
      ))}
    </ul>
  );
}

function EntryItem({ entry, onEdit, onPropose }: EntryActions & { readonly entry: LedgerEntry }): ReactNode {
  const styles = useStyles();
  const { t } = usePane();
  const { clause, times, points, sheet, row } = entry;
  const name = { reason: entry.reason || clause };
  const propose = (): void =>
    onPropose({ words: t('pane-confirm-delete'), edits: [{ kind: 'remove', sheet, row, was: entry }] });
  return (
    <li className={styles.entry}>
      <span>
        {t('pane-entry', {
          clause,
          times: times ?? '',
          points: points ?? '',
          reason: entry.reason || t('owed-reason'),
        })}
      </span>
      <IconButton
        icon={<Edit16Regular />}
        label={t('pane-edit-entry', name)}
        onClick={() => onEdit({ kind: 'change', entry })}
      />
      <IconButton
        icon={<Copy16Regular />}
        label={t('pane-copy-entry', name)}
        onClick={() => onEdit({ kind: 'copy', entry })}
      />
      <IconButton icon={<Delete16Regular />} label={t('pane-delete-entry', name)} onClick={propose} />
    </li>
  );
}

function IconButton({
  icon,
  label,
  onClick,
}: {
  readonly icon: ReactElement;
  readonly label: string;
  readonly onClick: () => void;
}): ReactNode {
  return <Button size="small" appearance="subtle" icon={icon} aria-label={label} title={label} onClick={onClick} />;
}

/** A number without entries: the combinations of entries that give it, and an entry without a clause. */
function BareNumber({
  line,
  table,
  isCurrent,
  submission: { isSubmitting, submit },
  onPropose,
}: Omit<Props, 'ledgers'> & Pick<EntryActions, 'onPropose'> & { readonly submission: Submission }): ReactNode {
  const common = useCommonStyles();
  const { t, session } = usePane();
  const { attachment, component } = table.adjustments;
  const splits = line.typed === null ? [] : fittingSplits(line.typed, component, MAX_SPLITS);
  const editsOf = (split: Split): readonly AdjustmentEdit[] =>
    split.map((part) => ({ kind: 'add', entry: { ...blankEntry(attachment.kind, line.unit), ...part } }));
  const addUnclassified = (): Promise<boolean> =>
    session.execute('adjust', [[{ kind: 'add', entry: unclassifiedEntry(table.adjustments, line) }]], null);
  return (
    <div className={common.actions}>
      {splits.map((split) => (
        <Button
          key={JSON.stringify(split)}
          size="small"
          onClick={() => onPropose({ words: t('pane-confirm'), edits: editsOf(split) })}
        >
          {splitText(split, t)}
        </Button>
      ))}
      <Button
        size="small"
        disabledFocusable={!isCurrent || isSubmitting}
        onClick={(event) => submit(event, addUnclassified)}
      >
        {t('pane-unclassified')}
      </Button>
    </div>
  );
}

type Split = ReturnType<typeof fittingSplits>[number];

function splitText(split: Split, t: PaneContext['t']): string {
  const parts = split.map(({ clause, times, points }) =>
    t('pane-split-part', { clause, points: signed(points), times: times === 1 ? '' : times }),
  );
  return parts.join('、');
}

/** The form of the entry that is being written. */
function EntryEditor({
  line,
  table,
  ledgers,
  editing,
  onDone,
  onCancel,
}: Omit<Props, 'isCurrent'> & {
  readonly editing: Editing;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}): ReactNode {
  const otherUnits = table.units
    .filter(({ unit, row }) => unit !== line.unit && row.remark === null)
    .map(({ unit }) => unit);
  return (
    <EntryForm
      key={editing.kind === 'new' ? 'new' : `${editing.kind} ${editing.entry.sheet} ${editing.entry.row}`}
      table={table}
      ledgers={ledgers}
      isCopy={editing.kind === 'copy'}
      draft={draftFor(editing, line, table)}
      others={otherUnits}
      editsFor={(entries) => editsFor(editing, entries)}
      onCancel={onCancel}
      onDone={onDone}
    />
  );
}

function draftFor(editing: Editing, { unit }: UnitLine, { adjustments }: AdjustmentTable): EntryDraft {
  const { attachment, component } = adjustments;
  if (editing.kind === 'new') return blankEntry(attachment.kind, unit);
  const { clause, times, points, reason, evidence, date, by } = editing.entry;
  return {
    attachment: attachment.kind,
    unit,
    clause: clauseNamed(clause, component.clauses)?.number ?? clause,
    times: times ?? 1,
    points: points ?? Number.NaN,
    reason,
    evidence,
    date,
    by,
  };
}

/** The edits that write the first entry as it was edited, and the same entry for other units. */
function editsFor(editing: Editing, entries: readonly EntryDraft[]): readonly AdjustmentEdit[] {
  const [first, ...others] = entries;
  const additions = others.map((entry): AdjustmentEdit => ({ kind: 'add', entry }));
  // The entry that is copied stays as it is.
  if (first === undefined || editing.kind === 'copy') return additions;
  if (editing.kind === 'new') return [{ kind: 'add', entry: first }, ...additions];
  const { entry: was } = editing;
  return [{ kind: 'change', sheet: was.sheet, row: was.row, was, entry: first }, ...additions];
}

function blankEntry(attachment: EntryDraft['attachment'], unit: string): EntryDraft {
  return { attachment, unit, clause: '', times: 1, points: Number.NaN, reason: '', evidence: '', date: '', by: '' };
}
