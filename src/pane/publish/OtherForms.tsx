import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Delivery, Publisher } from '../../ports/publisher.js';
import { copyHtml } from '../copy-text.js';
import { usePane } from '../context.js';
import type { PublicationView, PublishChoices } from '../session/tasks.js';
import { useCommonStyles } from '../ui/common-styles.js';
import type { OutcomeLine } from './outcome-line.js';
import type { Exporter } from './use-exporter.js';
import type { Outcomes } from './use-outcomes.js';

interface Props extends Pick<PublicationView, 'attachments'> {
  readonly publisher: Publisher;
  readonly choices: PublishChoices;
  readonly exporter: Exporter;
  /** Of the file, without its ending. */
  readonly name: string;
  /** Visible sheets that are no attachments: a PDF of the open workbook would show them. */
  readonly helperSheets: readonly string[];
  /** The attachments are those of the workbook as it is now; outdated ones are not handed out. */
  readonly isCurrent: boolean;
  readonly outcomes: Outcomes;
}

/** The attachments as Word, as tables to paste, printed, or as PDF; a hint where the host cannot do one of these. */
export function OtherForms({
  publisher,
  choices,
  exporter: { isExporting, run },
  attachments,
  name,
  helperSheets,
  isCurrent,
  outcomes: { reportAll, deliveryLine },
}: Props): ReactNode {
  const common = useCommonStyles();
  const { t } = usePane();
  const { print, deliverPdf } = publisher;
  const handOver = (file: string, deliver: (file: string) => Promise<Delivery>): void => {
    void reportAll(async () => [deliveryLine(await deliver(file), file)]);
  };
  const deliverWord = (): void =>
    handOver(`${name}.docx`, (file) => publisher.deliverWord(file, () => run('word', [choices])));
  const copyTables = async (): Promise<readonly OutcomeLine[]> => {
    const isCopied = await copyHtml(run('pasted', [choices]));
    if (isCopied) return [{ tone: 'success', text: t('pane-copied-tables') }];
    const offer = { words: t('pane-make-word'), take: deliverWord };
    return [{ tone: 'warning', text: t('pane-copy-tables-refused'), offer }];
  };
  const printAttachments = async (printHtml: NonNullable<Publisher['print']>): Promise<readonly OutcomeLine[]> => {
    const title = attachments.map((attachment) => attachment.name).join('；');
    printHtml(title, await run('printed', [choices]));
    return [];
  };
  const isReady = isCurrent && !isExporting;
  const isPdfClean = helperSheets.length === 0;
  return (
    <>
      <div className={common.actions}>
        <Button disabledFocusable={!isReady} onClick={deliverWord}>
          {t('pane-make-word')}
        </Button>
        <Button disabledFocusable={!isReady} onClick={() => void reportAll(copyTables)}>
          {t('pane-copy-tables')}
        </Button>
        {print !== null && (
          <Button disabledFocusable={!isReady} onClick={() => void reportAll(() => printAttachments(print))}>
            {t('pane-print')}
          </Button>
        )}
        {deliverPdf !== null && (
          <Button disabledFocusable={!isPdfClean || !isReady} onClick={() => handOver(`${name}.pdf`, deliverPdf)}>
            {t('pane-make-pdf')}
          </Button>
        )}
      </div>
      {print === null && (
        <div className={common.note}>
          {deliverPdf === null && t('pane-pdf-by-host')}
          {deliverPdf !== null && !isPdfClean && t('pane-pdf-helpers', { sheets: helperSheets.join('、') })}
        </div>
      )}
    </>
  );
}
