import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDown16Regular } from '@fluentui/react-icons';
import { useState, type ReactNode } from 'react';
import type { AdjustmentEdit } from '../../app/adjust.js';
import type { AdjustmentTable } from '../../app/adjustments.js';
import { unclassifiedEntry } from '../../core/adjustments/reconcile.js';
import { fitsClause } from '../../core/adjustments/check-entry.js';
import { fromNumber } from '../../core/exact/rational.js';
import { clauseNamed, UNCLASSIFIED, type EntryDraft } from '../../core/adjustments/entry.js';
import type { AdjustmentClause } from '../../core/method/components/adjustment-clause.js';
import { usePane } from '../context.js';
import { useCommonStyles } from '../ui/common-styles.js';
import { useSubmit, type Submission } from '../use-submit.js';
import { signed } from './signed.js';
import { Effect } from './Effect.js';

type Column = 'clause' | 'reason' | 'evidence';
type Line = Readonly<Record<Column, string>>;

const COLUMNS: readonly Column[] = ['clause', 'reason', 'evidence'];
const TEXT_COLUMNS = ['reason', 'evidence'] as const;
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
  /** What the workbook has. */
  readonly current: Line;
  readonly entry: EntryDraft;
  readonly editWith: (entry: EntryDraft) => AdjustmentEdit;
}

