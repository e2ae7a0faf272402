import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Delivery, Publisher } from '../../ports/publisher.js';
import { copyHtml } from '../copy-text.js';
import { usePane } from '../context.js';
import type { PublicationView, PublishChoices } from '../session/studies.js';
import { useCommonStyles } from '../ui/common-styles.js';
import type { Line } from './line.js';
import type { Making } from './use-making.js';

interface Props extends Pick<PublicationView, 'attachments'> {
  readonly publisher: Publisher;
  readonly choices: PublishChoices;
  readonly making: Making;
  /** Of the file, without its ending. */
  readonly name: string;
  /** Visible sheets that are no attachments: a PDF of the open workbook would show them. */
  readonly helperSheets: readonly string[];
  /** The attachments are those of the workbook as it is now; else they are about to follow, and nothing is handed out. */
  readonly isCurrent: boolean;
  readonly delivered: (delivery: Delivery, name: string) => Line;
  readonly failed: (error: unknown) => Line;
  readonly report: (lines: readonly Line[]) => void;
}

/** The attachments as Word, as tables to paste, printed, as PDF: as far as the host has it, with the way round where it has not. */
export function OtherForms({
  publisher,
  choices,
  making: { isMaking, make },
  attachments,
  name,
  helperSheets,
  isCurrent,
  delivered,
  failed,
  report,
}: Props): ReactNode {
  const common = useCommonStyles();
  const { t } = usePane();
  const { print, deliverPdf } = publisher;
  const reporting = async (work: () => Promise<readonly Line[]>): Promise<void> => {
    try {
      report(await work());
    } catch (error) {
      report([failed(error)]);
    }
  };
  const handOver = (file: string, deliver: (file: string) => Promise<Delivery>): void =>
    void reporting(async () => [delivered(await deliver(file), file)]);
  const word = (): void =>
    handOver(`${name}.docx`, (file) => publisher.deliverWord(file, () => make('word', [choices])));
  const copy = async (): Promise<readonly Line[]> => {
    const isCopied = await copyHtml(make('pasted', [choices]));
    return [
      isCopied
        ? { tone: 'success', text: t('pane-copied-tables') }
        : { tone: 'warning', text: t('pane-copy-tables-refused'), offer: { words: t('pane-make-word'), take: word } },
    ];
  };
  const printThem = async (onPaper: NonNullable<Publisher['print']>): Promise<readonly Line[]> => {
    onPaper(attachments.map((one) => one.name).join('；'), await make('printed', [choices]));
    return [];
  };
  const isReady = isCurrent && !isMaking;
  const isPdfClean = helperSheets.length === 0;
  return (
    <>
      <div className={common.actions}>
        <Button disabledFocusable={!isReady} onClick={word}>
          {t('pane-make-word')}
        </Button>
        <Button disabledFocusable={!isReady} onClick={() => void reporting(copy)}>
          {t('pane-copy-tables')}
        </Button>
        {print === null ? null : (
          <Button disabledFocusable={!isReady} onClick={() => void reporting(() => printThem(print))}>
            {t('pane-print')}
          </Button>
        )}
        {deliverPdf === null ? null : (
          <Button disabledFocusable={!isPdfClean || !isReady} onClick={() => handOver(`${name}.pdf`, deliverPdf)}>
            {t('pane-make-pdf')}
          </Button>
        )}
      </div>
      {print !== null ? null : (
        <div className={common.note}>
          {deliverPdf !== null && !isPdfClean
            ? t('pane-pdf-helpers', { sheets: helperSheets.join('、') })
            : deliverPdf === null
              ? t('pane-pdf-by-host')
              : null}
        </div>
      )}
    </>
  );
}
