import { Button, Input, makeStyles, tokens } from '@fluentui/react-components';
import { Search16Regular } from '@fluentui/react-icons';
import { useState, type ReactNode } from 'react';
import type { UnitLine } from '../../app/adjustments.js';
import { attachmentName } from '../../core/adjustments/entry.js';
import { usePane, useSession } from '../context.js';
import { useCommonStyles } from '../ui/common-styles.js';
import { Notice } from '../ui/Notice.js';
import { Section } from '../ui/Section.js';
import { useAnswer } from '../use-answer.js';
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
    columnGap: '6px',
    color: tokens.colorNeutralForeground2,
    fontSize: '11px',
    lineHeight: '16px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  head: { textAlign: 'right', ':first-child': { textAlign: 'left', paddingLeft: '4px' } },
});

/** 加减分: every unit's adjustment, why it is so, and what another one would do. */
export default function AdjustmentsTab(): ReactNode {
  const styles = useStyles();
  const common = useCommonStyles();
  const { t, say } = usePane();
  const { work } = useSession();
  const [search, setSearch] = useState('');
  const [filling, fill] = useState<string | null>(null);
  const { answer: overview, isCurrent } = useAnswer('adjustments', []);
  if (overview === null) return null;
  const wanted = search.trim();
  // Two numbers that disagree are shown at their unit, with the choice.
  const problems = overview.problems.filter(({ code }) => code !== 'adjustment-disagrees');
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
      {problems.length === 0 ? null : (
        <Notice tone="warning">
          {problems.slice(0, PROBLEMS_SHOWN).map(({ code, parameters, sheet, cell }) => (
            <div key={`${sheet}!${cell} ${code}`}>
              {cell === '' ? '' : `${sheet}!${cell} `}
              {say(code, parameters)}
            </div>
          ))}
          {problems.length <= PROBLEMS_SHOWN ? null : (
            <div>{t('pane-further', { count: problems.length - PROBLEMS_SHOWN })}</div>
          )}
        </Notice>
      )}
      {overview.tables.map((table) => {
        const { adjustments, units, unitsOwing } = table;
        const attachment = attachmentName(adjustments.attachment.kind);
        const { sheet } = adjustments.attachment;
        return (
          <Section key={sheet} heading={t('pane-adjustments-of', { attachment, base: adjustments.component.base })}>
            <div className={styles.owed}>
              <span className={common.note}>
                {t(unitsOwing === 0 ? 'adjustments-none-owed' : 'adjustments-owed', { attachment, units: unitsOwing })}
              </span>
              {unitsOwing > 0 ? (
                <Button
                  size="small"
                  aria-expanded={filling === sheet}
                  onClick={() => fill(filling === sheet ? null : sheet)}
                >
                  {t('pane-fill-reasons')}
                </Button>
              ) : null}
            </div>
            {filling === sheet ? <OwedGrid table={table} isCurrent={isCurrent} onDone={() => fill(null)} /> : null}
            <div className={styles.heads} aria-hidden="true">
              {HEADS.map((head) => (
                <span key={head} className={styles.head}>
                  {t(head)}
                </span>
              ))}
            </div>
            <ul className={common.plainList}>
              {withKeys(units)
                .filter(({ unit }) => isWanted(unit, wanted))
                .map(({ key, unit }) => (
                  <UnitAdjustmentRow
                    key={key}
                    line={unit}
                    table={table}
                    ledgers={overview.ledgers}
                    isCurrent={isCurrent}
                  />
                ))}
            </ul>
          </Section>
        );
      })}
    </div>
  );
}

/** What is typed beside a unit stays with it when the rows are sorted; units of one name are told apart by their order. */
function withKeys(units: readonly UnitLine[]): readonly { readonly key: string; readonly unit: UnitLine }[] {
  const counts = new Map<string, number>();
  return units.map((unit) => {
    const count = (counts.get(unit.unit) ?? 0) + 1;
    counts.set(unit.unit, count);
    return { key: `${unit.unit} ${count}`, unit };
  });
}

/** By name, by reason or by evidence. */
function isWanted({ unit, entries }: UnitLine, wanted: string): boolean {
  return [unit, ...entries.flatMap(({ reason, evidence, clause }) => [reason, evidence, clause])].some((text) =>
    text.includes(wanted),
  );
}
