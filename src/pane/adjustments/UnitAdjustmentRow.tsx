import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import type { AdjustmentEdit } from '../../app/adjust.js';
import type { AdjustmentTable, UnitLine } from '../../app/adjustments.js';
import { faultOfTotal, type TotalFault } from '../../core/adjustments/total-fault.js';
import type { Ledger } from '../../core/adjustments/ledger.js';
import { print, printShortest } from '../../core/exact/rational.js';
import { usePane, useSession } from '../context.js';
import { unitKey } from '../session/view.js';
import { useCommonStyles } from '../ui/common-styles.js';
import { useSubmit } from '../use-submit.js';
import { selectsAllOnClick } from '../ui/select-all.js';
import { useBelowStyles } from './below-styles.js';
import { nullIfStill } from './null-if-still.js';
import { Effect } from './Effect.js';
import { UnitEntries } from './UnitEntries.js';
import { UNIT_COLUMNS } from './unit-columns.js';

const useStyles = makeStyles({
  item: { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  row: {
    display: 'grid',
    gridTemplateColumns: UNIT_COLUMNS,
    columnGap: '4px',
    alignItems: 'center',
    minHeight: '36px',
  },
  unit: {
    justifyContent: 'start',
    paddingLeft: '4px',
    paddingRight: 0,
    minWidth: 0,
    flexWrap: 'wrap',
    columnGap: '6px',
    fontWeight: tokens.fontWeightRegular,
    textAlign: 'left',
  },
  number: { textAlign: 'right' },
  figure: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  kept: {
    textAlign: 'right',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: '16px',
  },
  badge: { color: tokens.colorStatusWarningForeground3, fontSize: tokens.fontSizeBase200, whiteSpace: 'nowrap' },
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
  const { below } = useBelowStyles();
  const { t, session } = usePane();
  const [isOpen, setIsOpen] = useState(false);
  const number = useTypedNumber(line);
  const { wanted, clear } = number;
  const fault = wanted === null ? null : faultOfWanted(line, table, wanted);
  // Enter and the button of the effect submit the same; another number that is typed meanwhile is another command.
  const submission = useSubmit(String(wanted));
  const editsTo = (value: number): readonly [AdjustmentEdit] => [
    { kind: 'set', attachment: table.adjustments.attachment.kind, unit: line.unit, value },
  ];
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && wanted !== null && fault === null) {
      submission.submit(event, () => session.execute('adjust', [editsTo(wanted)], null), clear);
    }
    if (event.key === 'Escape') clear();
  };
  return (
    <li className={styles.item}>
      <div className={styles.row}>
        <UnitButton line={line} table={table} isOpen={isOpen} onToggle={() => setIsOpen(!isOpen)} />
        <span className={styles.figure}>{line.entries.length > 0 && line.entries.length}</span>
        <NumberInput line={line} number={number} onKeyDown={onKeyDown} />
        <span className={styles.figure}>{line.score !== null && print(line.score, table.places)}</span>
        <span className={styles.figure}>{line.rank}</span>
      </div>
      {line.computed !== undefined && (
        <div className={styles.kept}>
          {t('score-computed', { computed: line.computed === null ? '' : print(line.computed, table.places) })}
        </div>
      )}
      {number.isUnreadable && (
        <div role="alert" className={styles.owed}>
          {t('entry-points-unreadable', { unit: line.unit, text: number.typed ?? '' })}
        </div>
      )}
      <Disagreement line={line} onChoose={number.choose} />
      {wanted !== null && (
        <div className={below}>
          {fault !== null && (
            <div role="alert" className={styles.owed}>
              {t(fault.code, fault.parameters)}
            </div>
          )}
          <Effect
            edits={editsTo(wanted)}
            places={table.places}
            words={fault === null ? t('pane-confirm') : t('pane-write-anyway', { value: wanted })}
            autoFocus={number.isChosen}
            submission={submission}
            onDone={clear}
            onCancel={clear}
          />
        </div>
      )}
      {isOpen && <UnitEntries line={line} table={table} ledgers={ledgers} isCurrent={isCurrent} />}
    </li>
  );
}

/** Why no clauses can make a number, which is asked about before it is written; the ledger's own sum is explained. */
function faultOfWanted(line: UnitLine, { adjustments }: AdjustmentTable, wanted: number): TotalFault | null {
  const isLedgerSum = line.total !== null && Number(printShortest(line.total)) === wanted;
  const entries = isLedgerSum ? line.entries : [];
  return faultOfTotal({ unit: line.unit, typed: wanted, entries }, adjustments.component);
}

