import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  lazy,
  Suspense,
  useEffect,
  useRef,
  useState,
  type ComponentProps,
  type KeyboardEvent,
  type ReactNode,
  type SyntheticEvent,
} from 'react';
import type AuditReasonsPart from '../audit/AuditReasons.js';
import { usePane } from '../context.js';
import { StatusLine } from '../StatusLine.js';
import type { Decision, DifferenceRow } from '../session/state.js';
import { isSecondClick, useSubmit } from '../use-submit.js';

const AuditReasons = lazy(() => import('../audit/AuditReasons.js'));

/** What the audit found out about cells, by `sheet!cell`. */
type Reasons = Parameters<ComponentProps<typeof AuditReasonsPart>['onFound']>[0];
type Reason = NonNullable<ReturnType<Reasons['get']>>;

const useStyles = makeStyles({
  scroll: { flex: '1 1 0', minHeight: 0, overflowY: 'auto', padding: '10px 12px' },
  status: { marginBottom: '8px', ':empty': { display: 'none' } },
  heading: {
    margin: '0 0 4px',
    fontSize: tokens.fontSizeBase300,
    lineHeight: '20px',
    fontWeight: tokens.fontWeightSemibold,
  },
  hint: {
    margin: '0 0 8px',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: '16px',
  },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  row: {
    display: 'grid',
    gridTemplateColumns: '16px 1fr',
    columnGap: '8px',
    padding: '6px 4px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    cursor: 'pointer',
    ':focus-within': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  box: { width: '16px', height: '16px', margin: '2px 0 0', accentColor: tokens.colorBrandBackground },
  line: { display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', columnGap: '8px', lineHeight: '20px' },
  small: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, lineHeight: '16px' },
  figures: { marginLeft: 'auto', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  stays: { fontWeight: tokens.fontWeightSemibold },
  goes: { textDecorationLine: 'line-through', color: tokens.colorNeutralForeground2 },
  decision: { marginLeft: 'auto', whiteSpace: 'nowrap' },
  computed: { color: tokens.colorBrandForegroundLink, fontWeight: tokens.fontWeightSemibold },
  footer: {
    padding: '8px 12px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(max(120px, 40%), 1fr))',
    gap: '8px',
  },
  wide: { gridColumn: '1 / -1' },
});

/** All differences in one list, for one write. Nothing is replaced that was neither ticked nor asked for. */
export function Differences({ rows }: { readonly rows: readonly DifferenceRow[] }): ReactNode {
  const styles = useStyles();
  const { t } = usePane();
  const { isTicked, toggle } = useTicks();
  const [reasons, setReasons] = useState<Reasons>(new Map());
  return (
    <>
      <div className={styles.scroll}>
        <div className={styles.status}>
          <StatusLine />
        </div>
        <div role="status">
          <h2 className={styles.heading}>{t('pane-differences', { count: rows.length })}</h2>
        </div>
        <p className={styles.hint} id="differences-hint">
          {t('pane-differences-hint')}
        </p>
        <DifferenceList rows={rows} reasons={reasons} isTicked={isTicked} onToggle={toggle} />
      </div>
      <Suspense fallback={null}>
        <AuditReasons onFound={setReasons} />
      </Suspense>
      <DecisionButtons rows={rows} isTicked={isTicked} />
    </>
  );
}

interface Ticks {
  readonly isTicked: (row: DifferenceRow) => boolean;
  readonly toggle: (row: DifferenceRow) => void;
}

/** A tick says that one figure becomes another; where the list follows the workbook, other figures are not ticked. */
function useTicks(): Ticks {
  const [ticks, setTicks] = useState<ReadonlySet<string>>(new Set());
  const tickOf = ({ key, from, to }: DifferenceRow): string => JSON.stringify([key, from, to]);
  return {
    isTicked: (row) => ticks.has(tickOf(row)),
    toggle: (row) => {
      const next = new Set(ticks);
      if (!next.delete(tickOf(row))) next.add(tickOf(row));
      setTicks(next);
    },
  };
}

interface ListProps {
  readonly rows: readonly DifferenceRow[];
  readonly reasons: Reasons;
  readonly isTicked: Ticks['isTicked'];
  readonly onToggle: Ticks['toggle'];
}

/** One stop of the tab key; the arrow keys go from row to row. */
function DifferenceList({ rows, reasons, isTicked, onToggle }: ListProps): ReactNode {
  const styles = useStyles();
  const boxes = useRef<(HTMLInputElement | null)[]>([]);
  const isOpened = useRef(false);
  useEffect(() => {
    // Only where the list appears, not where its tab is looked at again.
    if (!isOpened.current) boxes.current[0]?.focus();
    isOpened.current = true;
  }, []);
  const moveFocus = (event: KeyboardEvent, index: number): void => {
    const last = rows.length - 1;
    const target = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: last }[event.key];
    // Enter would press the form's first button in some web views.
    if (event.key === 'Enter') event.preventDefault();
    if (target === undefined) return;
    event.preventDefault();
    boxes.current[Math.max(0, Math.min(last, target))]?.focus();
  };
  return (
    <ul className={styles.list} aria-describedby="differences-hint">
      {rows.map((row, index) => (
        <DifferenceItem
          key={row.key}
          row={row}
          reason={reasons.get(row.key)}
          isTicked={isTicked(row)}
          onToggle={() => onToggle(row)}
          boxRef={(box) => {
            boxes.current[index] = box;
          }}
          isTabStop={index === 0}
          onKeyDown={(event) => moveFocus(event, index)}
        />
      ))}
    </ul>
  );
}

interface ItemProps {
  readonly row: DifferenceRow;
  readonly reason: Reason | undefined;
  /** The computed value is to be used; else the present one is kept. */
  readonly isTicked: boolean;
  readonly onToggle: () => void;
  readonly boxRef: (box: HTMLInputElement | null) => void;
  readonly isTabStop: boolean;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function DifferenceItem({ row, reason, isTicked, onToggle, boxRef, isTabStop, onKeyDown }: ItemProps): ReactNode {
  const styles = useStyles();
  const { t, session } = usePane();
  const { key, sheet, cell, unit, column, from } = row;
  const to = row.to || t('pane-blank');
  return (
    <li>
      <label className={styles.row}>
        <input
          ref={boxRef}
          className={styles.box}
          type="checkbox"
          checked={isTicked}
          tabIndex={isTabStop ? 0 : -1}
          aria-label={t('pane-use-computed', { place: key, unit, column, from, to })}
          onChange={onToggle}
          onKeyDown={onKeyDown}
          onFocus={() => void session.goTo(sheet, cell)}
        />
        <span>
          <span className={styles.line}>
            <span>{unit}</span>
            <span className={styles.figures}>
              <span className={isTicked ? styles.goes : styles.stays}>{from}</span> →{' '}
              <span className={mergeClasses(isTicked && styles.stays)}>{to}</span>
            </span>
          </span>
          <span className={mergeClasses(styles.line, styles.small)}>
            <span>
              {column} · {sheet} {cell}
            </span>
            <span className={mergeClasses(styles.decision, isTicked && styles.computed)}>
              {t(isTicked ? 'pane-use' : 'pane-keep')}
            </span>
          </span>
          <Cause row={row} reason={reason} />
        </span>
      </label>
    </li>
  );
}

/** How far apart the two figures are, and what is known of how the present one came about. */
function Cause({
  row: { gap, why },
  reason,
}: {
  readonly row: DifferenceRow;
  readonly reason: Reason | undefined;
}): ReactNode {
  const styles = useStyles();
  const { t, codeText } = usePane();
  const parts: string[] = [];
  if (gap !== null) parts.push(t(why === 'rank' ? 'pane-gap-rank' : 'pane-gap', { gap }));
  if (why === 'ledger' || why === 'formula') parts.push(t(`pane-why-${why}`));
  else if (reason !== undefined) parts.push(codeText(reason.code, reason.parameters));
  const words = parts.filter((part) => part !== '').join(t('pane-why-join'));
  return words !== '' && <span className={mergeClasses(styles.line, styles.small)}>{words}</span>;
}

/** Writes what is ticked, everything that was computed, or nothing over what is there. */
function DecisionButtons({ rows, isTicked }: Pick<ListProps, 'rows' | 'isTicked'>): ReactNode {
  const styles = useStyles();
  const { t, session } = usePane();
  const { isSubmitting, submit } = useSubmit();
  const ticked = rows.filter(isTicked).length;
  const isMixed = ticked > 0 && ticked < rows.length;
  const write = (event: SyntheticEvent, usesComputed: (row: DifferenceRow) => boolean): void => {
    const decisions: Record<string, Decision> = {};
    for (const row of rows) {
      decisions[row.key] = { use: usesComputed(row) ? 'computed' : 'keep', from: row.from, to: row.to };
    }
    submit(event, () => session.decide(decisions));
  };
  const leave = (event: SyntheticEvent): void => {
    if (!isSecondClick(event)) session.stopReviewing();
  };
  return (
    <footer className={styles.footer}>
      {isMixed && (
        <Button
          className={styles.wide}
          appearance="primary"
          disabledFocusable={isSubmitting}
          onClick={(event) => write(event, isTicked)}
        >
          {t('pane-write-chosen', { chosen: ticked })}
        </Button>
      )}
      <Button
        appearance={ticked === rows.length ? 'primary' : 'secondary'}
        disabledFocusable={isSubmitting}
        onClick={(event) => write(event, () => true)}
      >
        {t('pane-all-computed')}
      </Button>
      <Button disabledFocusable={isSubmitting} onClick={(event) => write(event, () => false)}>
        {t('pane-keep-all')}
      </Button>
      <Button className={styles.wide} size="small" appearance="subtle" onClick={leave}>
        {t('pane-not-now')}
      </Button>
    </footer>
  );
}
