import { makeStyles } from '@fluentui/react-components';
import type { ChangeEvent, ReactNode } from 'react';
import type { UnitMatching } from '../../core/audit/matching/match-units.js';
import { usePane, useSession } from '../context.js';
import { useCommonStyles } from '../ui/common-styles.js';
import { useCarryOut } from '../use-carry-out.js';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: '1fr minmax(120px, 55%)',
    gap: '4px 8px',
    alignItems: 'center',
    marginTop: '6px',
  },
});

/** Which units of attachments 3 and 2 are taken for the same; another choice is a line in 核查记录. */
export function MatchList({ matching }: { readonly matching: UnitMatching }): ReactNode {
  const styles = useStyles();
  const common = useCommonStyles();
  const { t, session } = usePane();
  const { work } = useSession();
  const { isUnderWay, carryOut } = useCarryOut();
  const { matches, onlyVolumes, onlyDepartments } = matching;
  const lines = [
    ...matches.map(({ volume, departments }) => ({ volume, departments })),
    ...onlyVolumes.map((volume) => ({ volume, departments: [] })),
  ].sort((a, b) => a.volume.row - b.volume.row);
  const names = [
    ...new Set([...matches.flatMap(({ departments }) => departments), ...onlyDepartments].map(({ name }) => name)),
  ];
  const choose = (event: ChangeEvent<HTMLSelectElement>, volume: string): void => {
    const departments = event.target.value === '' ? [] : event.target.value.split('、');
    carryOut(event, () =>
      session.act('match', [volume, departments, { reason: '', by: '', at: new Date().toLocaleDateString('sv') }], {
        code: 'pane-accepted',
        parameters: {},
      }),
    );
  };
  return (
    <details>
      <summary>{t('pane-matches', { matched: lines.length - onlyVolumes.length, open: onlyVolumes.length })}</summary>
      <div className={styles.grid}>
        {lines.map(({ volume, departments }) => {
          const chosen = departments.map(({ name }) => name).join('、');
          return [
            <label key={`${volume.row} label`} htmlFor={`match ${volume.row}`}>
              {volume.name}
            </label>,
            <select
              key={volume.row}
              id={`match ${volume.row}`}
              className={common.field}
              disabled={work !== null || isUnderWay}
              value={chosen}
              onChange={(event) => choose(event, volume.name)}
            >
              <option value="">{t('pane-no-match')}</option>
              {names.includes(chosen) || chosen === '' ? null : <option value={chosen}>{chosen}</option>}
              {names.map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>,
          ];
        })}
      </div>
    </details>
  );
}
