import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { AuditFinding } from '../../app/audit.js';
import { usePane } from '../context.js';
import { Section } from '../ui/Section.js';
import { FindingItem } from './FindingItem.js';
import { useKeptFocus } from './use-kept-focus.js';

/** How many findings are drawn at a time: thousands would take seconds, and nobody reads them all. */
const PAGE_SIZE = 100;

const useStyles = makeStyles({
  groups: { display: 'flex', flexDirection: 'column', rowGap: '14px' },
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
  /** The findings are about the workbook as it is now. */
  readonly isCurrent: boolean;
}): ReactNode {
  const styles = useStyles();
  const { t } = usePane();
  const [limit, setLimit] = useState(PAGE_SIZE);
  const { list, onFocus, onBlur } = useKeptFocus(findings);
  // In the order in which they are drawn, so that the limit cuts off the end of the list.
  const ordered = groupBy(findings, ({ sheet }) => sheet)
    .flatMap(([, ofSheet]) => groupBy(ofSheet, ({ unit }) => unit))
    .flatMap(([, ofUnit]) => ofUnit);
  return (
    <div ref={list} className={styles.groups} tabIndex={-1} onFocus={onFocus} onBlur={onBlur}>
      {groupBy(ordered.slice(0, limit), ({ sheet }) => sheet).map(([sheet, ofSheet]) => (
        <Section key={sheet} heading={sheet || t('pane-workbook')}>
          {groupBy(ofSheet, ({ unit }) => unit).map(([unit, ofUnit]) => (
            <UnitFindings key={unit} unit={unit} findings={ofUnit} isCurrent={isCurrent} />
          ))}
        </Section>
      ))}
      {ordered.length > limit && (
        <div>
          <Button size="small" onClick={() => setLimit(limit + PAGE_SIZE)}>
            {t('pane-show-more', { count: Math.min(PAGE_SIZE, ordered.length - limit) })}
          </Button>
        </div>
      )}
    </div>
  );
}

function UnitFindings({
  unit,
  findings,
  isCurrent,
}: {
  /** Blank where the findings are about no unit. */
  readonly unit: string;
  readonly findings: readonly AuditFinding[];
  readonly isCurrent: boolean;
}): ReactNode {
  const styles = useStyles();
  return (
    <>
      {unit !== '' && <h3 className={styles.unit}>{unit}</h3>}
      <ul className={styles.list}>
        {withKeys(findings).map(({ key, finding }) => (
          <FindingItem key={key} finding={finding} isCurrent={isCurrent} />
        ))}
      </ul>
    </>
  );
}

/** Keys by what a finding is about, so that a reason being typed stays with it; equal ones are numbered. */
function withKeys(
  findings: readonly AuditFinding[],
): readonly { readonly key: string; readonly finding: AuditFinding }[] {
  const counts = new Map<string, number>();
  return findings.map((finding) => {
    const name = `${finding.check} ${finding.cell} ${finding.column}`;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return { key: `${name} ${count}`, finding };
  });
}

/** Groups items by a key, in the order in which the keys first occur. */
function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly [string, readonly T[]])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups];
}
