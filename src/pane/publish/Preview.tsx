import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { attachmentName } from '../../core/adjustments/entry.js';
import type { PreviewPage } from '../../core/publish/preview.js';
import { copyPicture } from '../copy-text.js';
import { usePane } from '../context.js';
import type { PreviewView, PublicationView, PublishChoices } from '../session/studies.js';
import { useCommonStyles } from '../ui/common-styles.js';
import { Failed, Stopped, Thinking } from '../ui/Thinking.js';
import { useStudy } from '../use-answer.js';
import { drawPage } from './draw-page.js';

/** About 200 dots an inch: sharp in a message, and small enough for any clipboard. */
const PICTURE_SCALE = 8;
const SCREEN_SCALE = 4;
/** A thousand pages would take long to draw and nobody turns them all. */
const PAGES_AT_ONCE = 12;

const useStyles = makeStyles({
  pages: { display: 'flex', flexDirection: 'column', rowGap: '12px', marginTop: '8px' },
  frame: {
    overflowX: 'auto',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  page: { display: 'block', width: '100%' },
  large: { display: 'block', width: '1000px' },
});

interface Props extends Pick<PublicationView, 'attachments'> {
  readonly choices: PublishChoices;
  /** Told of a picture that was copied, or of one that the clipboard would not take, with its bytes. */
  readonly onPicture: (name: string, refused: Blob | null) => void;
}

/** The pages as Word, the printed page and, where the official set-up is chosen, the workbook's sheets will look. */
export function Preview({ choices, attachments, onPicture }: Props): ReactNode {
  const styles = useStyles();
  const { t } = usePane();
  const [isOpen, open] = useState(false);
  const [shown, show] = useState(PAGES_AT_ONCE);
  const {
    answer: preview,
    failure,
    step,
    stop,
    isStopped,
    again,
  } = useStudy('preview', isOpen ? [choices, shown] : null);
  return (
    <details onToggle={(event) => open(event.currentTarget.open)}>
      <summary>{t('pane-preview')}</summary>
      {preview === null ? (
        !isOpen ? null : isStopped ? (
          <Stopped again={again} />
        ) : failure !== null ? (
          <Failed failure={failure} />
        ) : (
          <Thinking words={t('pane-laying-out')} step={step} stop={stop} />
        )
      ) : (
        <div className={styles.pages}>
          <div>{t('pane-preview-note', { pages: preview.count })}</div>
          {preview.pages.map((page) => (
            <PageView
              key={page.number}
              preview={preview}
              page={page}
              of={attachments[page.attachment]}
              onPicture={onPicture}
            />
          ))}
          {preview.count <= preview.pages.length ? null : (
            <Button size="small" onClick={() => show(shown + PAGES_AT_ONCE)}>
              {t('pane-preview-more', { pages: preview.count - preview.pages.length })}
            </Button>
          )}
        </div>
      )}
    </details>
  );
}

interface PageProps extends Pick<Props, 'onPicture'> {
  readonly preview: PreviewView;
  readonly page: PreviewPage;
  readonly of: PublicationView['attachments'][number] | undefined;
}

function PageView({ preview, page, of, onPicture }: PageProps): ReactNode {
  const styles = useStyles();
  const common = useCommonStyles();
  const { t } = usePane();
  const [isLarge, enlarge] = useState(false);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = preview.layout.page;
  // Page by page: a dozen of them in one piece would be felt.
  useEffect(() => {
    const drawing = setTimeout(() => {
      if (canvas.current !== null) drawPage(canvas.current, preview, page, SCREEN_SCALE);
    });
    return () => clearTimeout(drawing);
  }, [preview, page]);
  const name = t('pane-page-of', { page: page.number, attachment: of === undefined ? '' : attachmentName(of.kind) });
  const copy = async (): Promise<void> => {
    const large = document.createElement('canvas');
    drawPage(large, preview, page, PICTURE_SCALE);
    onPicture(name, await copyPicture(large));
  };
  return (
    <div>
      <div className={styles.frame} tabIndex={isLarge ? 0 : -1} role="group" aria-label={name}>
        <canvas
          ref={canvas}
          className={isLarge ? styles.large : styles.page}
          style={{ aspectRatio: `${width} / ${height}` }}
          role="img"
          aria-label={`${name} ${of?.title ?? ''}`}
        />
      </div>
      <div className={common.actions}>
        <span>{name}</span>
        <Button
          size="small"
          aria-pressed={isLarge}
          aria-label={`${t('pane-enlarge')}：${name}`}
          onClick={() => enlarge(!isLarge)}
        >
          {t('pane-enlarge')}
        </Button>
        <Button size="small" aria-label={`${t('pane-copy-picture')}：${name}`} onClick={() => void copy()}>
          {t('pane-copy-picture')}
        </Button>
      </div>
    </div>
  );
}
