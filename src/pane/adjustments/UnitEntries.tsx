import { Button, makeStyles } from '@fluentui/react-components';
import { Add16Regular, Copy16Regular, Delete16Regular, Edit16Regular } from '@fluentui/react-icons';
import { useState, type ReactNode } from 'react';
import type { AdjustmentEdit } from '../../app/adjust.js';
import type { AdjustmentTable, UnitLine } from '../../app/adjustments.js';
import { clauseNamed, type EntryDraft, type LedgerEntry } from '../../core/adjustments/entry.js';
import type { Ledger } from '../../core/adjustments/ledger.js';
import { unclassifiedEntry } from '../../core/adjustments/settle.js';
import { splitsThatFit } from '../../core/adjustments/split.js';
import { usePane } from '../context.js';
import { useCommonStyles } from '../ui/common-styles.js';
import { useCarryOut } from '../use-carry-out.js';
import { useBelowStyles } from './below-styles.js';
import { Effect } from './Effect.js';
import { EntryForm } from './EntryForm.js';

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
  const styles = useStyles();
  const common = useCommonStyles();
  const { below } = useBelowStyles();
  const { t, session } = usePane();
  const carrying = useCarryOut();
  const { attachment, component } = table.adjustments;
  const [editing, edit] = useState<Editing | null>(null);
  const [proposal, propose] = useState<Proposal | null>(null);
  const splits = line.bare && line.typed !== null ? splitsThatFit(line.typed, component, 4) : [];
  const splitEdits = (split: (typeof splits)[number]): readonly AdjustmentEdit[] =>
    split.map(({ clause, times, points }) => ({
      kind: 'add',
      entry: { ...blankEntry(attachment.kind, line.unit), clause, times, points },
    }));
  const draftOf = ({ clause, times, points, reason, evidence, date, by }: LedgerEntry): EntryDraft => ({
    attachment: attachment.kind,
    unit: line.unit,
    clause: clauseNamed(clause, component.clauses)?.number ?? clause,
    times: times ?? 1,
    points: points ?? Number.NaN,
    reason,
    evidence,
    date,
    by,
  });
  const editsFor = (entries: readonly EntryDraft[]): readonly AdjustmentEdit[] =>
    entries.flatMap((entry, index): readonly AdjustmentEdit[] => {
      if (index > 0 || editing === null || editing.kind === 'new') return [{ kind: 'add', entry }];
      // The entry that is copied stays as it is.
      return editing.kind === 'copy'
        ? []
        : [{ kind: 'change', sheet: editing.entry.sheet, row: editing.entry.row, was: editing.entry, entry }];
    });
  return (
    <div className={below}>
      {line.entries.length === 0 ? null : (
        <ul className={common.plainList}>
          {line.entries.map((entry) => {
            const reason = entry.reason || entry.clause;
            return (
              <li key={`${entry.sheet} ${entry.row}`} className={styles.entry}>
                <span>
                  {t('pane-entry', {
                    clause: entry.clause,
                    times: entry.times ?? '',
                    points: entry.points ?? '',
                    reason: entry.reason === '' ? t('owed-reason') : entry.reason,
                  })}
                </span>
                <Button
                  size="small"
                  appearance="subtle"
                  icon={<Edit16Regular />}
                  aria-label={t('pane-edit-entry', { reason })}
                  title={t('pane-edit-entry', { reason })}
                  onClick={() => edit({ kind: 'change', entry })}
                />
                <Button
                  size="small"
                  appearance="subtle"
                  icon={<Copy16Regular />}
                  aria-label={t('pane-copy-entry', { reason })}
                  title={t('pane-copy-entry', { reason })}
                  onClick={() => edit({ kind: 'copy', entry })}
                />
                <Button
                  size="small"
                  appearance="subtle"
                  icon={<Delete16Regular />}
                  aria-label={t('pane-delete-entry', { reason })}
                  title={t('pane-delete-entry', { reason })}
                  onClick={() =>
                    propose({
                      words: t('pane-confirm-delete'),
                      edits: [{ kind: 'remove', sheet: entry.sheet, row: entry.row, was: entry }],
                    })
                  }
                />
              </li>
            );
          })}
        </ul>
      )}
      {splits.length === 0 && !line.bare ? null : (
        <div className={common.actions}>
          {splits.map((split) => (
            <Button
              key={JSON.stringify(split)}
              size="small"
              onClick={() => propose({ words: t('pane-confirm'), edits: splitEdits(split) })}
            >
              {split
                .map(({ clause, times, points }) =>
                  t('pane-split-part', {
                    clause,
                    points: points > 0 ? `+${points}` : points,
                    times: times === 1 ? '' : times,
                  }),
                )
                .join('、')}
            </Button>
          ))}
          {line.bare ? (
            <Button
              size="small"
              disabledFocusable={!isCurrent || carrying.isUnderWay}
              onClick={(event) =>
                carrying.carryOut(event, () =>
                  session.act('adjust', [[{ kind: 'add', entry: unclassifiedEntry(table.adjustments, line) }]], null),
                )
              }
            >
              {t('pane-unclassified')}
            </Button>
          ) : null}
        </div>
      )}
      {proposal === null ? null : (
        <Effect
          key={JSON.stringify(proposal)}
          {...proposal}
          places={table.places}
          autoFocus
          carrying={carrying}
          onDone={() => propose((now) => (now === proposal ? null : now))}
          onCancel={() => propose(null)}
        />
      )}
      {editing === null ? (
        <div>
          <Button size="small" icon={<Add16Regular />} onClick={() => edit({ kind: 'new' })}>
            {t('pane-add-entry')}
          </Button>
        </div>
      ) : (
        <EntryForm
          key={editing.kind === 'new' ? 'new' : `${editing.kind} ${editing.entry.sheet} ${editing.entry.row}`}
          table={table}
          ledgers={ledgers}
          isCopy={editing.kind === 'copy'}
          draft={editing.kind === 'new' ? blankEntry(attachment.kind, line.unit) : draftOf(editing.entry)}
          others={table.units
            .filter(({ unit, row }) => unit !== line.unit && row.remark === null)
            .map(({ unit }) => unit)}
          editsFor={editsFor}
          onCancel={() => edit(null)}
          onDone={() => edit((now) => (now === editing ? null : now))}
        />
      )}
    </div>
  );
}

function blankEntry(attachment: EntryDraft['attachment'], unit: string): EntryDraft {
  return { attachment, unit, clause: '', times: 1, points: Number.NaN, reason: '', evidence: '', date: '', by: '' };
}
