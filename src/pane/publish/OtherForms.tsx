import { useState, type ReactNode } from 'react';
import type { Delivery, Publisher } from '../../ports/publisher.js';
import { copyHtml } from '../copy-text.js';
import { usePane } from '../context.js';
import type { PublicationView, PublishChoices } from '../session/tasks.js';
import { ActionButton } from '../ui/ActionButton.js';
import { useCommonStyles } from '../ui/common-styles.js';
import type { OutcomeLine } from './outcome-line.js';
import { OutcomeNotices } from './OutcomeNotices.js';
import type { Exporter } from './use-exporter.js';
import { useOutcomes } from './use-outcomes.js';

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
}

type OtherForm = 'word' | 'tables' | 'print' | 'pdf';

/** The attachments as Word, as tables to paste, printed, or as PDF; a hint where the host cannot do one of these. */
export function OtherForms({
  publisher,
  choices,
  exporter: { isExporting, run },
  attachments,
  name,
  helperSheets,
  isCurrent,
}: Props): ReactNode {
  const common = useCommonStyles();
  const { t } = usePane();
  const { lines, reportAll, deliveryLine } = useOutcomes();
  const [making, setMaking] = useState<OtherForm | null>(null);
  const { save, print, deliverPdf } = publisher;
  const make = async (form: OtherForm, action: () => Promise<readonly OutcomeLine[]>): Promise<void> => {
    setMaking(form);
    await reportAll(action);
    setMaking(null);
  };
  const handedOver = async (
    file: string,
    deliver: (file: string) => Promise<Delivery>,
  ): Promise<readonly OutcomeLine[]> => [deliveryLine(await deliver(file), file)];
  const saveWord = (saveFile: NonNullable<Publisher['save']>): void => {
    const word = async (): Promise<Blob> => new Blob([(await run('word', [choices])) as Uint8Array<ArrayBuffer>]);
    void make('word', () => handedOver(`${name}.docx`, (file) => saveFile(file, word)));
  };
  const copyTables = async (): Promise<readonly OutcomeLine[]> => {
    const isCopied = await copyHtml(run('pasted', [choices]));
    if (isCopied) return [{ tone: 'success', text: t('pane-copied-tables') }];
    if (save === null) return [{ tone: 'warning', text: t('pane-copy-tables-refused-here') }];
    const offer = { words: t('pane-make-word'), take: () => saveWord(save) };
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
        {save !== null && (
          <ActionButton isBusy={making === 'word'} disabledFocusable={!isReady} onClick={() => saveWord(save)}>
            {t('pane-make-word')}
          </ActionButton>
        )}
        <ActionButton
          isBusy={making === 'tables'}
          disabledFocusable={!isReady}
          onClick={() => void make('tables', copyTables)}
        >
          {t('pane-copy-tables')}
        </ActionButton>
        {print !== null && (
          <ActionButton
            isBusy={making === 'print'}
            disabledFocusable={!isReady}
            onClick={() => void make('print', () => printAttachments(print))}
          >
            {t('pane-print')}
          </ActionButton>
        )}
        {deliverPdf !== null && (
          <ActionButton
            isBusy={making === 'pdf'}
            disabledFocusable={!isPdfClean || !isReady}
            onClick={() => void make('pdf', () => handedOver(`${name}.pdf`, deliverPdf))}
          >
            {t('pane-make-pdf')}
          </ActionButton>
        )}
      </div>
      <OutcomeNotices lines={lines} />
      {save === null && <div className={common.note}>{t('pane-word-elsewhere')}</div>}
      {print === null && (
        <div className={common.note}>
          {deliverPdf === null && t('pane-pdf-by-host')}
          {deliverPdf !== null && !isPdfClean && t('pane-pdf-helpers', { sheets: helperSheets.join('、') })}
        </div>
      )}
    </>
  );
}
