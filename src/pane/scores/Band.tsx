import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { lazy, Suspense, type ReactNode } from 'react';
import { usePane, useSession } from '../context.js';
import { useCarryOut } from '../use-carry-out.js';
import { Notice } from '../ui/Notice.js';

const EarlierPoints = lazy(() => import('./EarlierPoints.js'));

const useStyles = makeStyles({
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between', gap: '4px 8px' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '4px 8px' },
  line: { fontSize: tokens.fontSizeBase200, lineHeight: '16px', marginTop: '2px' },
});

/** After a computation: when, how many cells, the way back, and where Excel shows something else than was computed. */
export function Band(): ReactNode {
  const styles = useStyles();
  const { t, say, time, session } = usePane();
  const { done, restorePoints, work } = useSession();
  const { isUnderWay, carryOut } = useCarryOut();
  const [newest, ...earlier] = restorePoints;
  if (done === null && newest === undefined) return null;
  const shown =
    done ?? (newest === undefined ? null : { at: newest.at, cells: newest.cells, deviations: [], undoLost: false });
  if (shown === null) return null;
  const actions =
    newest === undefined ? null : (
      <span className={styles.actions}>
        <Button
          size="small"
          disabledFocusable={work !== null || isUnderWay}
          onClick={(event) => carryOut(event, () => session.restore(newest.id))}
        >
          {t('pane-restore')}
        </Button>
        {earlier.length === 0 ? null : (
          <Suspense fallback={null}>
            <EarlierPoints points={earlier} />
          </Suspense>
        )}
      </span>
    );
  return (
    <>
      <Notice tone="success">
        <div className={styles.head}>
          {t(shown.cells === 0 ? 'pane-done-nothing' : 'pane-done', { time: time(shown.at), cells: shown.cells })}
          {actions}
        </div>
        {shown.undoLost ? <div className={styles.line}>{t('excel-undo-lost')}</div> : null}
      </Notice>
      {shown.deviations.length === 0 ? null : (
        <Notice tone="error">
          <div>{t('pane-deviations', { count: shown.deviations.length })}</div>
          {shown.deviations.slice(0, 5).map(({ sheet, cell, expected, shown: stands, cause }) => (
            <div key={`${sheet}!${cell}`}>
              {say('result-differs', { sheet, cell, expected: textOf(expected), shown: textOf(stands) })}
              {say(`result-differs-${cause}`, {})}
            </div>
          ))}
        </Notice>
      )}
    </>
  );
}

function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'error' in value ? String(value.error) : String(value ?? '');
}
