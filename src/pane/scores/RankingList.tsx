import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { memo, useDeferredValue, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { usePane, useSession } from '../context.js';
import type { Ranking, RankingRow } from '../session/state.js';
import { Section } from '../ui/Section.js';
import { UnitCard } from './UnitCard.js';

const PIECE = 100;
/** Rank, unit, score, change. */
const COLUMNS = '26px 1fr 52px 46px';
/** A bar is as long as its row where a unit lost the most of all, but never for less than so many points. */
const LEAST_SCALE = 10;

const useStyles = makeStyles({
  heads: {
    display: 'grid',
    gridTemplateColumns: COLUMNS,
    columnGap: '6px',
    padding: '0 4px 2px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke1}`,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: '16px',
  },
  right: { textAlign: 'right' },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  item: { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  row: {
    display: 'grid',
    gridTemplateColumns: COLUMNS,
    columnGap: '6px',
    alignItems: 'center',
    position: 'relative',
    width: '100%',
    height: '36px',
    padding: '0 4px',
    margin: 0,
    border: 'none',
    textAlign: 'left',
    fontFamily: 'inherit',
    fontSize: 'inherit',
    color: 'inherit',
    backgroundColor: 'transparent',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  open: { backgroundColor: tokens.colorNeutralBackground1Selected },
  rank: { textAlign: 'right', color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  name: { minWidth: 0, display: 'grid', paddingBottom: '4px' },
  unit: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', lineHeight: '16px' },
  phrase: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: tokens.colorNeutralForeground2,
    fontSize: '11px',
    lineHeight: '14px',
  },
  score: { textAlign: 'right', fontVariantNumeric: 'tabular-nums', fontWeight: tokens.fontWeightSemibold },
  change: {
    textAlign: 'right',
    fontVariantNumeric: 'tabular-nums',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
  },
  unseen: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
  losses: {
    listStyleType: 'none',
    margin: 0,
    padding: '6px 4px 0 36px',
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: '12px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: '18px',
    backgroundColor: tokens.colorNeutralBackground1Selected,
  },
  swatch: {
    display: 'inline-block',
    width: '8px',
    height: '8px',
    marginRight: '4px',
    '@media (forced-colors: active)': { backgroundColor: 'CanvasText' },
  },
  bar: {
    position: 'absolute',
    left: '36px',
    right: '4px',
    bottom: '1px',
    display: 'flex',
    height: '3px',
    columnGap: '1px',
  },
  piece: { height: '100%', '@media (forced-colors: active)': { backgroundColor: 'CanvasText' } },
  colour0: { backgroundColor: tokens.colorPaletteBlueBorderActive },
  colour1: { backgroundColor: tokens.colorPaletteMarigoldBorderActive },
  colour2: { backgroundColor: tokens.colorPaletteLilacBorderActive },
  colour3: { backgroundColor: tokens.colorPaletteLightTealBorderActive },
  colour4: { backgroundColor: tokens.colorPaletteCranberryBorderActive },
});

const COLOURS = ['colour0', 'colour1', 'colour2', 'colour3', 'colour4'] as const;

const NONE: readonly RankingRow[] = [];

/** An attachment's ranking, a row for each unit; a row opens the unit's card and selects it in the sheet. */
export function RankingList({ ranking }: { readonly ranking: Ranking }): ReactNode {
  const styles = useStyles();
  const { t } = usePane();
  const { selected } = useSession();
  const [shown, show] = useState(PIECE);
  const opened = ranking.rows.findIndex(({ key }) => key === selected);
  const scale = useMemo(
    () =>
      ranking.rows.reduce(
        (most, { losses }) =>
          Math.max(
            most,
            losses.reduce((sum, { points }) => sum + points, 0),
          ),
        LEAST_SCALE,
      ),
    [ranking],
  );
  const colourOf = useMemo(() => {
    const ids = [...new Set(ranking.rows.flatMap(({ losses }) => losses.map(({ id }) => id)))];
    return (id: string) => COLOURS[ids.indexOf(id) % COLOURS.length] ?? 'colour0';
  }, [ranking]);
  // Drawn a little at a time: a hundred rows in one piece would be felt.
  const drawn = useDeferredValue(
    useMemo(() => ranking.rows.slice(0, shown), [ranking, shown]),
    NONE,
  );
  // A unit far down that was chosen in the sheet comes by itself: all those before it would take seconds to draw.
  const far = opened >= shown ? ranking.rows[opened] : undefined;
  return (
    <Section heading={t('pane-ranking', { name: t(`pane-kind-${ranking.kind}`) })}>
      <div className={styles.heads} aria-hidden="true">
        <span className={styles.right}>{t('pane-column-rank')}</span>
        <span>{t('pane-column-unit')}</span>
        <span className={styles.right}>{t('pane-column-score')}</span>
        <span className={styles.right}>{t('pane-column-change')}</span>
      </div>
      <ol className={styles.list}>
        {drawn.map((row) => (
          <Unit key={row.key} row={row} isOpen={row.key === selected} scale={scale} colourOf={colourOf} />
        ))}
        {far === undefined ? null : (
          <>
            <li aria-hidden="true">…</li>
            <Unit key={far.key} row={far} isOpen scale={scale} colourOf={colourOf} />
          </>
        )}
      </ol>
      {shown >= ranking.rows.length ? null : (
        <div>
          <Button size="small" onClick={() => show(shown + PIECE)}>
            {t('pane-show-more', { count: Math.min(PIECE, ranking.rows.length - shown) })}
          </Button>
        </div>
      )}
    </Section>
  );
}

const Unit = memo(function Unit({
  row,
  isOpen,
  scale,
  colourOf,
}: {
  readonly row: RankingRow;
  readonly isOpen: boolean;
  readonly scale: number;
  readonly colourOf: (id: string) => (typeof COLOURS)[number];
}): ReactNode {
  const styles = useStyles();
  const { t, session } = usePane();
  const item = useRef<HTMLLIElement>(null);
  // A unit chosen in the sheet comes into sight; the focus stays in the sheet.
  useEffect(() => {
    if (isOpen) item.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen]);
  const phrase =
    row.score === null
      ? (row.remark ?? t('pane-not-scored'))
      : row.mainLoss === null
        ? t('pane-no-loss')
        : t('pane-main-loss', { name: row.mainLoss.name, points: row.mainLoss.text });
  return (
    <li className={styles.item} ref={item}>
      <button
        type="button"
        className={mergeClasses(styles.row, isOpen && styles.open)}
        aria-expanded={isOpen}
        onClick={() => void session.selectUnit(isOpen ? null : row.key)}
      >
        <span className={styles.rank}>{row.rank ?? '–'} </span>
        <span className={styles.name}>
          <span className={styles.unit}>{row.unit} </span>
          <span className={styles.phrase}>{phrase} </span>
        </span>
        <span className={styles.score}>{row.score ?? ''} </span>
        <span className={styles.change}>
          {row.change === null ? (
            ''
          ) : (
            <>
              <span aria-hidden="true">{row.change}</span>
              <span className={styles.unseen}>{t('pane-change-by', { change: row.change })}</span>
            </>
          )}
        </span>
        <span className={styles.bar} aria-hidden="true">
          {row.losses.map(({ id, points }) => (
            <span
              key={id}
              className={mergeClasses(styles.piece, styles[colourOf(id)])}
              style={{ width: `${(100 * points) / scale}%` }}
            />
          ))}
        </span>
      </button>
      {isOpen && row.losses.length > 0 ? (
        <ul className={styles.losses} aria-label={t('pane-lost')}>
          {row.losses.map(({ id, name, text }) => (
            <li key={id}>
              <span className={mergeClasses(styles.swatch, styles[colourOf(id)])} aria-hidden="true" />
              {t('pane-loss', { name, points: text })}
            </li>
          ))}
        </ul>
      ) : null}
      {isOpen ? <UnitCard unitKey={row.key} /> : null}
    </li>
  );
});
