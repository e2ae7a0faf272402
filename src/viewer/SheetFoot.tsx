import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { KeyboardEvent, ReactNode } from 'react';
import type { Grid } from '../core/grid/grid.js';
import type { MessageKey, MessageParameters } from '../messages/index.js';
import type { SheetLook } from '../ports/appearance.js';

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2];

const useStyles = makeStyles({
  foot: {
    display: 'flex',
    alignItems: 'center',
    columnGap: '8px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  tabs: { display: 'flex', flex: '1 0 50%', minWidth: 0, overflowX: 'auto' },
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
  said: {
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    minWidth: 0,
    maxWidth: '45%',
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
  readonly onActivate: (sheet: string) => void;
  readonly zoom: number;
  readonly onZoom: (zoom: number) => void;
  readonly t: (key: MessageKey, parameters?: MessageParameters) => string;
}

/** Below a sheet: the tabs, what the picture leaves out, the zoom. A hidden sheet has a tab only while somebody was led to it. */
export function SheetFoot({ grids, looks, active, onActivate, zoom, onZoom, t }: Props): ReactNode {
  const styles = useStyles();
  const listed = grids.filter(({ sheet, visibility }) => visibility === 'visible' || sheet === active);
  const hidden = grids.filter(({ visibility }) => visibility !== 'visible');
  const look = looks[grids.findIndex(({ sheet }) => sheet === active)];
  const said = [
    ...(look === undefined || look.notShown.length === 0
      ? []
      : [t('viewer-not-shown', { what: look.notShown.map((one) => t(`viewer-not-shown-${one}`)).join('、') })]),
    ...(hidden.length === 0
      ? []
      : [t('viewer-hidden-sheets', { count: hidden.length, sheets: hidden.map(({ sheet }) => sheet).join('、') })]),
  ].join(' ');
  return (
    <div className={styles.foot}>
      <div className={styles.tabs} role="tablist" aria-label={t('viewer-sheets')}>
        {listed.map(({ sheet, visibility }) => {
          const colour = looks[grids.findIndex((one) => one.sheet === sheet)]?.tabColour ?? null;
          return (
            <button
              key={sheet}
              type="button"
              role="tab"
              aria-selected={sheet === active}
              tabIndex={sheet === active ? 0 : -1}
              className={mergeClasses(styles.tab, sheet === active && styles.tabChosen)}
              style={colour === null ? {} : { borderTopColor: `#${colour}` }}
              onClick={() => onActivate(sheet)}
              onKeyDown={(event) =>
                nextTab(
                  event,
                  listed.map((one) => one.sheet),
                  sheet,
                  onActivate,
                )
              }
            >
              {visibility === 'visible' ? sheet : t('viewer-hidden-tab', { sheet })}
            </button>
          );
        })}
      </div>
      {said === '' ? null : (
        <span className={styles.said} title={said}>
          {said}
        </span>
      )}
      <select
        className={styles.zoom}
        aria-label={t('viewer-zoom')}
        value={zoom}
        onChange={(event) => onZoom(Number(event.target.value))}
      >
        {ZOOMS.map((one) => (
          <option key={one} value={one}>{`${one * 100}%`}</option>
        ))}
      </select>
    </div>
  );
}

function nextTab(
  event: KeyboardEvent<HTMLButtonElement>,
  sheets: readonly string[],
  sheet: string,
  onActivate: (sheet: string) => void,
): void {
  const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  const next = sheets[sheets.indexOf(sheet) + by];
  if (by === 0 || next === undefined) return;
  event.preventDefault();
  onActivate(next);
  const tabs = event.currentTarget.parentElement?.querySelectorAll<HTMLElement>('[role=tab]');
  tabs?.[sheets.indexOf(next)]?.focus();
}
