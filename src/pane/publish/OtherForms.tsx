import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { AttachmentDocument } from '../../core/publish/document.js';
import { clipboardHtml } from '../../core/publish/html.js';
import type { Delivery, Publisher } from '../../ports/publisher.js';
import { copyHtml } from '../copy-text.js';
import { usePane } from '../context.js';
import { useCommonStyles } from '../ui/common-styles.js';
import type { Line } from './line.js';

interface Props {
  readonly publisher: Publisher;
  readonly documents: readonly AttachmentDocument[];
  /** Of the file, without its ending. */
  readonly name: string;
  /** Visible sheets that are no attachments: a PDF of the open workbook would show them. */
  readonly helperSheets: readonly string[];
  /** The attachments are those of the workbook as it is now; else they are about to follow, and nothing is handed out. */
  readonly isCurrent: boolean;
  readonly delivered: (delivery: Delivery, name: string) => Line;
  readonly told: (error: unknown) => Line;
  readonly report: (lines: readonly Line[]) => void;
}

/** The attachments as Word, as tables to paste, printed, as PDF: as far as the host has it, with the way round where it has not. */
export function OtherForms({ publisher, documents, name, helperSheets, isCurrent, delivered, told, report }: Props): ReactNode {
  const common = useCommonStyles();
  const { t } = usePane();
  const { print, deliverPdf } = publisher;
  const handOver = async (file: string, deliver: (file: string) => Promise<Delivery>): Promise<void> => {
    try {
      report([delivered(await deliver(file), file)]);
    } catch (error) {
      report([told(error)]);
    }
  };
  const word = (): void => void handOver(`${name}.docx`, (file) => publisher.deliverWord(file, documents));
  const copy = async (): Promise<void> => {
    const isCopied = await copyHtml(clipboardHtml(documents));
    report([isCopied ? { tone: 'success', text: t('pane-copied-tables') } : { tone: 'warning', text: t('pane-copy-tables-refused'), offer: { words: t('pane-make-word'), take: word } }]);
  };
  const isPdfClean = helperSheets.length === 0;
  return (
    <>
      <div className={common.actions}>
        <Button disabledFocusable={!isCurrent} onClick={word}>{t('pane-make-word')}</Button>
        <Button disabledFocusable={!isCurrent} onClick={() => void copy()}>{t('pane-copy-tables')}</Button>
        {print === null ? null : <Button disabledFocusable={!isCurrent} onClick={() => print(documents)}>{t('pane-print')}</Button>}
        {deliverPdf === null ? null : <Button disabledFocusable={!isPdfClean || !isCurrent} onClick={() => void handOver(`${name}.pdf`, deliverPdf)}>{t('pane-make-pdf')}</Button>}
      </div>
      {print !== null ? null : <div className={common.note}>{deliverPdf !== null && !isPdfClean ? t('pane-pdf-helpers', { sheets: helperSheets.join('、') }) : deliverPdf === null ? t('pane-pdf-by-host') : null}</div>}
    </>
  );
}
