import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDown16Regular } from '@fluentui/react-icons';
import { useState, type ReactNode } from 'react';
import type { AdjustmentEdit } from '../../app/adjust.js';
import type { AdjustmentTable } from '../../app/adjustments.js';
import { unclassifiedEntry } from '../../core/adjustments/settle.js';
import { fitsClause } from '../../core/adjustments/check-entry.js';
import { fromNumber } from '../../core/exact/rational.js';
import { UNCLASSIFIED } from '../../core/adjustments/entry.js';
import { usePane } from '../context.js';
import { useCarryOut } from './use-carry-out.js';

type Column = 'clause' | 'reason' | 'evidence';
type Line = Readonly<Record<Column, string>>;

const COLUMNS: readonly Column[] = ['clause', 'reason', 'evidence'];
const BLANK: Line = { clause: '', reason: '', evidence: '' };

const useStyles = makeStyles({
  scroll: { overflowX: 'auto' },
  table: { borderCollapse: 'collapse', width: '100%', minWidth: '300px', fontSize: tokens.fontSizeBase200 },
  cell: { padding: '2px', textAlign: 'left', fontWeight: tokens.fontWeightRegular },
  field: { width: '100%', boxSizing: 'border-box', height: '26px', fontFamily: 'inherit', fontSize: 'inherit', color: tokens.colorNeutralForeground1, backgroundColor: tokens.colorNeutralBackground1, border: `1px solid ${tokens.colorNeutralStroke1}`, borderRadius: tokens.borderRadiusSmall },
  actions: { display: 'flex', gap: '8px', marginTop: '6px' },
});

/** The on-ramp: every bare number in one grid, to be given clause, reason and evidence, or filled down. */
export function OwedGrid({ table, onDone }: { readonly table: AdjustmentTable; readonly onDone: () => void }): ReactNode {
  const styles = useStyles();
  const { t } = usePane();
  const carryOut = useCarryOut();
  const { clauses } = table.adjustments.component;
  const bare = table.units.filter((unit) => unit.bare);
  const [lines, setLines] = useState<Readonly<Record<string, Line>>>({});
  const lineOf = (unit: string): Line => lines[unit] ?? BLANK;
  const set = (unit: string, column: Column, value: string): void => setLines({ ...lines, [unit]: { ...lineOf(unit), [column]: value } });
  const fillDown = (column: Column): void => {
    let above = '';
    setLines(Object.fromEntries(bare.map(({ unit }) => {
      const own = lineOf(unit)[column];
      above = own === '' ? above : own;
      return [unit, { ...lineOf(unit), [column]: above }];
    })));
  };
  const edits = bare.flatMap((unit): readonly AdjustmentEdit[] => {
    const { clause, reason, evidence } = lineOf(unit.unit);
    if (clause === '' && reason === '' && evidence === '') return [];
    const entry = unclassifiedEntry(table.adjustments, unit);
    const chosen = clauses.find(({ number }) => number === clause);
    // A number that the clause does not allow in one entry stays unclassified until somebody splits it.
    const fits = chosen !== undefined && fitsClause(fromNumber(entry.points), chosen);
    return [{ kind: 'add', entry: { ...entry, clause: fits ? clause : UNCLASSIFIED, reason, evidence } }];
  });
  return (
    <div>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th className={styles.cell} scope="col">{t('unit')}</th>
              {COLUMNS.map((column) => <th key={column} className={styles.cell} scope="col">{t(column)} <Button size="small" appearance="subtle" icon={<ArrowDown16Regular />} aria-label={t('pane-fill-down', { column: t(column) })} title={t('pane-fill-down', { column: t(column) })} onClick={() => fillDown(column)} /></th>)}
            </tr>
          </thead>
          <tbody>
            {bare.map(({ unit, typed }) => {
              const points = unclassifiedPoints(typed, table.adjustments.component.base);
              return (
                <tr key={unit}>
                  <th className={styles.cell} scope="row">{unit} {points > 0 ? `+${points}` : points}</th>
                  <td className={styles.cell}>
                    <select className={styles.field} aria-label={`${unit} ${t('clause')}`} value={lineOf(unit).clause} onChange={(event) => set(unit, 'clause', event.target.value)}>
                      <option value="">{UNCLASSIFIED}</option>
                      {clauses.filter((clause) => fitsClause(fromNumber(points), clause)).map(({ number, label }) => <option key={number} value={number}>{`${number} ${label}`}</option>)}
                    </select>
                  </td>
                  {(['reason', 'evidence'] as const).map((column) => <td key={column} className={styles.cell}><input className={styles.field} aria-label={`${unit} ${t(column)}`} value={lineOf(unit)[column]} onChange={(event) => set(unit, column, event.target.value)} /></td>)}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <div className={styles.actions}>
        <Button size="small" appearance="primary" disabled={edits.length === 0} onClick={() => void carryOut(edits).then((written) => { if (written) onDone(); })}>{t('pane-save-entries', { count: edits.length })}</Button>
        <Button size="small" onClick={() => void carryOut(bare.map((unit) => ({ kind: 'add', entry: unclassifiedEntry(table.adjustments, unit) }))).then((written) => { if (written) onDone(); })}>{t('pane-all-unclassified')}</Button>
        <Button size="small" onClick={onDone}>{t('pane-cancel')}</Button>
      </div>
    </div>
  );
}

function unclassifiedPoints(typed: number | null, base: string): number {
  return Number(((typed ?? 0) - Number(base)).toFixed(6));
}
