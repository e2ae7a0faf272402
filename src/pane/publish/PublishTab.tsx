import { Button, Field, Input, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { clipboardHtml } from '../../core/publish/html.js';
import type { Publisher } from '../../ports/publisher.js';
import { WorkbookRefusal } from '../../ports/workbook.js';
import { copyHtml, copyText } from '../copy-text.js';
import { usePane, useSession } from '../context.js';
import { Notice, type Tone } from '../ui/Notice.js';
import { Section } from '../ui/Section.js';
import { Tick } from '../ui/Tick.js';
import { useAnswer } from '../use-answer.js';

const useStyles = makeStyles({
  scroll: { flex: '1 1 0', minHeight: 0, overflowY: 'auto', padding: '10px 12px', display: 'flex', flexDirection: 'column', rowGap: '14px' },
  list: { margin: 0, paddingLeft: '20px', lineHeight: '20px' },
  names: { listStyleType: 'none', margin: 0, padding: 0, lineHeight: '20px', overflowWrap: 'anywhere' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  footer: { padding: '8px 12px', borderTop: `1px solid ${tokens.colorNeutralStroke2}`, display: 'flex', flexDirection: 'column', rowGap: '8px' },
  place: { padding: 0, minWidth: 0, height: '20px', border: 'none', color: tokens.colorBrandForegroundLink, textDecorationLine: 'underline', fontWeight: tokens.fontWeightRegular, '@media (forced-colors: active)': { color: 'LinkText', forcedColorAdjust: 'auto' } },
});

interface Line {
  readonly tone: Tone;
  readonly text: string;
}

/** 定稿: one list of what to know, what stays behind, and the official attachment. */
export default function PublishTab({ publisher }: { readonly publisher: Publisher }): ReactNode {
  const styles = useStyles();
  const { t, say, session } = usePane();
  const { work } = useSession();
  const [files, chooseFiles] = useState<'one' | 'each'>('one');
  const [kept, keep] = useState<readonly string[]>([]);
  const [official, setOfficial] = useState(false);
  const [reason, setReason] = useState('');
  const [by, setBy] = useState('');
  const [lines, report] = useState<readonly Line[]>([]);
  const [making, make] = useState(false);

  const told = (error: unknown): Line => ({ tone: 'error', text: error instanceof WorkbookRefusal ? say(error.code, error.parameters) : t('internal-error', { reason: error instanceof Error ? error.message : String(error) }) });
  const choices = { files, kept, printSetUp: official ? 'official' : 'keep' } as const;
  const { answer: publication, isCurrent, failure } = useAnswer('publication', [choices]);
  if (publication === null) return <div className={styles.scroll} role="status">{failure === null ? t('pane-reading') : <Notice tone="error">{told(failure).text}</Notice>}</div>;

  const { readiness: { items, errors }, removals, attachments } = publication;
  const documents = attachments.map(({ document }) => document);
  const isAccepted = errors === 0 || reason.trim() !== '';
  const publish = async (): Promise<void> => {
    if (making) return;
    make(true);
    try {
      // The file as it is at this moment, whatever was changed since the list was made.
      const copies = await session.ask('officialCopies', choices);
      const results: Line[] = [];
      for (const { name, bytes } of copies) {
        const delivered = await publisher.deliver(name, bytes);
        results.push({ tone: delivered === 'blocked' ? 'error' : 'success', text: t(`pane-delivered-${delivered}`, { name }) });
      }
      const places = items.filter(({ topic }) => topic === 'error').map(({ problem: { sheet, cell } }) => [sheet, cell].filter(Boolean).join('!')).join('、');
      const accepted = errors === 0 ? null : { matter: t('publish-accepted-matter', { errors, places }), reason: reason.trim() };
      const recorded = await session.act('record', [choices, copies.map(({ name, fingerprint }) => ({ name, fingerprint })), { at: localTime(new Date()), by: by.trim(), accepted }], null);
      report([...results, ...(recorded ? [{ tone: 'info' as const, text: t('pane-recorded') }] : [])]);
    } catch (error) {
      report([told(error)]);
    } finally {
      make(false);
    }
  };
  const word = async (): Promise<void> => {
    try {
      const name = `${publication.files[0]?.name.replace(/\.xlsx$/, '') ?? 'attachments'}.docx`;
      const delivered = await publisher.deliverWord(name, documents);
      report([{ tone: delivered === 'blocked' ? 'warning' : 'success', text: t(`pane-delivered-${delivered}`, { name }) }]);
    } catch (error) {
      report([told(error)]);
    }
  };
  const copy = async (): Promise<void> => {
    const copied = await copyHtml(clipboardHtml(documents));
    report([{ tone: copied ? 'success' : 'warning', text: t(copied ? 'pane-copied-tables' : 'pane-copy-tables-refused') }]);
  };

  return (
    <>
      <div className={styles.scroll}>
        {lines.map(({ tone, text }) => <Notice key={text} tone={tone}>{text}</Notice>)}
        <Section heading={items.length === 0 ? t('readiness-clear') : t('readiness-heading', { count: items.length, errors })}>
          <ul className={styles.list}>
            {items.map(({ topic, problem: { sheet, cell, code, parameters } }, index) => {
              const place = cell === '' ? sheet : `${sheet}!${cell}`;
              return (
                <li key={`${topic} ${place} ${index}`}>
                  {place === '' ? null : <><Button appearance="transparent" size="small" className={styles.place} aria-label={t('pane-go-to', { place })} onClick={() => void session.goTo(sheet, cell)}>{place}</Button> </>}
                  {topic === 'error' ? <strong>{t('topic-error')}：</strong> : `${t(`topic-${topic}`)}：`}{say(code, parameters)}
                </li>
              );
            })}
          </ul>
        </Section>
        <Section heading={t('pane-official-names')}>
          <ul className={styles.names}>{publication.files.map(({ name }) => <li key={name}>{name} <Button size="small" appearance="subtle" onClick={() => void copyText(name.replace(/\.xlsx$/, '')).then((copied) => report([{ tone: copied ? 'success' : 'warning', text: t(copied ? 'pane-copied' : 'pane-copy-refused') }]))}>{t('pane-copy-name')}</Button></li>)}</ul>
          <RadioGroup value={files} onChange={(_, { value }) => chooseFiles(value === 'each' ? 'each' : 'one')} aria-label={t('pane-files')}>
            <Radio value="one" label={t('pane-files-one')} />
            <Radio value="each" label={t('pane-files-each')} />
          </RadioGroup>
          <Tick checked={official} onChange={setOfficial}>{t('pane-print-set-up')}</Tick>
        </Section>
        {removals.length === 0 ? null : (
          <Section heading={t('removals-heading')}>
            <div>{removals.map(({ id, kind, count, details, optional, removed }) => <Tick key={id} checked={removed} disabled={!optional} onChange={(checked) => keep(checked ? kept.filter((one) => one !== id) : [...kept, id])}>{t(`removed-${kind}`, { count, details: details.join('、') })}</Tick>)}</div>
          </Section>
        )}
        <div className={styles.actions}>
          <Button onClick={() => void word()}>{t('pane-make-word')}</Button>
          <Button onClick={() => void copy()}>{t('pane-copy-tables')}</Button>
        </div>
      </div>
      <footer className={styles.footer}>
        {errors === 0 ? null : <Field label={t('pane-accept-reason', { errors })} size="small"><Input size="small" value={reason} onChange={(_, { value }) => setReason(value)} /></Field>}
        <Field label={t('pane-published-by')} size="small"><Input size="small" value={by} onChange={(_, { value }) => setBy(value)} /></Field>
        <Button appearance="primary" size="large" disabledFocusable={!isAccepted || making || !isCurrent || work !== null || documents.length === 0} onClick={() => { if (isAccepted && isCurrent) void publish(); }}>{t('pane-publish')}</Button>
      </footer>
    </>
  );
}

/** 2021-07-05 09:30, on the clock of this computer. */
function localTime(at: Date): string {
  return at.toLocaleString('sv').slice(0, 16);
}
