import { makeStyles } from '@fluentui/react-components';
import { Fragment, type ChangeEvent, type ReactNode } from 'react';
import type { UnitMatching } from '../../core/audit/matching/match-units.js';
import { usePane, useSession } from '../context.js';
import { useCommonStyles } from '../ui/common-styles.js';
import { useSubmit, type Submission } from '../use-submit.js';

/** Between several units in one option. */
const SEPARATOR = '、';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: '1fr minmax(120px, 55%)',
    gap: '4px 8px',
    alignItems: 'center',
    marginTop: '6px',
  },
});

/** Which units of attachments 3 and 2 are taken for the same; another choice is recorded in 核查记录. */
export function MatchList({ matching }: { readonly matching: UnitMatching }): ReactNode {
  const styles = useStyles();
  const { t } = usePane();
  const submission = useSubmit();
  const { matches, onlyVolumes, onlyDepartments } = matching;
  const lines = [
    ...matches.map(({ volume, departments }) => ({ volume, departments })),
    ...onlyVolumes.map((volume) => ({ volume, departments: [] })),
  ].sort((a, b) => a.volume.row - b.volume.row);
  const matched = matches.flatMap(({ departments }) => departments);
  const names = new Set([...matched, ...onlyDepartments].map(({ name }) => name));
  return (
    <details>
      <summary>{t('pane-matches', { matched: lines.length - onlyVolumes.length, open: onlyVolumes.length })}</summary>
      <div className={styles.grid}>
        {lines.map(({ volume, departments }) => (
          <Fragment key={volume.row}>
            <label htmlFor={`match ${volume.row}`}>{volume.name}</label>
            <DepartmentSelect
              volume={volume}
              chosen={departments.map(({ name }) => name).join(SEPARATOR)}
              names={[...names]}
              submission={submission}
            />
          </Fragment>
        ))}
      </div>
    </details>
  );
}

/** The unit of attachment 2 that a unit of attachment 3 is taken for; several where their counts add up to it. */
function DepartmentSelect({
  volume,
  chosen,
  names,
  submission: { isSubmitting, submit },
}: {
  readonly volume: UnitMatching['onlyVolumes'][number];
  readonly chosen: string;
  readonly names: readonly string[];
  readonly submission: Submission;
}): ReactNode {
  const common = useCommonStyles();
  const { t, session } = usePane();
  const { work } = useSession();
  const isOneOfTheNames = chosen === '' || names.includes(chosen);
  const choose = (event: ChangeEvent<HTMLSelectElement>): void => {
    const { value } = event.target;
    const departments = value === '' ? [] : value.split(SEPARATOR);
    const acceptance = { reason: '', by: '', at: new Date().toLocaleDateString('sv') };
    const report = { code: 'pane-accepted', parameters: {} } as const;
    submit(event, () => session.execute('match', [{ volume: volume.name, departments, acceptance }], report));
  };
  return (
    <select
      id={`match ${volume.row}`}
      className={common.field}
      disabled={work !== null || isSubmitting}
      value={chosen}
      onChange={choose}
    >
      <option value="">{t('pane-no-match')}</option>
      {!isOneOfTheNames && <option value={chosen}>{chosen}</option>}
      {names.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </select>
  );
}
