import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useMemo, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { AdjustmentEdit } from '../../app/adjust.js';
import type { AdjustmentTable, UnitLine } from '../../app/adjustments.js';
import type { Ledger } from '../../core/adjustments/ledger.js';
import { print, printShortest } from '../../core/exact/rational.js';
import { usePane, useSession } from '../context.js';
import { unitKey } from '../session/view.js';
import { useAnswer } from '../use-answer.js';
import { Moves } from './Moves.js';
import { UnitEntries } from './UnitEntries.js';
import { UNIT_COLUMNS } from './unit-columns.js';
import { useCarryOut } from './use-carry-out.js';

const useStyles = makeStyles({
  item: { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  row: { display: 'grid', gridTemplateColumns: UNIT_COLUMNS, columnGap: '6px', alignItems: 'center', minHeight: '36px' },
  unit: { justifyContent: 'start', paddingLeft: '4px', minWidth: 0, fontWeight: tokens.fontWeightRegular, textAlign: 'left' },
  number: { width: '100%', boxSizing: 'border-box', height: '26px', textAlign: 'right', fontFamily: 'inherit', fontSize: 'inherit', color: tokens.colorNeutralForeground1, backgroundColor: tokens.colorNeutralBackground1, border: `1px solid ${tokens.colorNeutralStroke1}`, borderRadius: tokens.borderRadiusMedium, padding: '0 6px' },
  figure: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  badge: { color: tokens.colorStatusWarningForeground3, fontSize: tokens.fontSizeBase200, marginInlineStart: '6px' },
  owed: { color: tokens.colorStatusWarningForeground3, fontSize: tokens.fontSizeBase200 },
  below: { padding: '4px 4px 10px', display: 'flex', flexDirection: 'column', rowGap: '8px' },
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
  const { attachment } = table.adjustments;
  const [isOpen, open] = useState(false);
  const [typed, type] = useState<string | null>(null);
  const inCell = line.typed === null ? '' : String(line.typed);
  const disagrees = line.state === 'disagrees' && line.total !== null;
  const shown = line.total === null || disagrees ? inCell : printShortest(line.total);
  const value = typed === null || typed.trim() === '' ? null : Number(typed.normalize('NFKC').replace(/−/g, '-'));
  const setting = useMemo((): AdjustmentEdit | null => (value === null || !Number.isFinite(value) || String(value) === shown ? null : { kind: 'set', attachment: attachment.kind, unit: line.unit, value }), [value, shown, attachment.kind, line.unit]);
  const { answer: preview, isCurrent } = useAnswer('adjusting', setting === null ? null : [[setting]]);
  const write = async (to: number): Promise<void> => {
    if (await carryOut([{ kind: 'set', attachment: attachment.kind, unit: line.unit, value: to }])) type(null);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && setting !== null && value !== null) void write(value);
    if (event.key === 'Escape') type(null);
  };
  const key = unitKey(attachment.sheet, line.row.row);
  const sum = line.total === null ? '' : printShortest(line.total);

  return (
    <li className={styles.item}>
      <div className={styles.row}>
        <Button appearance="transparent" size="small" className={styles.unit} aria-expanded={isOpen} aria-pressed={selected === key} onClick={() => { open(!isOpen); void session.selectUnit(key); }}>
          {line.unit}{line.bare ? <span className={styles.badge}>{t('remarks')}</span> : null}
        </Button>
        <span className={styles.figure}>{line.entries.length === 0 ? '' : line.entries.length}</span>
        <input className={styles.number} inputMode="decimal" aria-label={t('pane-adjustment-of', { unit: line.unit })} value={typed ?? shown} disabled={line.row.remark !== null} onChange={(event) => type(event.target.value)} onKeyDown={onKeyDown} />
        <span className={styles.figure}>{line.score === null ? '' : print(line.score, table.places)}</span>
        <span className={styles.figure}>{line.rank ?? ''}</span>
      </div>
      {value !== null && !Number.isFinite(value) ? <div role="alert" className={styles.owed}>{t('entry-points-unreadable', { unit: line.unit, text: typed ?? '' })}</div> : null}
      {!disagrees ? null : (
        <div className={styles.below}>
          <span className={styles.owed}>{t('adjustment-disagrees', { unit: line.unit, typed: inCell, sum })}</span>
          <div className={styles.actions}>
            <Button size="small" onClick={() => void write(Number(sum))}>{t('pane-follow-ledger', { sum })}</Button>
            {line.typed === null ? null : <Button size="small" onClick={() => void write(line.typed ?? 0)}>{t('pane-follow-cell', { typed: inCell })}</Button>}
          </div>
        </div>
      )}
      {preview === null || setting === null ? null : (
        <div className={styles.below}>
          <Moves adjusted={preview} places={table.places} />
          <div className={styles.actions}>
            <Button size="small" appearance="primary" disabled={!isCurrent || preview.refused.length > 0} onClick={() => void write(value ?? 0)}>{t('pane-confirm')}</Button>
            <Button size="small" onClick={() => type(null)}>{t('pane-cancel')}</Button>
          </div>
        </div>
      )}
      {isOpen ? <UnitEntries line={line} table={table} ledgers={ledgers} /> : null}
    </li>
  );
}
