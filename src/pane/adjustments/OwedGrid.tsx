import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDown16Regular } from '@fluentui/react-icons';
import { useState, type ReactNode } from 'react';
import type { AdjustmentEdit } from '../../app/adjust.js';
import type { AdjustmentTable } from '../../app/adjustments.js';
import { unclassifiedEntry } from '../../core/adjustments/settle.js';
import { fitsClause } from '../../core/adjustments/check-entry.js';
import { fromNumber } from '../../core/exact/rational.js';
import { clauseNamed, UNCLASSIFIED, type EntryDraft } from '../../core/adjustments/entry.js';
import { usePane } from '../context.js';
import { useCommonStyles } from '../ui/common-styles.js';
import { useCarryOut } from '../use-carry-out.js';
import { Effect } from './Effect.js';

type Column = 'clause' | 'reason' | 'evidence';
type Line = Readonly<Record<Column, string>>;

const COLUMNS: readonly Column[] = ['clause', 'reason', 'evidence'];
const BLANK: Line = { clause: '', reason: '', evidence: '' };

const useStyles = makeStyles({
  scroll: { overflowX: 'auto' },
  table: { borderCollapse: 'collapse', width: '100%', minWidth: '300px', fontSize: tokens.fontSizeBase200 },
  cell: { padding: '2px', textAlign: 'left', fontWeight: tokens.fontWeightRegular },
  below: { marginTop: '6px' },
});

/** One adjustment that owes something: a bare number, or an entry that lacks clause, reason or evidence. */
interface Owing {
  readonly key: string;
  readonly unit: string;
  readonly points: number;
  readonly now: Line;
  readonly editWith: (entry: EntryDraft) => AdjustmentEdit;
  readonly entry: EntryDraft;
}

/** The on-ramp: every adjustment that owes something in one grid, to be given clause, reason and evidence, or filled down. */
export function OwedGrid({
  table,
  isCurrent,
  onDone,
}: {
  readonly table: AdjustmentTable;
  /** It is of the workbook as it is now. */ readonly isCurrent: boolean;
  readonly onDone: () => void;
}): ReactNode {
  const styles = useStyles();
  const common = useCommonStyles();
  const { t, session } = usePane();
  const carrying = useCarryOut();
  const { clauses } = table.adjustments.component;
  const bare = table.units.filter((unit) => unit.bare);
  const owing = owingIn(table);
  const [lines, setLines] = useState<Readonly<Record<string, Line>>>({});
  const lineOf = ({ key, now }: Owing): Line => lines[key] ?? now;
  const set = (one: Owing, column: Column, value: string): void =>
    setLines({ ...lines, [one.key]: { ...lineOf(one), [column]: value } });
  const fits = (number: string, points: number): boolean =>
    clauses.some((clause) => clause.number === number && fitsClause(fromNumber(points), clause));
  const fillDown = (column: Column): void => {
    let above = '';
    setLines(
      Object.fromEntries(
        owing.map((one) => {
          const own = lineOf(one)[column];
          above = own === '' ? above : own;
          // A number that the clause does not allow in one entry stays unclassified until somebody splits it.
          const filled = column === 'clause' && !fits(above, one.points) ? own : above;
          return [one.key, { ...lineOf(one), [column]: filled }];
        }),
      ),
    );
  };
  const edits = owing.flatMap((one): readonly AdjustmentEdit[] => {
    const line = lineOf(one);
    if (COLUMNS.every((column) => line[column] === one.now[column])) return [];
    return [
      one.editWith({
        ...one.entry,
        clause: line.clause === '' ? UNCLASSIFIED : line.clause,
        reason: line.reason,
        evidence: line.evidence,
      }),
    ];
  });
  const allUnclassified = (): Promise<boolean> =>
    session.act(
      'adjust',
      [bare.map((unit): AdjustmentEdit => ({ kind: 'add', entry: unclassifiedEntry(table.adjustments, unit) }))],
      null,
    );
  return (
    <div>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th className={styles.cell} scope="col">
                {t('unit')}
              </th>
              {COLUMNS.map((column) => (
                <th key={column} className={styles.cell} scope="col">
                  {t(column)}{' '}
                  <Button
                    size="small"
                    appearance="subtle"
                    icon={<ArrowDown16Regular />}
                    aria-label={t('pane-fill-down', { column: t(column) })}
                    title={t('pane-fill-down', { column: t(column) })}
                    onClick={() => fillDown(column)}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {owing.map((one) => {
              const { key, unit, points } = one;
              return (
                <tr key={key}>
                  <th className={styles.cell} scope="row">
                    {unit} {points > 0 ? `+${points}` : points}
                  </th>
                  <td className={styles.cell}>
                    <select
                      className={common.field}
                      aria-label={`${unit} ${t('clause')}`}
                      value={lineOf(one).clause}
                      onChange={(event) => set(one, 'clause', event.target.value)}
                    >
                      <option value="">{UNCLASSIFIED}</option>
                      {clauses
                        .filter(({ number }) => fits(number, points))
                        .map(({ number, label }) => (
                          <option key={number} value={number}>{`${number} ${label}`}</option>
                        ))}
                    </select>
                  </td>
                  {(['reason', 'evidence'] as const).map((column) => (
                    <td key={column} className={styles.cell}>
                      <input
                        className={common.field}
                        aria-label={`${unit} ${t(column)}`}
                        value={lineOf(one)[column]}
                        onChange={(event) => set(one, column, event.target.value)}
                      />
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <div className={styles.below}>
        {edits.length > 0 ? (
          <Effect
            edits={edits}
            places={table.places}
            words={t('pane-save-entries', { count: edits.length })}
            carrying={carrying}
            onDone={onDone}
            onCancel={onDone}
          />
        ) : (
          <div className={common.actions}>
            {bare.length === 0 ? null : (
              <Button
                size="small"
                disabledFocusable={!isCurrent || carrying.isUnderWay}
                onClick={(event) => carrying.carryOut(event, allUnclassified, onDone)}
              >
                {t('pane-all-unclassified')}
              </Button>
            )}
            <Button size="small" onClick={onDone}>
              {t('pane-cancel')}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}

function owingIn({ adjustments, units, owed }: AdjustmentTable): readonly Owing[] {
  const {
    attachment: { kind },
    component: { clauses },
  } = adjustments;
  const bare = units
    .filter((unit) => unit.bare)
    .map((unit): Owing => {
      const entry = unclassifiedEntry(adjustments, unit);
      return {
        key: unit.unit,
        unit: unit.unit,
        points: entry.points,
        now: BLANK,
        entry,
        editWith: (draft) => ({ kind: 'add', entry: draft }),
      };
    });
  const entered = owed.flatMap(({ entry, unit }): readonly Owing[] => {
    const { sheet, row, times, points, reason, evidence, date, by } = entry;
    if (times === null || points === null) return [];
    const clause = clauseNamed(entry.clause, clauses)?.number ?? '';
    return [
      {
        key: `${sheet}!${row}`,
        unit,
        points,
        now: { clause, reason, evidence },
        entry: { attachment: kind, unit, clause, times, points, reason, evidence, date, by },
        editWith: (draft) => ({ kind: 'change', sheet, row, was: entry, entry: draft }),
      },
    ];
  });
  return [...bare, ...entered];
}
