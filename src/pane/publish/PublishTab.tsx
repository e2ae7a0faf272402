import { Button, Field, Input, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { detailTexts } from '../../messages/details.js';
import type { Delivery, Publisher } from '../../ports/publisher.js';
import { copyText } from '../copy-text.js';
import { usePane, useSession } from '../context.js';
import { Notice } from '../ui/Notice.js';
import { useCommonStyles } from '../ui/common-styles.js';
import { PlaceLink } from '../ui/PlaceLink.js';
import { Section } from '../ui/Section.js';
import { Tick } from '../ui/Tick.js';
import type { Line } from './line.js';
import { OtherForms } from './OtherForms.js';
import { Preview } from './Preview.js';
import { Failed, Stopped, Thinking, ThinkingAgain } from '../ui/Thinking.js';
import { isStopped as wasStopped, useStudy } from '../use-answer.js';
import { useCarryOut } from '../use-carry-out.js';
import { useMaking } from './use-making.js';

const useStyles = makeStyles({
  list: { margin: 0, paddingLeft: '20px', lineHeight: '20px' },
  names: { listStyleType: 'none', margin: 0, padding: 0, lineHeight: '20px', overflowWrap: 'anywhere' },
  footer: {
    padding: '8px 12px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    display: 'flex',
    flexDirection: 'column',
    rowGap: '8px',
  },
});

/** 定稿: one list of what to know, what stays behind, and the official attachment. */
export default function PublishTab({ publisher }: { readonly publisher: Publisher }): ReactNode {
  const styles = useStyles();
  const common = useCommonStyles();
  const { t, say, told, session } = usePane();
  const { work } = useSession();
  const [files, chooseFiles] = useState<'one' | 'each'>('one');
  const [kept, keep] = useState<readonly string[]>([]);
  const [official, setOfficial] = useState(false);
  const [reason, setReason] = useState('');
  const [by, setBy] = useState('');
  const [lines, report] = useState<readonly Line[]>([]);
  const making = useMaking();
  const { isUnderWay, carryOut } = useCarryOut();

  const failed = (error: unknown): Line => ({ tone: wasStopped(error) ? 'info' : 'error', text: told(error) });
  const choices = { files, kept, printSetUp: official ? 'official' : 'keep' } as const;
  const { answer: publication, isCurrent, failure, step, stop, isStopped, again } = useStudy('publication', [choices]);
  if (publication === null)
    return (
      <div className={common.page}>
        {isStopped ? (
          <Stopped again={again} />
        ) : failure !== null ? (
          <Failed failure={failure} />
        ) : (
          <Thinking words={t('pane-preparing')} step={step} stop={stop} />
        )}
      </div>
    );

  const delivered = (delivery: Delivery, name: string): Line => ({
    tone: delivery === 'blocked' ? 'warning' : 'success',
    text: t(`pane-delivered-${delivery}`, { name }),
  });
  const {
    readiness: { items, errors },
    removals,
    visibleOthers,
  } = publication;
  const isAccepted = errors === 0 || reason.trim() !== '';
  const publish = async (): Promise<void> => {
    // A browser lets the clipboard be written only right after the click, and the new workbook will be in front.
    const [first] = publication.files;
    const nameCopied = publisher.opensUnnamed && first !== undefined && (await copyText(withoutEnding(first.name)));
    try {
      // The file as it is at this moment, whatever was changed since the list was made.
      const copies = await making.make('officialCopies', [choices]);
      const results: Line[] = [];
      for (const { name, bytes } of copies) {
        results.push(delivered(await publisher.deliver(name, bytes), name));
      }
      const places = items
        .filter(({ topic }) => topic === 'error')
        .map(({ problem: { sheet, cell } }) => [sheet, cell].filter(Boolean).join('!'))
        .join('、');
      const accepted =
        errors === 0 ? null : { matter: t('publish-accepted-matter', { errors, places }), reason: reason.trim() };
      const recorded = await session.act(
        'record',
        [
          copies.map(({ name, fingerprint }) => ({ name, fingerprint })),
          { at: localTime(new Date()), by: by.trim(), accepted },
        ],
        null,
      );
      report([
        ...results,
        ...(nameCopied ? [{ tone: 'info' as const, text: t('pane-name-copied') }] : []),
        ...(recorded ? [{ tone: 'info' as const, text: t('pane-recorded') }] : []),
      ]);
    } catch (error) {
      report([failed(error)]);
    }
  };
  const picture = async (name: string, refused: Blob | null): Promise<void> => {
    const file = `${name}.png`;
    const save = async (): Promise<void> => {
      if (refused !== null) report([delivered(await publisher.deliverPicture(file, refused), file)]);
    };
    report([
      refused === null
        ? { tone: 'success', text: t('pane-copied-picture', { name }) }
        : {
            tone: 'warning',
            text: t('pane-copy-picture-refused'),
            offer: { words: t('pane-save-picture'), take: () => void save() },
          },
    ]);
  };

  return (
    <>
      <div className={common.page}>
        {isCurrent ? null : <ThinkingAgain words={t('pane-preparing')} step={step} stop={stop} />}
        {lines.map(({ tone, text, offer }) => (
          <Notice
            key={text}
            tone={tone}
            actions={
              offer === undefined ? null : (
                <Button size="small" onClick={offer.take}>
                  {offer.words}
                </Button>
              )
            }
          >
            {text}
          </Notice>
        ))}
        <Section
          heading={items.length === 0 ? t('readiness-clear') : t('readiness-heading', { count: items.length, errors })}
        >
          <ul className={styles.list}>
            {items.map(({ topic, problem: { sheet, cell, code, parameters } }, index) => (
              <li key={`${topic} ${sheet}!${cell} ${index}`}>
                {sheet === '' ? null : (
                  <>
                    <PlaceLink sheet={sheet} cell={cell} />{' '}
                  </>
                )}
                {topic === 'error' ? <strong>{t('topic-error')}：</strong> : `${t(`topic-${topic}`)}：`}
                {say(code, parameters)}
              </li>
            ))}
          </ul>
        </Section>
        <Section heading={t('pane-official-names')}>
          <ul className={styles.names}>
            {publication.files.map(({ name }) => (
              <li key={name}>
                {name}{' '}
                <Button
                  size="small"
                  appearance="subtle"
                  onClick={() =>
                    void copyText(withoutEnding(name)).then((copied) =>
                      report([
                        { tone: copied ? 'success' : 'warning', text: t(copied ? 'pane-copied' : 'pane-copy-refused') },
                      ]),
                    )
                  }
                >
                  {t('pane-copy-name')}
                </Button>
              </li>
            ))}
          </ul>
          <RadioGroup
            value={files}
            onChange={(_, { value }) => chooseFiles(value === 'each' ? 'each' : 'one')}
            aria-label={t('pane-files')}
          >
            <Radio value="one" label={t('pane-files-one')} />
            <Radio value="each" label={t('pane-files-each')} />
          </RadioGroup>
          <Tick checked={official} onChange={setOfficial}>
            {t('pane-print-set-up')}
          </Tick>
        </Section>
        {removals.length === 0 ? null : (
          <Section heading={t('removals-heading')}>
            <div>
              {removals.map(({ id, kind, count, details, optional, removed }) => (
                <Tick
                  key={id}
                  checked={removed}
                  disabled={!optional}
                  onChange={(checked) => keep(checked ? kept.filter((one) => one !== id) : [...kept, id])}
                >
                  {t(`removed-${kind}`, { count, details: detailTexts(details, (code) => say(code, {})).join('、') })}
                </Tick>
              ))}
            </div>
          </Section>
        )}
        <Section heading={t('pane-other-forms')}>
          <OtherForms
            publisher={publisher}
            choices={choices}
            making={making}
            name={withoutEnding(publication.files[0]?.name ?? '')}
            attachments={publication.attachments}
            helperSheets={visibleOthers}
            isCurrent={isCurrent}
            delivered={delivered}
            failed={failed}
            report={report}
          />
          <Preview
            choices={choices}
            attachments={publication.attachments}
            onPicture={(name, refused) => void picture(name, refused)}
          />
        </Section>
      </div>
      <footer className={styles.footer}>
        {errors === 0 ? null : (
          <Field label={t('pane-accept-reason', { errors })} size="small">
            <Input size="small" value={reason} onChange={(_, { value }) => setReason(value)} />
          </Field>
        )}
        <Field label={t('pane-published-by')} size="small">
          <Input size="small" value={by} onChange={(_, { value }) => setBy(value)} />
        </Field>
        {making.isMaking ? <ThinkingAgain words={t('pane-making')} step={making.step} stop={making.stop} /> : null}
        <Button
          appearance="primary"
          size="large"
          disabledFocusable={
            !isAccepted ||
            isUnderWay ||
            making.isMaking ||
            !isCurrent ||
            work !== null ||
            publication.attachments.length === 0
          }
          onClick={(event) => carryOut(event, publish)}
        >
          {t('pane-publish')}
        </Button>
      </footer>
    </>
  );
}

function withoutEnding(name: string): string {
  return name.replace(/\.xlsx$/, '');
}

/** 2021-07-05 09:30, on the clock of this computer. */
function localTime(at: Date): string {
  return at.toLocaleString('sv').slice(0, 16);
}
