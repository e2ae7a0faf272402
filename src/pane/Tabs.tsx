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

/** The tabs in one line; those that the pane is too narrow for, the last ones, go under 更多. */
export function Tabs({
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
  const fitting = useFitting(bar, `${language} ${tabs.map(({ id }) => id).join(' ')}`);
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
      {rest.length === 0 ? null : (
        <Suspense fallback={null}>
          <MoreTabs rest={rest} open={rest.find(({ id }) => id === open) ?? null} onChoose={onChoose} />
        </Suspense>
      )}
    </div>
  );
}

/** How many of the tabs fit into one line. They are measured while all of them stand there, and remembered by their names. */
function useFitting(bar: { readonly current: HTMLDivElement | null }, names: string): number {
  const [measured, measure] = useState<{ readonly names: string; readonly widths: readonly number[] } | null>(null);
  const [width, setWidth] = useState(Infinity);
  useLayoutEffect(() => {
    const element = bar.current;
    if (element === null) return;
    const follow = new ResizeObserver(() => setWidth(element.clientWidth));
    follow.observe(element);
    return () => follow.disconnect();
  }, [bar]);
  useLayoutEffect(() => {
    const list = bar.current?.firstElementChild;
    if (list == null || measured?.names === names) return;
    measure({ names, widths: [...list.children].map((tab) => tab.getBoundingClientRect().width) });
    setWidth(bar.current?.clientWidth ?? Infinity);
  }, [bar, names, measured]);
  if (measured?.names !== names) return Infinity;
  const fitInto = (room: number): number => {
    let used = 0;
    const beyond = measured.widths.findIndex((tab) => (used += tab) > room);
    return beyond === -1 ? Infinity : beyond;
  };
  const all = fitInto(width - PADDING);
  return all === Infinity ? all : Math.max(1, fitInto(width - PADDING - MORE));
}

const PADDING = 8;
/** As wide as the name of any tab under it, too. */
const MORE = 92;
