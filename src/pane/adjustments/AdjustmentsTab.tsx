import { Button, Input, makeStyles, tokens } from '@fluentui/react-components';
import { Search16Regular } from '@fluentui/react-icons';
import { useState, type ReactNode } from 'react';
import type { AdjustmentOverview, AdjustmentTable, UnitLine } from '../../app/adjustments.js';
import { attachmentName } from '../../core/adjustments/entry.js';
import { usePane, useSession } from '../context.js';
import { useCommonStyles } from '../ui/common-styles.js';
import { Notice } from '../ui/Notice.js';
import { Section } from '../ui/Section.js';
import { useQuery } from '../use-query.js';
import { OwedGrid } from './OwedGrid.js';
import { UnitAdjustmentRow } from './UnitAdjustmentRow.js';
import { UNIT_COLUMNS } from './unit-columns.js';

const PROBLEMS_SHOWN = 8;

/** In the order of the columns. */
const HEADS = ['unit', 'entries', 'adjustment', 'score', 'rank'] as const;

const useStyles = makeStyles({
  owed: { display: 'flex', justifyContent: 'space-between', alignItems: 'center', columnGap: '8px', flexWrap: 'wrap' },
  heads: {
    display: 'grid',
    gridTemplateColumns: UNIT_COLUMNS,
    columnGap: '4px',
    color: tokens.colorNeutralForeground2,
    fontSize: '11px',
    lineHeight: '16px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  // A word longer than its column reaches to the left, over the blank of the column before it.
  head: { justifySelf: 'end', whiteSpace: 'nowrap', ':first-child': { justifySelf: 'start', paddingLeft: '4px' } },
});

/** 加减分: every unit's adjustment, why it is so, and what another one would do. */
export default function AdjustmentsTab(): ReactNode {
  const common = useCommonStyles();
  const { t } = usePane();
  const { work } = useSession();
  const [search, setSearch] = useState('');
  const [filling, setFilling] = useState<string | null>(null);
  const { answer: overview, isCurrent } = useQuery('adjustments', []);
  if (overview === null) return null;
  return (
    <div className={common.page} aria-busy={work !== null}>
      <Input
        size="small"
        type="search"
        value={search}
        onChange={(_, { value }) => setSearch(value)}
        contentBefore={<Search16Regular />}
        placeholder={t('pane-search')}
        aria-label={t('pane-search')}
      />
      <Problems problems={overview.problems} />
      {overview.tables.map((table) => {
        const { sheet } = table.adjustments.attachment;
        return (
          <TableSection
            key={sheet}
            table={table}
            ledgers={overview.ledgers}
            isCurrent={isCurrent}
            search={search.trim()}
            isFilling={filling === sheet}
            onFilling={(isFilling) => setFilling(isFilling ? sheet : null)}
          />
        );
      })}
    </div>
  );
}

function Problems({ problems }: Pick<AdjustmentOverview, 'problems'>): ReactNode {
  const { t, codeText } = usePane();
  // Two numbers that disagree are shown at their unit, with the choice.
  const shown = problems.filter(({ code }) => code !== 'adjustment-disagrees');
  if (shown.length === 0) return null;
  return (
    <Notice tone="warning">
      {shown.slice(0, PROBLEMS_SHOWN).map(({ code, parameters, sheet, cell }) => (
        <div key={`${sheet}!${cell} ${code}`}>
          {cell !== '' && `${sheet}!${cell} `}
          {codeText(code, parameters)}
        </div>
      ))}
      {shown.length > PROBLEMS_SHOWN && <div>{t('pane-further', { count: shown.length - PROBLEMS_SHOWN })}</div>}
    </Notice>
  );
}

interface TableProps {
  readonly table: AdjustmentTable;
  readonly ledgers: AdjustmentOverview['ledgers'];
  /** The table is that of the workbook as it is now. */
  readonly isCurrent: boolean;
  readonly search: string;
  /** The grid for missing reasons is open. */
  readonly isFilling: boolean;
  readonly onFilling: (isFilling: boolean) => void;
}

/** The adjustments of one attachment. */
function TableSection({ table, ledgers, isCurrent, search, isFilling, onFilling }: TableProps): ReactNode {
  const common = useCommonStyles();
  const { t } = usePane();
  const { adjustments, units } = table;
  const attachment = attachmentName(adjustments.attachment.kind);
  return (
    <Section heading={t('pane-adjustments-of', { attachment, base: adjustments.component.base })}>
      <OwedLine table={table} isFilling={isFilling} onFilling={onFilling} />
      {isFilling && <OwedGrid table={table} isCurrent={isCurrent} onDone={() => onFilling(false)} />}
      <ColumnHeads />
      <ul className={common.plainList}>
        {withKeys(units)
          .filter(({ unit }) => matchesSearch(unit, search))
          .map(({ key, unit }) => (
            <UnitAdjustmentRow key={key} line={unit} table={table} ledgers={ledgers} isCurrent={isCurrent} />
          ))}
      </ul>
    </Section>
  );
}

/** How many units lack a reason, and the button that opens the grid for them. */
function OwedLine({ table, isFilling, onFilling }: Pick<TableProps, 'table' | 'isFilling' | 'onFilling'>): ReactNode {
  const styles = useStyles();
  const common = useCommonStyles();
  const { t } = usePane();
  const { adjustments, unitsOwing } = table;
  const attachment = attachmentName(adjustments.attachment.kind);
  const message = unitsOwing === 0 ? 'adjustments-none-owed' : 'adjustments-owed';
  return (
    <div className={styles.owed}>
      <span className={common.note}>{t(message, { attachment, units: unitsOwing })}</span>
      {unitsOwing > 0 && (
        <Button size="small" aria-expanded={isFilling} onClick={() => onFilling(!isFilling)}>
          {t('pane-fill-reasons')}
        </Button>
      )}
    </div>
  );
}

function ColumnHeads(): ReactNode {
  const styles = useStyles();
  const { t } = usePane();
  return (
    <div className={styles.heads} aria-hidden="true">
      {HEADS.map((head) => (
        <span key={head} className={styles.head}>
          {t(head)}
        </span>
      ))}
    </div>
  );
}

/** Keys by name, so that what is typed beside a unit stays with it when rows move; units of one name are numbered. */
function withKeys(units: readonly UnitLine[]): readonly { readonly key: string; readonly unit: UnitLine }[] {
  const counts = new Map<string, number>();
  return units.map((unit) => {
    const count = (counts.get(unit.unit) ?? 0) + 1;
    counts.set(unit.unit, count);
    return { key: `${unit.unit} ${count}`, unit };
  });
}

/** Whether a unit or one of its entries contains the text: its name, a reason, evidence or a clause. */
function matchesSearch({ unit, entries }: UnitLine, search: string): boolean {
  const texts = [unit, ...entries.flatMap(({ reason, evidence, clause }) => [reason, evidence, clause])];
  return texts.some((text) => text.includes(search));
}
