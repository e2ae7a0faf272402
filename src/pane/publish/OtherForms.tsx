import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { AttachmentDocument } from '../../core/publish/document.js';
import { clipboardHtml } from '../../core/publish/html.js';
import type { Delivery, Publisher } from '../../ports/publisher.js';
import { copyHtml } from '../copy-text.js';
import { usePane } from '../context.js';
import type { Line } from './line.js';

const useStyles = makeStyles({
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  hint: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

interface Props {
  readonly publisher: Publisher;
  readonly documents: readonly AttachmentDocument[];
  /** Of the file, without its ending. */
  readonly name: string;
  /** Visible sheets that are no attachments: a PDF of the open workbook would show them. */
  readonly helperSheets: readonly string[];
  readonly delivered: (delivery: Delivery, name: string) => Line;
  readonly told: (error: unknown) => Line;
  readonly report: (lines: readonly Line[]) => void;
}

/** The attachments as Word, as tables to paste, printed, as PDF: as far as the host has it, with the way round where it has not. */
export function OtherForms({ publisher, documents, name, helperSheets, delivered, told, report }: Props): ReactNode {
  const styles = useStyles();
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
      <div className={styles.actions}>
        <Button onClick={word}>{t('pane-make-word')}</Button>
        <Button onClick={() => void copy()}>{t('pane-copy-tables')}</Button>
        {print === null ? null : <Button onClick={() => print(documents)}>{t('pane-print')}</Button>}
        {deliverPdf === null ? null : <Button disabledFocusable={!isPdfClean} onClick={() => { if (isPdfClean) void handOver(`${name}.pdf`, deliverPdf); }}>{t('pane-make-pdf')}</Button>}
      </div>
      {print !== null ? null : <div className={styles.hint}>{deliverPdf !== null && !isPdfClean ? t('pane-pdf-helpers', { sheets: helperSheets.join('、') }) : deliverPdf === null ? t('pane-pdf-by-host') : null}</div>}
    </>
  );
}