/** Every adjustment that owes something in one grid, to be given clause, reason and evidence, or filled down. */
export function OwedGrid({
  table,
  isCurrent,
  onDone,
}: {
  readonly table: AdjustmentTable;
  /** The table is that of the workbook as it is now. */
  readonly isCurrent: boolean;
  readonly onDone: () => void;
}): ReactNode {
  const styles = useStyles();
  const { t } = usePane();
  const submission = useSubmit();
  const owing = owingIn(table);
  const grid = useGrid(owing, table.adjustments.component.clauses);
  const edits = owing.flatMap((adjustment) => editsFor(adjustment, grid.lineOf(adjustment)));
  return (
    <div>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <Head onFillDown={grid.fillDown} />
          <tbody>
            {owing.map((adjustment) => (
              <Row key={adjustment.key} adjustment={adjustment} grid={grid} />
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles.below}>
        {edits.length > 0 ? (
          <Effect
            edits={edits}
            places={table.places}
            words={t('pane-save-entries', { count: edits.length })}
            submission={submission}
            onDone={onDone}
            onCancel={onDone}
          />
        ) : (
          <AllUnclassified table={table} isCurrent={isCurrent} submission={submission} onDone={onDone} />
        )}
      </div>
    </div>
  );
}

/** What is typed in the grid. */
interface Grid {
  readonly lineOf: (adjustment: Owing) => Line;
  readonly set: (adjustment: Owing, column: Column, value: string) => void;
  /** Fills blank cells of a column with the value above. */
  readonly fillDown: (column: Column) => void;
  /** The clauses that allow so many points in one entry. */
  readonly clausesFor: (points: number) => readonly AdjustmentClause[];
}

function useGrid(owing: readonly Owing[], clauses: readonly AdjustmentClause[]): Grid {
  const [lines, setLines] = useState<Readonly<Record<string, Line>>>({});
  const lineOf = ({ key, current }: Owing): Line => lines[key] ?? current;
  const clausesFor = (points: number): readonly AdjustmentClause[] =>
    clauses.filter((clause) => fitsClause(fromNumber(points), clause));
  const fillDown = (column: Column): void => {
    const filled: Record<string, Line> = {};
    let above = '';
    for (const adjustment of owing) {
      const line = lineOf(adjustment);
      if (line[column] !== '') above = line[column];
      filled[adjustment.key] = line;
      // Points that the clause does not allow in one entry stay unclassified until somebody splits them.
      const isAllowed = column !== 'clause' || clausesFor(adjustment.points).some(({ number }) => number === above);
      if (isAllowed) filled[adjustment.key] = { ...line, [column]: above };
    }
    setLines(filled);
  };
  return {
    lineOf,
    set: (adjustment, column, value) =>
      setLines({ ...lines, [adjustment.key]: { ...lineOf(adjustment), [column]: value } }),
    fillDown,
    clausesFor,
  };
}

function Head({ onFillDown }: { readonly onFillDown: Grid['fillDown'] }): ReactNode {
  const styles = useStyles();
  const { t } = usePane();
  return (
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
              onClick={() => onFillDown(column)}
            />
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Row({ adjustment, grid }: { readonly adjustment: Owing; readonly grid: Grid }): ReactNode {
  const styles = useStyles();
  const common = useCommonStyles();
  const { t } = usePane();
  const { unit, points } = adjustment;
  const line = grid.lineOf(adjustment);
  return (
    <tr>
      <th className={styles.cell} scope="row">
        {unit} {signed(points)}
      </th>
      <td className={styles.cell}>
        <select
          className={common.field}
          aria-label={`${unit} ${t('clause')}`}
          value={line.clause}
          onChange={(event) => grid.set(adjustment, 'clause', event.target.value)}
        >
          <option value="">{UNCLASSIFIED}</option>
          {grid.clausesFor(points).map(({ number, label }) => (
            <option key={number} value={number}>{`${number} ${label}`}</option>
          ))}
        </select>
      </td>
      {TEXT_COLUMNS.map((column) => (
        <td key={column} className={styles.cell}>
          <input
            className={common.field}
            aria-label={`${unit} ${t(column)}`}
            value={line[column]}
            onChange={(event) => grid.set(adjustment, column, event.target.value)}
          />
        </td>
      ))}
    </tr>
  );
}

/** Makes an unclassified entry of every bare number: the shortest way to a ledger that adds up. */
function AllUnclassified({
  table,
  isCurrent,
  submission: { isSubmitting, submit },
  onDone,
}: {
  readonly table: AdjustmentTable;
  readonly isCurrent: boolean;
  readonly submission: Submission;
  readonly onDone: () => void;
}): ReactNode {
  const common = useCommonStyles();
  const { t, session } = usePane();
  const bare = table.units.filter((unit) => unit.hasNoReason);
  const addEntries = (): Promise<boolean> => {
    const edits = bare.map((unit) => ({ kind: 'add' as const, entry: unclassifiedEntry(table.adjustments, unit) }));
    return session.execute('adjust', [edits], null);
  };
  return (
    <div className={common.actions}>
      {bare.length > 0 && (
        <Button
          size="small"
          disabledFocusable={!isCurrent || isSubmitting}
          onClick={(event) => submit(event, addEntries, onDone)}
        >
          {t('pane-all-unclassified')}
        </Button>
      )}
      <Button size="small" onClick={onDone}>
        {t('pane-cancel')}
      </Button>
    </div>
  );
}

/** The edit that writes a line of the grid; none where the line is as the workbook has it. */
function editsFor({ current, entry, editWith }: Owing, line: Line): readonly AdjustmentEdit[] {
  if (COLUMNS.every((column) => line[column] === current[column])) return [];
  const { clause, reason, evidence } = line;
  return [editWith({ ...entry, clause: clause || UNCLASSIFIED, reason, evidence })];
}

function owingIn(table: AdjustmentTable): readonly Owing[] {
  return [...bareNumbers(table), ...incompleteEntries(table)];
}

function bareNumbers({ adjustments, units }: AdjustmentTable): readonly Owing[] {
  return units
    .filter((unit) => unit.hasNoReason)
    .map((unit) => {
      const entry = unclassifiedEntry(adjustments, unit);
      return {
        key: unit.unit,
        unit: unit.unit,
        points: entry.points,
        current: BLANK,
        entry,
        editWith: (draft) => ({ kind: 'add', entry: draft }),
      };
    });
}

function incompleteEntries({ adjustments, owed }: AdjustmentTable): readonly Owing[] {
  const { attachment, component } = adjustments;
  const owing: Owing[] = [];
  for (const { entry: was, unit } of owed) {
    const { sheet, row, times, points, reason, evidence, date, by } = was;
    if (times === null || points === null) continue;
    const clause = clauseNamed(was.clause, component.clauses)?.number ?? '';
    owing.push({
      key: `${sheet}!${row}`,
      unit,
      points,
      current: { clause, reason, evidence },
      entry: { attachment: attachment.kind, unit, clause, times, points, reason, evidence, date, by },
      editWith: (draft) => ({ kind: 'change', sheet, row, was, entry: draft }),
    });
  }
  return owing;
}
