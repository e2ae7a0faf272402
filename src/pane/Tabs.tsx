import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { lazy, Suspense, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { usePane } from './context.js';
import type { TabName } from './tab-name.js';

const MoreTabs = lazy(() => import('./MoreTabs.js'));

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'center',
    padding: '0 4px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  tabs: { flex: '0 1 auto', minWidth: 0, flexWrap: 'wrap' },
});

const PADDING = 8;
/** The width of the 更多 button, which is wide enough for the name of any tab that it holds. */
const MORE_WIDTH = 92;

/** The tabs in one line; the last ones, which the pane is too narrow for, are under 更多. */
export default function Tabs({
  tabs,
  open,
  onChoose,
}: {
  readonly tabs: readonly TabName[];
  readonly open: string;
  readonly onChoose: (id: string) => void;
}): ReactNode {
  const styles = useStyles();
  const { t, language } = usePane();
  const bar = useRef<HTMLDivElement>(null);
  const fitting = useFittingCount(bar, `${language} ${tabs.map(({ id }) => id).join(' ')}`);
  const rest = tabs.slice(fitting);
  return (
    <div className={styles.bar} ref={bar}>
      <TabList
        className={styles.tabs}
        size="small"
        selectedValue={open}
        onTabSelect={(_, { value }) => onChoose(String(value))}
        aria-label={t('pane-tabs')}
        selectTabOnFocus
      >
        {tabs.slice(0, fitting).map(({ id, name }) => (
          <Tab key={id} value={id} id={`tab-${id}`} aria-controls={`page-${id}`}>
            {t(name)}
          </Tab>
        ))}
      </TabList>
      {rest.length > 0 && (
        <Suspense fallback={null}>
          <MoreTabs rest={rest} open={rest.find(({ id }) => id === open) ?? null} onChoose={onChoose} />
        </Suspense>
      )}
    </div>
  );
}

interface TabWidths {
  /** Of the tabs that were measured. */
  readonly names: string;
  readonly widths: readonly number[];
}

/**
 * How many tabs fit into one line, `Infinity` where all do. Tabs are measured while all of them are drawn; `names`
 * tells whether they are still the same.
 */
function useFittingCount(bar: { readonly current: HTMLDivElement | null }, names: string): number {
  const [measured, setMeasured] = useState<TabWidths | null>(null);
  const [barWidth, setBarWidth] = useState(Infinity);
  useLayoutEffect(() => {
    const element = bar.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setBarWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [bar]);
  useLayoutEffect(() => {
    if (bar.current === null || measured?.names === names) return;
    // Beside the tabs the list holds what passes the focus on.
    const drawn = [...bar.current.querySelectorAll('[role="tab"]')];
    setMeasured({ names, widths: drawn.map((tab) => tab.getBoundingClientRect().width) });
    setBarWidth(bar.current?.clientWidth ?? Infinity);
  }, [bar, names, measured]);
  if (measured?.names !== names) return Infinity;
  const fitting = countFitting(measured.widths, barWidth - PADDING);
  if (fitting === Infinity) return Infinity;
  return Math.max(1, countFitting(measured.widths, barWidth - PADDING - MORE_WIDTH));
}

/** How many of the first widths fit into `room`; `Infinity` where all do. */
function countFitting(widths: readonly number[], room: number): number {
  let used = 0;
  for (const [index, width] of widths.entries()) {
    used += width;
    if (used > room) return index;
  }
  return Infinity;
}
