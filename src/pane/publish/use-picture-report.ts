import type { Publisher } from '../../ports/publisher.js';
import { usePane } from '../context.js';
import type { OutcomeLine } from './outcome-line.js';
import type { Outcomes } from './use-outcomes.js';

/** Returns what reports a picture that was copied (`null`), or offers to save the one that the clipboard refused. */
export function usePictureReport(
  { save: saveFile }: Publisher,
  { report, reportAll, deliveryLine }: Outcomes,
): (name: string, refused: Blob | null) => void {
  const { t } = usePane();
  return (name, refused) => {
    if (refused === null) {
      report([{ tone: 'success', text: t('pane-copied-picture', { name }) }]);
      return;
    }
    const line = { tone: 'warning', text: t('pane-copy-picture-refused') } as const;
    if (saveFile === null) return report([line]);
    const file = `${name}.png`;
    const save = async (): Promise<readonly OutcomeLine[]> => [
      deliveryLine(await saveFile(file, () => Promise.resolve(refused)), file),
    ];
    const offer = { words: t('pane-save-picture'), take: () => void reportAll(save) };
    report([{ ...line, offer }]);
  };
}