/** The number of a unit while somebody changes it. */
interface TypedNumber {
  /** As the workbook has it. */
  readonly current: string;
  /** As it was typed; `null` where nothing was. */
  readonly typed: string | null;
  readonly isUnreadable: boolean;
  /** What would be written: typed over, or one of two numbers that disagree; `null` where nothing would. */
  readonly wanted: number | null;
  /** `wanted` is one of two numbers that disagree. */
  readonly isChosen: boolean;
  readonly type: (text: string) => void;
  readonly choose: (value: number | null) => void;
  readonly clear: () => void;
}

function useTypedNumber(line: UnitLine): TypedNumber {
  const [typed, setTyped] = useState<string | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const current = currentNumber(line);
  const value = numberIn(typed);
  const isUnreadable = value !== null && !Number.isFinite(value);
  const isUnchanged = String(value) === current;
  const typedValue = isUnreadable || isUnchanged ? null : value;
  return {
    current,
    typed,
    isUnreadable,
    wanted: chosen ?? typedValue,
    isChosen: chosen !== null,
    type: (text) => {
      setTyped(text);
      setChosen(null);
    },
    choose: setChosen,
    clear: () => {
      // What was typed on while this was being written stays.
      setTyped(nullIfStill(typed));
      setChosen(null);
    },
  };
}

/** The number that was typed, in any width and with any minus sign; `null` for nothing, `NaN` for something else. */
function numberIn(typed: string | null): number | null {
  if (typed === null || typed.trim() === '') return null;
  return Number(typed.normalize('NFKC').replace(/−/g, '-'));
}

/** What the ledger adds up to; without entries, or where cell and ledger disagree, what stands in the cell. */
function currentNumber(line: UnitLine): string {
  if (line.total === null || disagrees(line)) return numberInCell(line);
  return printShortest(line.total);
}

function numberInCell({ typed }: UnitLine): string {
  return String(typed ?? '');
}

/** Cell and ledger have different numbers. */
function disagrees({ state, total }: UnitLine): boolean {
  return state === 'disagrees' && total !== null;
}

function UnitButton({
  line,
  table,
  isOpen,
  onToggle,
}: Pick<Props, 'line' | 'table'> & { readonly isOpen: boolean; readonly onToggle: () => void }): ReactNode {
  const styles = useStyles();
  const { t, session } = usePane();
  const { selected } = useSession();
  const key = unitKey(table.adjustments.attachment.sheet, line.row.row);
  const toggle = (): void => {
    onToggle();
    void session.selectUnit(key);
  };
  return (
    <Button
      appearance="transparent"
      size="small"
      className={styles.unit}
      aria-expanded={isOpen}
      aria-pressed={selected === key}
      onClick={toggle}
    >
      {line.unit}
      {line.hasNoReason && <span className={styles.badge}>{t('remarks')}</span>}
    </Button>
  );
}

function NumberInput({
  line,
  number,
  onKeyDown,
}: {
  readonly line: UnitLine;
  readonly number: TypedNumber;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}): ReactNode {
  const styles = useStyles();
  const common = useCommonStyles();
  const { t } = usePane();
  return (
    <input
      className={mergeClasses(common.field, styles.number)}
      inputMode="decimal"
      aria-label={t('pane-adjustment-of', { unit: line.unit })}
      value={number.typed ?? number.current}
      disabled={line.row.remark !== null}
      onChange={(event) => number.type(event.target.value)}
      onKeyDown={onKeyDown}
      {...selectsAllOnClick}
    />
  );
}

/** Two numbers that disagree, to be chosen from: the ledger's and the cell's. */
function Disagreement({
  line,
  onChoose,
}: {
  readonly line: UnitLine;
  readonly onChoose: (value: number | null) => void;
}): ReactNode {
  const styles = useStyles();
  const common = useCommonStyles();
  const { below } = useBelowStyles();
  const { t } = usePane();
  if (line.total === null || !disagrees(line)) return null;
  const sum = printShortest(line.total);
  const typed = numberInCell(line);
  return (
    <div className={below}>
      <span className={styles.owed}>{t('adjustment-disagrees', { unit: line.unit, typed, sum })}</span>
      <div className={common.actions}>
        <Button size="small" onClick={() => onChoose(Number(sum))}>
          {t('pane-follow-ledger', { sum })}
        </Button>
        {line.typed !== null && (
          <Button size="small" onClick={() => onChoose(line.typed)}>
            {t('pane-follow-cell', { typed })}
          </Button>
        )}
      </div>
    </div>
  );
}
