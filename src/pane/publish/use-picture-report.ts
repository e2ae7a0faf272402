import type { Publisher } from '../../ports/publisher.js';
import { usePane } from '../context.js';
import type { Outcomes } from './use-outcomes.js';

/** Returns what reports a picture that was copied (`null`), or offers to save the one that the clipboard refused. */
export function usePictureReport(
  publisher: Publisher,
  { report, deliveryLine }: Outcomes,
): (name: string, refused: Blob | null) => void {
  const { t } = usePane();
  return (name, refused) => {
    if (refused === null) {
      report([{ tone: 'success', text: t('pane-copied-picture', { name }) }]);
      return;
    }
    const file = `${name}.png`;
    const save = async (): Promise<void> => {
      const delivery = await publisher.deliverImage(file, refused);
      report([deliveryLine(delivery, file)]);
    };
    const offer = { words: t('pane-save-picture'), take: () => void save() };
    report([{ tone: 'warning', text: t('pane-copy-picture-refused'), offer }]);
  };
}
