import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { attachmentName } from '../../core/adjustments/entry.js';
import type { PreviewPage } from '../../core/publish/preview.js';
import type { Publisher } from '../../ports/publisher.js';
import { copyPicture } from '../copy-text.js';
import { usePane } from '../context.js';
import type { PreviewView, PublicationView, PublishChoices } from '../session/tasks.js';
import { useCommonStyles } from '../ui/common-styles.js';
import { UnansweredTask } from '../ui/TaskProgress.js';
import { useTask } from '../use-query.js';
import { drawPage } from './draw-page.js';
import { OutcomeNotices } from './OutcomeNotices.js';
import { useOutcomes } from './use-outcomes.js';
import { usePictureReport } from './use-picture-report.js';

/** About 200 dots an inch: sharp in a message, and small enough for any clipboard. */
const PICTURE_SCALE = 8;
const SCREEN_SCALE = 4;
/** A thousand pages would take long to draw, and nobody looks at them all. */
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
  readonly publisher: Publisher;
}

/** The pages as Word, the printed page and, where the official set-up is chosen, the workbook's sheets will look. */
export function Preview({ choices, attachments, publisher }: Props): ReactNode {
  const { t } = usePane();
  const [isOpen, setIsOpen] = useState(false);
  const [pages, setPages] = useState(PAGES_AT_ONCE);
  const task = useTask('preview', isOpen ? [{ choices, pages }] : null);
  return (
    <details onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{t('pane-preview')}</summary>
      {task.answer === null && isOpen && <UnansweredTask task={task} words={t('pane-laying-out')} />}
      {task.answer !== null && (
        <Pages
          preview={task.answer}
          attachments={attachments}
          publisher={publisher}
          onMore={() => setPages(pages + PAGES_AT_ONCE)}
        />
      )}
    </details>
  );
}

/** The first pages, and a button for more. */
function Pages({
  preview,
  attachments,
  publisher,
  onMore,
}: Omit<Props, 'choices'> & { readonly preview: PreviewView; readonly onMore: () => void }): ReactNode {
  const styles = useStyles();
  const { t } = usePane();
  const { pages, count } = preview;
  return (
    <div className={styles.pages}>
      <div>{t('pane-preview-note', { pages: count })}</div>
      {pages.map((page) => (
        <PageView
          key={page.number}
          preview={preview}
          page={page}
          attachment={attachments[page.attachment]}
          publisher={publisher}
        />
      ))}
      {count > pages.length && (
        <Button size="small" onClick={onMore}>
          {t('pane-preview-more', { pages: count - pages.length })}
        </Button>
      )}
    </div>
  );
}

interface PageProps extends Pick<Props, 'publisher'> {
  readonly preview: PreviewView;
  readonly page: PreviewPage;
  readonly attachment: PublicationView['attachments'][number] | undefined;
}

function PageView({ preview, page, attachment, publisher }: PageProps): ReactNode {
  const styles = useStyles();
  const common = useCommonStyles();
  const { t } = usePane();
  const outcomes = useOutcomes();
  const onPicture = usePictureReport(publisher, outcomes);
  const [isLarge, setIsLarge] = useState(false);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = preview.layout.page;
  // One page per task of the event loop: a dozen at once would hold up the keyboard.
  useEffect(() => {
    const drawing = setTimeout(() => {
      if (canvas.current !== null) drawPage(canvas.current, { preview, page, scale: SCREEN_SCALE });
    });
    return () => clearTimeout(drawing);
  }, [preview, page]);
  const of = attachment === undefined ? '' : attachmentName(attachment.kind);
  const name = t('pane-page-of', { page: page.number, attachment: of });
  const copy = async (): Promise<void> => {
    const large = document.createElement('canvas');
    drawPage(large, { preview, page, scale: PICTURE_SCALE });
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
          aria-label={`${name} ${attachment?.title ?? ''}`}
        />
      </div>
      <div className={common.actions}>
        <span>{name}</span>
        <Button
          size="small"
          aria-pressed={isLarge}
          aria-label={`${t('pane-enlarge')}：${name}`}
          onClick={() => setIsLarge(!isLarge)}
        >
          {t('pane-enlarge')}
        </Button>
        <Button size="small" aria-label={`${t('pane-copy-picture')}：${name}`} onClick={() => void copy()}>
          {t('pane-copy-picture')}
        </Button>
      </div>
      <OutcomeNotices lines={outcomes.lines} />
    </div>
  );
}
