import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { memo, useDeferredValue, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { usePane, useSession, type PaneContext } from '../context.js';
import type { Ranking, RankingRow } from '../session/state.js';
import { useCommonStyles } from '../ui/common-styles.js';
import { Section } from '../ui/Section.js';
import { CopyRanking } from './CopyRanking.js';
import { changeWords } from './ranking-table.js';
import { remarkOf } from './ranking-words.js';
import { UnitCard } from './UnitCard.js';

/** How many rows are drawn at a time. */
const PAGE_SIZE = 100;
/** Rank, unit, score, change. */
const COLUMNS = '26px 1fr 52px 46px';
/** A bar that fills its row stands for the most points that a unit lost, but at least for so many. */
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
    display: 'grid',
    textAlign: 'right',
    lineHeight: '15px',
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

type Colour = (typeof COLOURS)[number];

const NO_ROWS: readonly RankingRow[] = [];

/** An attachment's ranking, a row for each unit; a row opens the unit's card and selects it in the sheet. */
export function RankingList({ ranking }: { readonly ranking: Ranking }): ReactNode {
  const styles = useStyles();
  const common = useCommonStyles();
  const { t } = usePane();
  const { selected } = useSession();
  const { rows } = ranking;
  const [limit, setLimit] = useState(PAGE_SIZE);
  const scale = useMemo(() => scaleOf(rows), [rows]);
  const colourOf = useMemo(() => colouring(rows), [rows]);
  const firstRows = useMemo(() => rows.slice(0, limit), [rows, limit]);
  // Drawn interruptibly: a hundred rows at once would hold up the keyboard.
  const drawn = useDeferredValue(firstRows, NO_ROWS);
  // A unit beyond the limit that is selected in the sheet is drawn alone: all those before it would take seconds.
  const selectedIndex = rows.findIndex(({ key }) => key === selected);
  const distant = selectedIndex >= limit ? rows[selectedIndex] : undefined;
  return (
    <Section heading={t('pane-ranking', { name: t(`pane-kind-${ranking.kind}`) })}>
      {rows.some(({ change }) => change !== null) && (
        <span className={common.note}>{t(`pane-change-since-${ranking.since}`)}</span>
      )}
      <div className={styles.heads} aria-hidden="true">
        <span className={styles.right}>{t('pane-column-rank')}</span>
        <span>{t('pane-column-unit')}</span>
        <span className={styles.right}>{t('pane-column-score')}</span>
        <span className={styles.right}>{t('pane-column-change')}</span>
      </div>
      <ol className={styles.list}>
        {drawn.map((row) => (
          <UnitItem key={row.key} row={row} isOpen={row.key === selected} scale={scale} colourOf={colourOf} />
        ))}
        {distant !== undefined && (
          <>
            <li aria-hidden="true">…</li>
            <UnitItem key={distant.key} row={distant} isOpen scale={scale} colourOf={colourOf} />
          </>
        )}
      </ol>
      <CopyRanking ranking={ranking} />
      {rows.length > limit && (
        <div>
          <Button size="small" onClick={() => setLimit(limit + PAGE_SIZE)}>
            {t('pane-show-more', { count: Math.min(PAGE_SIZE, rows.length - limit) })}
          </Button>
        </div>
      )}
    </Section>
  );
}

/** The points that a full bar stands for: the most that a unit lost in all. */
function scaleOf(rows: readonly RankingRow[]): number {
  let most = LEAST_SCALE;
  for (const { losses } of rows) {
    const lost = losses.reduce((sum, { points }) => sum + points, 0);
    most = Math.max(most, lost);
  }
  return most;
}

/** Returns the colour of each component, in the order in which units lose points by them. */
function colouring(rows: readonly RankingRow[]): (id: string) => Colour {
  const ids = [...new Set(rows.flatMap(({ losses }) => losses.map(({ id }) => id)))];
  return (id) => COLOURS[ids.indexOf(id) % COLOURS.length] ?? 'colour0';
}

interface UnitProps {
  readonly row: RankingRow;
  readonly isOpen: boolean;
  readonly scale: number;
  readonly colourOf: (id: string) => Colour;
}

const UnitItem = memo(function UnitItem({ row, isOpen, scale, colourOf }: UnitProps): ReactNode {
  const styles = useStyles();
  const item = useRef<HTMLLIElement>(null);
  const wasOpen = useRef(false);
  // A unit selected in the sheet comes into sight; the focus stays in the sheet.
  useEffect(() => {
    if (isOpen && !wasOpen.current) item.current?.scrollIntoView({ block: 'nearest' });
    wasOpen.current = isOpen;
  }, [isOpen]);
  return (
    <li className={styles.item} ref={item}>
      <UnitButton row={row} isOpen={isOpen} scale={scale} colourOf={colourOf} />
      {isOpen && <LossList losses={row.losses} colourOf={colourOf} />}
      {isOpen && <UnitCard unitKey={row.key} />}
    </li>
  );
});

function UnitButton({ row, isOpen, scale, colourOf }: UnitProps): ReactNode {
  const styles = useStyles();
  const { t, session } = usePane();
  const { change } = row;
  return (
    <button
      type="button"
      className={mergeClasses(styles.row, isOpen && styles.open)}
      aria-expanded={isOpen}
      onClick={() => void session.selectUnit(isOpen ? null : row.key)}
    >
      <span className={styles.rank}>{row.rank ?? '–'} </span>
      <span className={styles.name}>
        <span className={styles.unit}>{row.unit} </span>
        <span className={styles.phrase}>{phraseOf(row, t)} </span>
      </span>
      <span className={styles.score}>{row.score ?? ''} </span>
      <span className={styles.change}>
        {change !== null && (
          <>
            {change.ranks !== 0 && <span aria-hidden="true">{arrowOf(change.ranks)}</span>}
            {change.points !== null && <span aria-hidden="true">{change.points}</span>}
            <span className={styles.unseen}>{t('pane-change-by', { change: changeWords(change, t) })}</span>
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
  );
}

/** What is said of a unit under its name: what its score needs, or by what it lost most. */
function phraseOf(row: RankingRow, t: PaneContext['t']): string {
  const { mainLoss, score, computed } = row;
  const remark = remarkOf(row, t);
  if (score === null || computed !== undefined) return remark;
  const loss =
    mainLoss === null ? t('pane-no-loss') : t('pane-main-loss', { name: mainLoss.name, points: mainLoss.text });
  if (remark === '') return loss;
  return t('pane-phrases', { first: remark, second: loss });
}

/** Places won or lost: ↑2, ↓1. */
function arrowOf(ranks: number): string {
  return `${ranks > 0 ? '↑' : '↓'}${Math.abs(ranks)}`;
}

function LossList({ losses, colourOf }: Pick<RankingRow, 'losses'> & Pick<UnitProps, 'colourOf'>): ReactNode {
  const styles = useStyles();
  const { t } = usePane();
  if (losses.length === 0) return null;
  return (
    <ul className={styles.losses} aria-label={t('pane-lost')}>
      {losses.map(({ id, name, text }) => (
        <li key={id}>
          <span className={mergeClasses(styles.swatch, styles[colourOf(id)])} aria-hidden="true" />
          {t('pane-loss', { name, points: text })}
        </li>
      ))}
    </ul>
  );
}
