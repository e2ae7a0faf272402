import type { PublicationStamp } from '../../app/publish.js';
import type { Publisher } from '../../ports/publisher.js';
import { copyText } from '../copy-text.js';
import { usePane } from '../context.js';
import type { PublicationView, PublishChoices } from '../session/tasks.js';
import { withoutEnding } from './file-names.js';
import type { OutcomeLine } from './outcome-line.js';
import type { Exporter } from './use-exporter.js';
import type { Outcomes } from './use-outcomes.js';

/** What publishing works with. */
interface PublishTools {
  readonly publisher: Publisher;
  readonly exporter: Exporter;
  readonly outcomes: Outcomes;
}

/** What is published, and by whom. */
interface PublishRequest {
  readonly publication: PublicationView;
  readonly choices: PublishChoices;
  /** Why it is published although there are errors. */
  readonly reason: string;
  readonly by: string;
}

/** Returns what makes the official files, hands them to the host and records that it did. */
export function usePublish({
  publisher,
  exporter,
  outcomes,
}: PublishTools): (request: PublishRequest) => Promise<void> {
  const { t, session } = usePane();

  /** Copies the name for a host that opens the new workbook without one; resolves to whether it is on the clipboard. */
  const copyFirstName = async ({ files }: PublicationView): Promise<boolean> => {
    const [first] = files;
    if (!publisher.opensUnnamed || first === undefined) return false;
    return copyText(withoutEnding(first.name));
  };

  const acceptance = ({ publication, reason }: PublishRequest): PublicationStamp['accepted'] => {
    const { items, errors } = publication.readiness;
    if (errors === 0) return null;
    const places = items
      .filter(({ topic }) => topic === 'error')
      .map(({ problem: { sheet, cell } }) => [sheet, cell].filter(Boolean).join('!'))
      .join('、');
    return { matter: t('publish-accepted-matter', { errors, places }), reason: reason.trim() };
  };

  return (request) => {
    const publish = async (): Promise<readonly OutcomeLine[]> => {
      // A browser lets the clipboard be written only right after the click, and the new workbook will be in front.
      const isNameCopied = await copyFirstName(request.publication);
      // The file as it is at this moment, whatever was changed since the list was made.
      const copies = await exporter.run('officialCopies', [request.choices]);
      const lines: OutcomeLine[] = [];
      for (const { name, bytes } of copies) {
        lines.push(outcomes.deliveryLine(await publisher.deliver(name, bytes), name));
      }
      const published = copies.map(({ name, fingerprint }) => ({ name, fingerprint }));
      const stamp = { at: localTime(new Date()), by: request.by.trim(), accepted: acceptance(request) };
      const isRecorded = await session.execute('record', [published, stamp], null);
      if (isNameCopied) lines.push({ tone: 'info', text: t('pane-name-copied') });
      if (isRecorded) lines.push({ tone: 'info', text: t('pane-recorded') });
      return lines;
    };
    return outcomes.reportAll(publish);
  };
}

/** 2021-07-05 09:30, on the clock of this computer. */
function localTime(at: Date): string {
  return at.toLocaleString('sv').slice(0, 16);
}
