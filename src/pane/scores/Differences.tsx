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
import { SaidLine } from '../SaidLine.js';
import type { DifferenceRow } from '../session/state.js';
import { isSecondClick, useCarryOut } from '../use-carry-out.js';

const AuditReasons = lazy(() => import('../audit/AuditReasons.js'));

type Reasons = Parameters<ComponentProps<typeof AuditReasonsPart>['onFound']>[0];

const useStyles = makeStyles({
  scroll: { flex: '1 1 0', minHeight: 0, overflowY: 'auto', padding: '10px 12px' },
  said: { marginBottom: '8px', ':empty': { display: 'none' } },
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
  answer: { marginLeft: 'auto', whiteSpace: 'nowrap' },
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

/** One list of what would change, one write. Nothing is replaced that was not ticked or wanted in so many words. */
export function Differences({ rows }: { readonly rows: readonly DifferenceRow[] }): ReactNode {
  const styles = useStyles();
  const { t, session } = usePane();
  const { isUnderWay, carryOut } = useCarryOut();
  const [ticks, tick] = useState<ReadonlySet<string>>(new Set());
  const [reasons, setReasons] = useState<Reasons>(new Map());
  const boxes = useRef<(HTMLInputElement | null)[]>([]);
  useEffect(() => {
    boxes.current[0]?.focus();
  }, []);

  // What was ticked is that one figure becomes another: where the list follows the workbook, other figures are not.
  const isTicked = (row: DifferenceRow): boolean => ticks.has(tickOf(row));
  const ticked = rows.filter(isTicked).length;
  const write = (event: SyntheticEvent, uses: (row: DifferenceRow) => boolean): void => {
    carryOut(event, () =>
      session.decide(
        Object.fromEntries(
          rows.map((row) => [
            row.key,
            { use: uses(row) ? ('computed' as const) : ('keep' as const), from: row.from, to: row.to },
          ]),
        ),
      ),
    );
  };
  const move = (event: KeyboardEvent, index: number): void => {
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: rows.length - 1 }[event.key];
    // Enter would press the form's first button in some web views.
    if (event.key === 'Enter') event.preventDefault();
    if (to === undefined) return;
    event.preventDefault();
    boxes.current[Math.max(0, Math.min(rows.length - 1, to))]?.focus();
  };
  const toggle = (row: DifferenceRow): void => {
    const next = new Set(ticks);
    if (!next.delete(tickOf(row))) next.add(tickOf(row));
    tick(next);
  };

  const shownTo = ({ to }: DifferenceRow): string => (to === '' ? t('pane-blank') : to);

  return (
    <>
      <div className={styles.scroll}>
        <div className={styles.said}>
          <SaidLine />
        </div>
        <div role="status">
          <h2 className={styles.heading}>{t('pane-differences', { count: rows.length })}</h2>
        </div>
        <p className={styles.hint} id="differences-hint">
          {t('pane-differences-hint')}
        </p>
        <ul className={styles.list} aria-describedby="differences-hint">
          {rows.map((row, index) => {
            const isComputed = isTicked(row);
            return (
              <li key={row.key}>
                <label className={styles.row}>
                  <input
                    ref={(box) => {
                      boxes.current[index] = box;
                    }}
                    className={styles.box}
                    type="checkbox"
                    checked={isComputed}
                    tabIndex={index === 0 ? 0 : -1}
                    aria-label={t('pane-use-computed', {
                      place: row.key,
                      unit: row.unit,
                      column: row.column,
                      from: row.from,
                      to: shownTo(row),
                    })}
                    onChange={() => toggle(row)}
                    onKeyDown={(event) => move(event, index)}
                    onFocus={() => void session.goTo(row.sheet, row.cell)}
                  />
                  <span>
                    <span className={styles.line}>
                      <span>{row.unit}</span>
                      <span className={styles.figures}>
                        <span className={isComputed ? styles.goes : styles.stays}>{row.from}</span> →{' '}
                        <span className={mergeClasses(isComputed && styles.stays)}>{shownTo(row)}</span>
                      </span>
                    </span>
                    <span className={mergeClasses(styles.line, styles.small)}>
                      <span>
                        {row.column} · {row.sheet} {row.cell}
                      </span>
                      <span className={mergeClasses(styles.answer, isComputed && styles.computed)}>
                        {t(isComputed ? 'pane-use' : 'pane-keep')}
                      </span>
                    </span>
                    <Why row={row} reason={reasons.get(row.key)} />
                  </span>
                </label>
              </li>
            );
          })}
        </ul>
      </div>
      <Suspense fallback={null}>
        <AuditReasons onFound={setReasons} />
      </Suspense>
      <footer className={styles.footer}>
        {ticked > 0 && ticked < rows.length ? (
          <Button
            className={styles.wide}
            appearance="primary"
            disabledFocusable={isUnderWay}
            onClick={(event) => write(event, isTicked)}
          >
            {t('pane-write-chosen', { chosen: ticked })}
          </Button>
        ) : null}
        <Button
          appearance={ticked === rows.length ? 'primary' : 'secondary'}
          disabledFocusable={isUnderWay}
          onClick={(event) => write(event, () => true)}
        >
          {t('pane-all-computed')}
        </Button>
        <Button disabledFocusable={isUnderWay} onClick={(event) => write(event, () => false)}>
          {t('pane-keep-all')}
        </Button>
        <Button
          className={styles.wide}
          size="small"
          appearance="subtle"
          onClick={(event) => {
            if (!isSecondClick(event)) session.stopReviewing();
          }}
        >
          {t('pane-not-now')}
        </Button>
      </footer>
    </>
  );
}

function tickOf({ key, from, to }: DifferenceRow): string {
  return JSON.stringify([key, from, to]);
}

/** How far apart the two are, and what gives the old one exactly. */
function Why({
  row: { gap, why },
  reason,
}: {
  readonly row: DifferenceRow;
  readonly reason: ReturnType<Reasons['get']>;
}): ReactNode {
  const styles = useStyles();
  const { t, say } = usePane();
  const gapSaid = gap === null ? '' : t(why === 'rank' ? 'pane-gap-rank' : 'pane-gap', { gap });
  const cause =
    why === 'ledger' || why === 'formula'
      ? t(`pane-why-${why}`)
      : reason === undefined
        ? ''
        : say(reason.code, reason.parameters);
  const words = [gapSaid, cause].filter((part) => part !== '').join(t('pane-why-join'));
  return words === '' ? null : <span className={mergeClasses(styles.line, styles.small)}>{words}</span>;
}
