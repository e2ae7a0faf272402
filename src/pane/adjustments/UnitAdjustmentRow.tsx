import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import type { AdjustmentEdit } from '../../app/adjust.js';
import type { AdjustmentTable, UnitLine } from '../../app/adjustments.js';
import type { Ledger } from '../../core/adjustments/ledger.js';
import { print, printShortest } from '../../core/exact/rational.js';
import { usePane, useSession } from '../context.js';
import { unitKey } from '../session/view.js';
import { useCommonStyles } from '../ui/common-styles.js';
import { useCarryOut } from '../use-carry-out.js';
import { useBelowStyles } from './below-styles.js';
import { Effect } from './Effect.js';
import { UnitEntries } from './UnitEntries.js';
import { UNIT_COLUMNS } from './unit-columns.js';

const useStyles = makeStyles({
  item: { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  row: {
    display: 'grid',
    gridTemplateColumns: UNIT_COLUMNS,
    columnGap: '6px',
    alignItems: 'center',
    minHeight: '36px',
  },
  unit: {
    justifyContent: 'start',
    paddingLeft: '4px',
    minWidth: 0,
    fontWeight: tokens.fontWeightRegular,
    textAlign: 'left',
  },
  number: { textAlign: 'right' },
  figure: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  badge: { color: tokens.colorStatusWarningForeground3, fontSize: tokens.fontSizeBase200, marginInlineStart: '6px' },
  owed: { color: tokens.colorStatusWarningForeground3, fontSize: tokens.fontSizeBase200 },
});

interface Props {
  readonly line: UnitLine;
  readonly table: AdjustmentTable;
  readonly ledgers: readonly Ledger[];
  /** The line is that of the workbook as it is now. */
  readonly isCurrent: boolean;
}

/** A unit in 加减分: its number, which can be typed over with the effect shown first, and its entries. */
export function UnitAdjustmentRow({ line, table, ledgers, isCurrent }: Props): ReactNode {
  const styles = useStyles();
  const common = useCommonStyles();
  const { below } = useBelowStyles();
  const { t, session } = usePane();
  const { selected } = useSession();
  const { attachment } = table.adjustments;
  const [isOpen, open] = useState(false);
  const [typed, type] = useState<string | null>(null);
  const [chosen, choose] = useState<number | null>(null);
  const inCell = line.typed === null ? '' : String(line.typed);
  const disagrees = line.state === 'disagrees' && line.total !== null;
  const shown = line.total === null || disagrees ? inCell : printShortest(line.total);
  const value = typed === null || typed.trim() === '' ? null : Number(typed.normalize('NFKC').replace(/−/g, '-'));
  /** The number that is about to be written: typed over, or one of two that disagree. */
  const wanted = chosen ?? (value === null || !Number.isFinite(value) || String(value) === shown ? null : value);
  // Enter and the button below do the same; another number that is typed meanwhile is another deed.
  const carrying = useCarryOut(String(wanted));
  const editsTo = (to: number): readonly [AdjustmentEdit] => [
    { kind: 'set', attachment: attachment.kind, unit: line.unit, value: to },
  ];
  const settle = (): void => {
    // What was typed on while it was being written stays.
    type((now) => (now === typed ? null : now));
    choose(null);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && wanted !== null)
      carrying.carryOut(event, () => session.act('adjust', [editsTo(wanted)], null), settle);
    if (event.key === 'Escape') settle();
  };
  const key = unitKey(attachment.sheet, line.row.row);
  const sum = line.total === null ? '' : printShortest(line.total);

  return (
    <li className={styles.item}>
      <div className={styles.row}>
        <Button
          appearance="transparent"
          size="small"
          className={styles.unit}
          aria-expanded={isOpen}
          aria-pressed={selected === key}
          onClick={() => {
            open(!isOpen);
            void session.selectUnit(key);
          }}
        >
          {line.unit}
          {line.bare ? <span className={styles.badge}>{t('remarks')}</span> : null}
        </Button>
        <span className={styles.figure}>{line.entries.length === 0 ? '' : line.entries.length}</span>
        <input
          className={mergeClasses(common.field, styles.number)}
          inputMode="decimal"
          aria-label={t('pane-adjustment-of', { unit: line.unit })}
          value={typed ?? shown}
          disabled={line.row.remark !== null}
          onChange={(event) => {
            type(event.target.value);
            choose(null);
          }}
          onKeyDown={onKeyDown}
        />
        <span className={styles.figure}>{line.score === null ? '' : print(line.score, table.places)}</span>
        <span className={styles.figure}>{line.rank ?? ''}</span>
      </div>
      {value !== null && !Number.isFinite(value) ? (
        <div role="alert" className={styles.owed}>
          {t('entry-points-unreadable', { unit: line.unit, text: typed ?? '' })}
        </div>
      ) : null}
      {!disagrees ? null : (
        <div className={below}>
          <span className={styles.owed}>{t('adjustment-disagrees', { unit: line.unit, typed: inCell, sum })}</span>
          <div className={common.actions}>
            <Button size="small" onClick={() => choose(Number(sum))}>
              {t('pane-follow-ledger', { sum })}
            </Button>
            {line.typed === null ? null : (
              <Button size="small" onClick={() => choose(line.typed)}>
                {t('pane-follow-cell', { typed: inCell })}
              </Button>
            )}
          </div>
        </div>
      )}
      {wanted === null ? null : (
        <div className={below}>
          <Effect
            edits={editsTo(wanted)}
            places={table.places}
            words={t('pane-confirm')}
            autoFocus={chosen !== null}
            carrying={carrying}
            onDone={settle}
            onCancel={settle}
          />
        </div>
      )}
      {isOpen ? <UnitEntries line={line} table={table} ledgers={ledgers} isCurrent={isCurrent} /> : null}
    </li>
  );
}
