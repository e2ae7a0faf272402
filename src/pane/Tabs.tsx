import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { lazy, Suspense, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { usePane } from './context.js';
import type { TabName } from './tab-name.js';

const MoreTabs = lazy(() => import('./MoreTabs.js'));

const useStyles = makeStyles({
  bar: { display: 'flex', alignItems: 'center', padding: '0 4px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  tabs: { flex: '0 1 auto', minWidth: 0, flexWrap: 'wrap' },
});

/** The tabs in one line; the last goes under 更多 where the pane is too narrow for all. */
export function Tabs({ tabs, open, onChoose }: { readonly tabs: readonly TabName[]; readonly open: string; readonly onChoose: (id: string) => void }): ReactNode {
  const styles = useStyles();
  const { t, language } = usePane();
  const bar = useRef<HTMLDivElement>(null);
  const names = `${language} ${tabs.map(({ id }) => id).join(' ')}`;
  const isNarrow = useTooNarrow(bar, names);
  const last = isNarrow ? tabs.at(-1) : undefined;
  const shown = last === undefined ? tabs : tabs.slice(0, -1);
  return (
    <div className={styles.bar} ref={bar}>
      <TabList className={styles.tabs} size="small" selectedValue={open} onTabSelect={(_, { value }) => onChoose(String(value))} aria-label={t('pane-tabs')} selectTabOnFocus>
        {shown.map(({ id, name }) => <Tab key={id} value={id} id={`tab-${id}`} aria-controls={`page-${id}`}>{t(name)}</Tab>)}
      </TabList>
      {last === undefined ? null : <Suspense fallback={null}><MoreTabs last={last} isOpen={last.id === open} onChoose={onChoose} /></Suspense>}
    </div>
  );
}

/** Whether the tabs would take more than one line. They are measured while all of them stand there, and remembered by their names. */
function useTooNarrow(bar: { readonly current: HTMLDivElement | null }, names: string): boolean {
  const [needed, need] = useState<{ readonly names: string; readonly width: number } | null>(null);
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
    if (list == null || needed?.names === names) return;
    const wide = [...list.children].reduce((sum, tab) => sum + tab.getBoundingClientRect().width, 0);
    need({ names, width: wide + PADDING });
    setWidth(bar.current?.clientWidth ?? Infinity);
  }, [bar, names, needed]);
  return needed?.names === names && needed.width > width;
}

const PADDING = 8;
