import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Fragment, useState, type ReactNode } from 'react';
import type { AuditFinding } from '../../app/audit.js';
import { usePane } from '../context.js';
import { Section } from '../ui/Section.js';
import { FindingItem } from './FindingItem.js';

/** Thousands would take seconds to draw, and nobody reads them all. */
const PIECE = 100;

const useStyles = makeStyles({
  unit: {
    margin: '4px 0 0',
    fontSize: tokens.fontSizeBase200,
    lineHeight: '16px',
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground2,
  },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', rowGap: '8px' },
});

/** Findings by sheet and unit, the unit with the gravest first; those about no unit stand where their gravest does. */
export function FindingList({
  findings,
  isCurrent,
}: {
  readonly findings: readonly AuditFinding[];
  /** They are of the workbook as it is now. */ readonly isCurrent: boolean;
}): ReactNode {
  const styles = useStyles();
  const { t } = usePane();
  const [shown, show] = useState(PIECE);
  // In the order in which they are drawn, so that a piece is the first of them.
  const ordered = grouped(findings, ({ sheet }) => sheet).flatMap(([, ofSheet]) =>
    grouped(ofSheet, ({ unit }) => unit).flatMap(([, ofUnit]) => ofUnit),
  );
  return (
    <>
      {grouped(ordered.slice(0, shown), ({ sheet }) => sheet).map(([sheet, ofSheet]) => (
        <Section key={sheet} heading={sheet === '' ? t('pane-workbook') : sheet}>
          {grouped(ofSheet, ({ unit }) => unit).map(([unit, ofUnit]) => (
            <Fragment key={unit}>
              {unit === '' ? null : <h3 className={styles.unit}>{unit}</h3>}
              <ul className={styles.list}>
                {ofUnit.map((finding, index) => (
                  <FindingItem
                    key={`${finding.check} ${finding.cell} ${index}`}
                    finding={finding}
                    isCurrent={isCurrent}
                  />
                ))}
              </ul>
            </Fragment>
          ))}
        </Section>
      ))}
      {ordered.length <= shown ? null : (
        <div>
          <Button size="small" onClick={() => show(shown + PIECE)}>
            {t('pane-show-more', { count: Math.min(PIECE, ordered.length - shown) })}
          </Button>
        </div>
      )}
    </>
  );
}

/** Puts together what has the same key, in the order in which the keys first occur. */
function grouped<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly [string, readonly T[]])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return [...groups];
}
