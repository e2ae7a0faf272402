import { Button, Input, makeStyles, tokens } from '@fluentui/react-components';
import { Search16Regular } from '@fluentui/react-icons';
import { useState, type ReactNode } from 'react';
import { attachmentName } from '../../core/adjustments/entry.js';
import { usePane, useSession } from '../context.js';
import { Notice } from '../ui/Notice.js';
import { Section } from '../ui/Section.js';
import { useAnswer } from '../use-answer.js';
import { OwedGrid } from './OwedGrid.js';
import { UnitAdjustmentRow } from './UnitAdjustmentRow.js';

const useStyles = makeStyles({
  scroll: { flex: '1 1 0', minHeight: 0, overflowY: 'auto', padding: '10px 12px', display: 'flex', flexDirection: 'column', rowGap: '14px' },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  owed: { display: 'flex', justifyContent: 'space-between', alignItems: 'center', columnGap: '8px', flexWrap: 'wrap' },
  note: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/** 加减分: every unit's adjustment, why it is so, and what another one would do. */
export default function AdjustmentsTab(): ReactNode {
  const styles = useStyles();
  const { t, say } = usePane();
  const { work } = useSession();
  const [search, setSearch] = useState('');
  const [filling, fill] = useState<string | null>(null);
  const { answer: overview } = useAnswer('adjustments', []);
  if (overview === null) return null;
  const wanted = search.trim();
  return (
    <div className={styles.scroll} aria-busy={work !== null}>
      <Input size="small" type="search" value={search} onChange={(_, { value }) => setSearch(value)} contentBefore={<Search16Regular />} placeholder={t('pane-search')} aria-label={t('pane-search')} />
      {overview.problems.length === 0 ? null : <Notice tone="warning">{overview.problems.slice(0, 5).map(({ code, parameters, sheet, cell }) => <div key={`${sheet}!${cell} ${code}`}>{say(code, parameters)}</div>)}</Notice>}
      {overview.tables.map((table) => {
        const { adjustments, units, unitsOwing } = table;
        const attachment = attachmentName(adjustments.attachment.kind);
        const { sheet } = adjustments.attachment;
        return (
          <Section key={sheet} heading={t('pane-adjustments-of', { attachment, base: adjustments.component.base })}>
            <div className={styles.owed}>
              <span className={styles.note}>{t(unitsOwing === 0 ? 'adjustments-none-owed' : 'adjustments-owed', { attachment, units: unitsOwing })}</span>
              {units.some(({ bare }) => bare) ? <Button size="small" aria-expanded={filling === sheet} onClick={() => fill(filling === sheet ? null : sheet)}>{t('pane-fill-reasons')}</Button> : null}
            </div>
            {filling === sheet ? <OwedGrid table={table} onDone={() => fill(null)} /> : null}
            <ul className={styles.list}>
              {units.filter(({ unit }) => wanted === '' || unit.includes(wanted)).map((unit) => <UnitAdjustmentRow key={unit.row.row} line={unit} table={table} ledgers={overview.ledgers} />)}
            </ul>
          </Section>
        );
      })}
    </div>
  );
}
