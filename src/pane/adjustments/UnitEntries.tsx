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
import { useAnswer } from '../use-answer.js';
import { EntryForm } from './EntryForm.js';
import { Moves } from './Moves.js';
import { useCarryOut } from './use-carry-out.js';

const useStyles = makeStyles({
  below: { padding: '4px 4px 10px', display: 'flex', flexDirection: 'column', rowGap: '8px' },
  entries: { listStyleType: 'none', margin: 0, padding: 0 },
  entry: { display: 'grid', gridTemplateColumns: '1fr auto auto auto', columnGap: '4px', alignItems: 'center', lineHeight: '20px' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '6px' },
});

/** An entry being written: a new one, one that is changed, or one that is copied to other units. */
type Editing = { readonly kind: 'new' } | { readonly kind: 'change' | 'copy'; readonly entry: LedgerEntry };

interface Props {
  readonly line: UnitLine;
  readonly table: AdjustmentTable;
  readonly ledgers: readonly Ledger[];
}

/** What a unit's number is made of: its entries, and for a bare number the entries that could explain it. */
export function UnitEntries({ line, table, ledgers }: Props): ReactNode {
  const styles = useStyles();
  const { t } = usePane();
  const carryOut = useCarryOut();
  const { attachment, component } = table.adjustments;
  const [editing, edit] = useState<Editing | null>(null);
  const [leaving, leave] = useState<LedgerEntry | null>(null);
  const splits = line.bare && line.typed !== null ? splitsThatFit(line.typed, component, 4) : [];
  const splitEdits = (split: (typeof splits)[number]): readonly AdjustmentEdit[] => split.map(({ clause, times, points }) => ({ kind: 'add', entry: { ...blankEntry(attachment.kind, line.unit), clause, times, points } }));
  const draftOf = ({ clause, times, points, reason, evidence, date, by }: LedgerEntry): EntryDraft => ({
    attachment: attachment.kind, unit: line.unit, clause: clauseNamed(clause, component.clauses)?.number ?? clause, times: times ?? 1, points: points ?? Number.NaN, reason, evidence, date, by,
  });
  const editsFor = (entries: readonly EntryDraft[]): readonly AdjustmentEdit[] => entries.flatMap((entry, index): readonly AdjustmentEdit[] => {
    if (index > 0 || editing === null || editing.kind === 'new') return [{ kind: 'add', entry }];
    // The entry that is copied stays as it is.
    return editing.kind === 'copy' ? [] : [{ kind: 'change', sheet: editing.entry.sheet, row: editing.entry.row, entry }];
  });
  return (
    <div className={styles.below}>
      {line.entries.length === 0 ? null : (
        <ul className={styles.entries}>
          {line.entries.map((entry) => {
            const reason = entry.reason || entry.clause;
            return (
              <li key={`${entry.sheet} ${entry.row}`} className={styles.entry}>
                <span>{t('pane-entry', { clause: entry.clause, times: entry.times ?? '', points: entry.points ?? '', reason: entry.reason === '' ? t('owed-reason') : entry.reason })}</span>
                <Button size="small" appearance="subtle" icon={<Edit16Regular />} aria-label={t('pane-edit-entry', { reason })} title={t('pane-edit-entry', { reason })} onClick={() => edit({ kind: 'change', entry })} />
                <Button size="small" appearance="subtle" icon={<Copy16Regular />} aria-label={t('pane-copy-entry', { reason })} title={t('pane-copy-entry', { reason })} onClick={() => edit({ kind: 'copy', entry })} />
                <Button size="small" appearance="subtle" icon={<Delete16Regular />} aria-label={t('pane-delete-entry', { reason })} title={t('pane-delete-entry', { reason })} onClick={() => leave(entry)} />
              </li>
            );
          })}
        </ul>
      )}
      {leaving === null ? null : <Deletion entry={leaving} places={table.places} onDone={() => leave(null)} />}
      {splits.length === 0 && !line.bare ? null : (
        <div className={styles.actions}>
          {splits.map((split) => <Button key={JSON.stringify(split)} size="small" onClick={() => void carryOut(splitEdits(split))}>{split.map(({ clause, times, points }) => t('pane-split-part', { clause, points: points > 0 ? `+${points}` : points, times: times === 1 ? '' : times })).join('、')}</Button>)}
          {line.bare ? <Button size="small" onClick={() => void carryOut([{ kind: 'add', entry: unclassifiedEntry(table.adjustments, line) }])}>{t('pane-unclassified')}</Button> : null}
        </div>
      )}
      {editing === null ? <div><Button size="small" icon={<Add16Regular />} onClick={() => edit({ kind: 'new' })}>{t('pane-add-entry')}</Button></div> : (
        <EntryForm
          key={editing.kind === 'new' ? 'new' : `${editing.kind} ${editing.entry.sheet} ${editing.entry.row}`} table={table} ledgers={ledgers} isCopy={editing.kind === 'copy'}
          draft={editing.kind === 'new' ? blankEntry(attachment.kind, line.unit) : draftOf(editing.entry)} others={table.units.filter(({ unit, row }) => unit !== line.unit && row.remark === null).map(({ unit }) => unit)}
          editsFor={editsFor} onCancel={() => edit(null)} onDone={() => edit(null)}
        />
      )}
    </div>
  );
}

/** What deleting an entry would do, and the deletion. */
function Deletion({ entry: { sheet, row }, places, onDone }: { readonly entry: LedgerEntry; readonly places: number; readonly onDone: () => void }): ReactNode {
  const styles = useStyles();
  const { t } = usePane();
  const carryOut = useCarryOut();
  const edits: readonly AdjustmentEdit[] = [{ kind: 'remove', sheet, row }];
  const { answer: preview, isCurrent } = useAnswer('adjusting', [edits]);
  return (
    <>
      {preview === null ? null : <Moves adjusted={preview} places={places} />}
      <div className={styles.actions}>
        <Button size="small" appearance="primary" autoFocus disabled={preview === null || !isCurrent || preview.refused.length > 0} onClick={() => void carryOut(edits).then((written) => { if (written) onDone(); })}>{t('pane-confirm-delete')}</Button>
        <Button size="small" onClick={onDone}>{t('pane-cancel')}</Button>
      </div>
    </>
  );
}

function blankEntry(attachment: EntryDraft['attachment'], unit: string): EntryDraft {
  return { attachment, unit, clause: '', times: 1, points: Number.NaN, reason: '', evidence: '', date: '', by: '' };
}
