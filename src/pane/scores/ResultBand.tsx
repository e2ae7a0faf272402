import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { lazy, Suspense, type ReactNode } from 'react';
import type { RestorePoint } from '../../app/restore.js';
import { usePane, useSession } from '../context.js';
import type { ComputeSummary } from '../session/state.js';
import { Notice } from '../ui/Notice.js';
import { useSubmit, type Submission } from '../use-submit.js';

const EarlierPoints = lazy(() => import('./EarlierPoints.js'));

const MAX_DEVIATIONS = 5;

const useStyles = makeStyles({
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between', gap: '4px 8px' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '4px 8px' },
  line: { fontSize: tokens.fontSizeBase200, lineHeight: '16px', marginTop: '2px' },
});

/** After a computation: when, how many cells, how to restore, and where Excel shows something else. */
export function ResultBand(): ReactNode {
  const styles = useStyles();
  const { t, time } = usePane();
  const { done, restorePoints } = useSession();
  const submission = useSubmit();
  const [newest, ...earlier] = restorePoints;
  const result = done ?? restoredResult(newest);
  if (result === null) return null;
  const { at, cells, undoLost, deviations, image } = result;
  return (
    <>
      <Notice tone="success">
        <div className={styles.head}>
          {t(cells === 0 ? 'pane-done-nothing' : 'pane-done', { time: time(at), cells })}
          {newest !== undefined && <RestoreButtons newest={newest} earlier={earlier} submission={submission} />}
        </div>
        {undoLost && <div className={styles.line}>{t('excel-undo-lost')}</div>}
        {image.became === 'too-large' && <div className={styles.line}>{t('restore-too-large')}</div>}
        {image.leftOut.length > 0 && (
          <div className={styles.line}>
            {t('restore-left-out', { count: image.leftOut.length, times: image.leftOut.map(time).join('、') })}
          </div>
        )}
      </Notice>
      <Deviations deviations={deviations} />
    </>
  );
}

type Result = Omit<ComputeSummary, 'at'> & { readonly at: Date | string };

/** What is known of a computation that was written before the pane was opened. */
function restoredResult(newest: RestorePoint | undefined): Result | null {
  if (newest === undefined) return null;
  return {
    at: newest.at,
    cells: newest.cells,
    deviations: [],
    undoLost: false,
    image: { became: 'kept', leftOut: [] },
  };
}

function RestoreButtons({
  newest,
  earlier,
  submission: { isSubmitting, submit },
}: {
  readonly newest: RestorePoint;
  readonly earlier: readonly RestorePoint[];
  readonly submission: Submission;
}): ReactNode {
  const styles = useStyles();
  const { t, session } = usePane();
  const { work } = useSession();
  return (
    <span className={styles.actions}>
      <Button
        size="small"
        disabledFocusable={work !== null || isSubmitting}
        onClick={(event) => submit(event, () => session.restore(newest.id))}
      >
        {t('pane-restore')}
      </Button>
      {earlier.length > 0 && (
        <Suspense fallback={null}>
          <EarlierPoints points={earlier} />
        </Suspense>
      )}
    </span>
  );
}

/** Cells that show something else than was computed. */
function Deviations({ deviations }: Pick<ComputeSummary, 'deviations'>): ReactNode {
  const { t, codeText } = usePane();
  if (deviations.length === 0) return null;
  return (
    <Notice tone="error">
      <div>{t('pane-deviations', { count: deviations.length })}</div>
      {deviations.slice(0, MAX_DEVIATIONS).map(({ sheet, cell, expected, shown, cause }) => (
        <div key={`${sheet}!${cell}`}>
          {codeText('result-differs', { sheet, cell, expected: textOf(expected), shown: textOf(shown) })}
          {codeText(`result-differs-${cause}`, {})}
        </div>
      ))}
    </Notice>
  );
}

function textOf(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'error' in value) return String(value.error);
  return String(value ?? '');
}
