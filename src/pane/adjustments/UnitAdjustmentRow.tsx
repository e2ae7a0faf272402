import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Add16Regular, Delete16Regular, Edit16Regular } from '@fluentui/react-icons';
import { useMemo, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { AdjustmentEdit } from '../../app/adjust.js';
import type { AdjustmentTable, UnitLine } from '../../app/adjustments.js';
import type { EntryDraft, LedgerEntry } from '../../core/adjustments/entry.js';
import type { Ledger } from '../../core/adjustments/ledger.js';
import { splitsThatFit } from '../../core/adjustments/split.js';
import { unclassifiedEntry } from '../../core/adjustments/settle.js';
import { print } from '../../core/exact/rational.js';
import { usePane, useSession } from '../context.js';
import { unitKey } from '../session/view.js';
import { useAnswer } from '../use-answer.js';
import { EntryForm } from './EntryForm.js';
import { Moves } from './Moves.js';
import { useCarryOut } from './use-carry-out.js';

const useStyles = makeStyles({
  item: { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  row: { display: 'grid', gridTemplateColumns: '1fr 64px 52px 40px', columnGap: '6px', alignItems: 'center', minHeight: '36px' },
  unit: { justifyContent: 'start', paddingLeft: '4px', minWidth: 0, fontWeight: tokens.fontWeightRegular, textAlign: 'left' },
  number: { width: '100%', boxSizing: 'border-box', height: '26px', textAlign: 'right', fontFamily: 'inherit', fontSize: 'inherit', color: tokens.colorNeutralForeground1, backgroundColor: tokens.colorNeutralBackground1, border: `1px solid ${tokens.colorNeutralStroke1}`, borderRadius: tokens.borderRadiusMedium, padding: '0 6px' },
  figure: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  owed: { color: tokens.colorStatusWarningForeground3, fontSize: tokens.fontSizeBase200 },
  below: { padding: '4px 4px 10px', display: 'flex', flexDirection: 'column', rowGap: '8px' },
  entries: { listStyleType: 'none', margin: 0, padding: 0 },
  entry: { display: 'grid', gridTemplateColumns: '1fr auto auto', columnGap: '4px', alignItems: 'center', lineHeight: '20px' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '6px' },
});

interface Props {
  readonly line: UnitLine;
  readonly table: AdjustmentTable;
  readonly ledgers: readonly Ledger[];
}

/** A unit in 加减分: its number, which can be typed over with the effect shown first, and its entries. */
export function UnitAdjustmentRow({ line, table, ledgers }: Props): ReactNode {
  const styles = useStyles();
  const { t, session } = usePane();
  const { selected } = useSession();
  const carryOut = useCarryOut();
  const { attachment, component } = table.adjustments;
  const [isOpen, open] = useState(false);
  const [typed, type] = useState<string | null>(null);
  const [editing, edit] = useState<LedgerEntry | 'new' | null>(null);
  const shown = line.total === null ? (line.typed === null ? '' : String(line.typed)) : print(line.total, 9).replace(/\.?0+$/, '');
  const value = typed === null || typed.trim() === '' ? null : Number(typed);
  const setting = useMemo((): AdjustmentEdit | null => (value === null || !Number.isFinite(value) || String(value) === shown ? null : { kind: 'set', attachment: attachment.kind, unit: line.unit, value }), [value, shown, attachment.kind, line.unit]);
  const { answer: preview, isCurrent } = useAnswer('adjusting', setting === null ? null : [[setting]]);

  const write = async (edits: readonly AdjustmentEdit[]): Promise<void> => {
    if (await carryOut(edits)) {
      type(null);
      edit(null);
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && setting !== null) void write([setting]);
    if (event.key === 'Escape') type(null);
  };
  const splits = line.bare && line.typed !== null ? splitsThatFit(line.typed, component, 4) : [];
  const splitEdits = (split: (typeof splits)[number]): readonly AdjustmentEdit[] => split.map(({ clause, times, points }) => ({ kind: 'add', entry: { ...blankEntry(attachment.kind, line.unit), clause, times, points } }));
  const key = unitKey(attachment.sheet, line.row.row);

  return (
    <li className={styles.item}>
      <div className={styles.row}>
        <Button appearance="transparent" size="small" className={styles.unit} aria-expanded={isOpen} aria-pressed={selected === key} onClick={() => { open(!isOpen); void session.selectUnit(key); }}>
          {line.unit}{line.bare ? <span className={styles.owed}> {t('remarks')}</span> : null}
        </Button>
        <input className={styles.number} inputMode="decimal" aria-label={t('pane-adjustment-of', { unit: line.unit })} value={typed ?? shown} disabled={line.row.remark !== null} onChange={(event) => type(event.target.value)} onKeyDown={onKeyDown} />
        <span className={styles.figure}>{line.score === null ? '' : print(line.score, table.places)}</span>
        <span className={styles.figure}>{line.rank ?? ''}</span>
      </div>
      {value !== null && !Number.isFinite(value) ? <div role="alert" className={styles.owed}>{t('entry-points-unreadable', { unit: line.unit, text: typed ?? '' })}</div> : null}
      {preview === null || setting === null ? null : (
        <div className={styles.below}>
          <Moves adjusted={preview} places={table.places} />
          <div className={styles.actions}>
            <Button size="small" appearance="primary" disabled={!isCurrent || preview.refused.length > 0} onClick={() => void write([setting])}>{t('pane-confirm')}</Button>
            <Button size="small" onClick={() => type(null)}>{t('pane-cancel')}</Button>
          </div>
        </div>
      )}
      {!isOpen ? null : (
        <div className={styles.below}>
          {line.entries.length === 0 ? null : (
            <ul className={styles.entries}>
              {line.entries.map((entry) => (
                <li key={`${entry.sheet} ${entry.row}`} className={styles.entry}>
                  <span>{t('pane-entry', { clause: entry.clause, times: entry.times ?? '', points: entry.points ?? '', reason: entry.reason === '' ? t('owed-reason') : entry.reason })}</span>
                  <Button size="small" appearance="subtle" icon={<Edit16Regular />} aria-label={t('pane-edit-entry', { reason: entry.reason || entry.clause })} onClick={() => edit(entry)} />
                  <Button size="small" appearance="subtle" icon={<Delete16Regular />} aria-label={t('pane-delete-entry', { reason: entry.reason || entry.clause })} onClick={() => void write([{ kind: 'remove', sheet: entry.sheet, row: entry.row }])} />
                </li>
              ))}
            </ul>
          )}
          {splits.length === 0 && !line.bare ? null : (
            <div className={styles.actions}>
              {splits.map((split) => <Button key={JSON.stringify(split)} size="small" onClick={() => void write(splitEdits(split))}>{split.map(({ clause, times, points }) => t('pane-split-part', { clause, points: points > 0 ? `+${points}` : points, times: times === 1 ? '' : times })).join('、')}</Button>)}
              {line.bare ? <Button size="small" onClick={() => void write([{ kind: 'add', entry: unclassifiedEntry(table.adjustments, line) }])}>{t('pane-unclassified')}</Button> : null}
            </div>
          )}
          {editing === null ? <div><Button size="small" icon={<Add16Regular />} onClick={() => edit('new')}>{t('pane-add-entry')}</Button></div> : (
            <EntryForm
              key={editing === 'new' ? 'new' : `${editing.sheet} ${editing.row}`} table={table} ledgers={ledgers}
              draft={editing === 'new' ? blankEntry(attachment.kind, line.unit) : draftOf(editing, attachment.kind, line.unit)} others={table.units.filter(({ unit, row }) => unit !== line.unit && row.remark === null).map(({ unit }) => unit)}
              editsFor={(entries) => entries.map((entry, index): AdjustmentEdit => (editing !== 'new' && index === 0 ? { kind: 'change', sheet: editing.sheet, row: editing.row, entry } : { kind: 'add', entry }))}
              onCancel={() => edit(null)} onDone={() => edit(null)}
            />
          )}
        </div>
      )}
    </li>
  );
}

function blankEntry(attachment: EntryDraft['attachment'], unit: string): EntryDraft {
  return { attachment, unit, clause: '', times: 1, points: Number.NaN, reason: '', evidence: '', date: '', by: '' };
}

function draftOf({ clause, times, points, reason, evidence, date, by }: LedgerEntry, attachment: EntryDraft['attachment'], unit: string): EntryDraft {
  return { attachment, unit, clause: /^\d+/.exec(clause)?.[0] ?? clause, times: times ?? 1, points: points ?? Number.NaN, reason, evidence, date, by };
}
