import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { CSSProperties, KeyboardEvent, ReactNode } from 'react';
import type { Grid } from '../core/grid/grid.js';
import type { MessageKey, MessageParameters } from '../messages/index.js';
import { shownText } from '../core/grid/shown.js';
import type { SheetLook } from '../ports/appearance.js';
import type { RangeSummary } from './ranges.js';

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2];

const useStyles = makeStyles({
  foot: {
    display: 'flex',
    alignItems: 'center',
    columnGap: '8px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  tabs: { display: 'flex', flex: '1 1 50%', minWidth: 0, overflowX: 'auto' },
  tab: {
    border: 'none',
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    borderTop: '3px solid transparent',
    padding: '4px 12px',
    whiteSpace: 'nowrap',
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase300,
    color: tokens.colorNeutralForeground2,
    backgroundColor: 'transparent',
    cursor: 'pointer',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  tabChosen: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorNeutralBackground1Selected,
    borderTopColor: tokens.colorCompoundBrandStroke,
  },
  limits: {
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    minWidth: 0,
    maxWidth: '45%',
  },
  summary: {
    flexShrink: 0,
    fontSize: tokens.fontSizeBase200,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  },
  zoom: {
    marginRight: '8px',
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusSmall,
  },
});

interface Props {
  readonly grids: readonly Grid[];
  readonly looks: readonly SheetLook[];
  readonly active: string;
  /** What the selected cells come to; `null` where they are one. */
  readonly summary: RangeSummary | null;
  readonly onActivate: (sheet: string) => void;
  readonly zoom: number;
  readonly onZoom: (zoom: number) => void;
  readonly t: (key: MessageKey, parameters?: MessageParameters) => string;
}

/**
 * Below a sheet: the tabs, what the view leaves out, the zoom. A hidden sheet has a tab only while somebody was led to
 * it.
 */
export function SheetFoot(props: Props): ReactNode {
  const { summary, zoom, onZoom, t } = props;
  const styles = useStyles();
  const limits = limitsOf(props);
  return (
    <div className={styles.foot}>
      <SheetTabs {...props} />
      {limits !== '' && (
        <span className={styles.limits} title={limits}>
          {limits}
        </span>
      )}
      <span className={styles.summary} role="status" aria-label={t('viewer-summary')}>
        {summary !== null && summaryWords(summary, t)}
      </span>
      <select
        className={styles.zoom}
        aria-label={t('viewer-zoom')}
        value={zoom}
        onChange={(event) => onZoom(Number(event.target.value))}
      >
        {ZOOMS.map((level) => (
          <option key={level} value={level}>{`${level * 100}%`}</option>
        ))}
      </select>
    </div>
  );
}

/** Sum, average and count of what is selected, as spreadsheets show them. */
function summaryWords({ filled, numbers, sum, average }: RangeSummary, t: Props['t']): string {
  if (numbers === 0) return t('viewer-count', { count: filled });
  return t('viewer-sum', {
    average: shownText(average, 'General'),
    count: filled,
    sum: shownText(sum, 'General'),
  });
}

function SheetTabs({ grids, looks, active, onActivate, t }: Props): ReactNode {
  const styles = useStyles();
  const listed = grids.filter(({ sheet, visibility }) => visibility === 'visible' || sheet === active);
  const sheets = listed.map(({ sheet }) => sheet);
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>, index: number): void => {
    const next = index + (STEPS.get(event.key) ?? 0);
    const sheet = sheets[next];
    if (next === index || sheet === undefined) return;
    event.preventDefault();
    onActivate(sheet);
    const tabs = event.currentTarget.parentElement?.querySelectorAll<HTMLElement>('[role=tab]');
    tabs?.[next]?.focus();
  };
  return (
    <div className={styles.tabs} role="tablist" aria-label={t('viewer-sheets')}>
      {listed.map(({ sheet, visibility }, index) => {
        const isActive = sheet === active;
        const colour = lookOf(sheet, grids, looks)?.tabColour ?? null;
        const colourStyle: CSSProperties = {};
        if (colour !== null) colourStyle.borderTopColor = `#${colour}`;
        return (
          <button
            key={sheet}
            type="button"
            role="tab"
            aria-selected={isActive}
            tabIndex={isActive ? 0 : -1}
            className={mergeClasses(styles.tab, isActive && styles.tabChosen)}
            style={colourStyle}
            onClick={() => onActivate(sheet)}
            onKeyDown={(event) => onKeyDown(event, index)}
          >
            {visibility === 'visible' ? sheet : t('viewer-hidden-tab', { sheet })}
          </button>
        );
      })}
    </div>
  );
}

/** How many tabs on a key leads. */
const STEPS: ReadonlyMap<string, number> = new Map([
  ['ArrowRight', 1],
  ['ArrowLeft', -1],
]);

function lookOf(sheet: string, grids: readonly Grid[], looks: readonly SheetLook[]): SheetLook | undefined {
  return looks[grids.findIndex((grid) => grid.sheet === sheet)];
}

/** Words what the view leaves out of the active sheet, and which sheets are hidden; empty where it shows everything. */
function limitsOf({ grids, looks, active, t }: Props): string {
  const sentences: string[] = [];
  const notShown = lookOf(active, grids, looks)?.notShown ?? [];
  if (notShown.length > 0) {
    const what = notShown.map((kind) => t(`viewer-not-shown-${kind}`)).join('、');
    sentences.push(t('viewer-not-shown', { what }));
  }
  const hidden = grids.filter(({ visibility }) => visibility !== 'visible');
  if (hidden.length > 0) {
    const sheets = hidden.map(({ sheet }) => sheet).join('、');
    sentences.push(t('viewer-hidden-sheets', { count: hidden.length, sheets }));
  }
  return sentences.join(' ');
}
