import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { explain } from '../../app/explain.js';
import { rulesInForce } from '../../app/method-effect.js';
import { attachmentName } from '../../core/adjustments/entry.js';
import { methodSheetOf } from '../../core/method/method-sheet.js';
import { methodInWords } from '../../core/method/words.js';
import { usePane, useSession } from '../context.js';
import { Notice } from '../ui/Notice.js';
import { Section } from '../ui/Section.js';
import { MethodEditor } from './MethodEditor.js';

const useStyles = makeStyles({
  scroll: { flex: '1 1 0', minHeight: 0, overflowY: 'auto', padding: '10px 12px', display: 'flex', flexDirection: 'column', rowGap: '14px' },
  words: { margin: 0, lineHeight: '22px' },
  source: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

/** 计分办法: the method of each attachment as the bulletin prints it, open to be changed. */
export default function MethodTab(): ReactNode {
  const styles = useStyles();
  const { t, say, session } = usePane();
  useSession();
  const [editing, edit] = useState<string | null>(null);
  const [snapshot, result] = [session.getSnapshot(), session.getResult()];
  if (snapshot === null || result === null) return null;
  const sheet = methodSheetOf(snapshot.sheets);
  return (
    <div className={styles.scroll}>
      {result.tables.flatMap(({ attachment, method }) => {
        if (method === null) return [];
        const { kind, period } = attachment;
        const inForce = rulesInForce(snapshot, kind, period);
        return [
          <Section key={attachment.sheet} heading={t('pane-method-of', { attachment: attachmentName(kind), title: method.title })}>
            {inForce.drift.length === 0 ? null : (
              <Notice tone="info">
                <details>
                  <summary>{t('pane-method-drift', { count: inForce.drift.length })}</summary>
                  {inForce.drift.map(({ path, label, from, to }) => <div key={path}>{t('pane-drift-field', { label, from: from ?? t('pane-blank'), to: to ?? t('pane-blank') })}</div>)}
                </details>
              </Notice>
            )}
            {methodInWords(method, attachment.form).map((line) => <p key={line} className={styles.words}>{line}</p>)}
            <span className={styles.source}>{t('pane-method-source', { source: method.source, cap: method.cap ?? '', places: method.rounding.places })}</span>
            {editing === attachment.sheet ? <MethodEditor inForce={inForce} places={method.rounding.places} onDone={() => edit(null)} /> : (
              <div className={styles.actions}>
                {inForce.locked ? <span className={styles.source}>{t('pane-method-locked')}</span> : null}
                <Button size="small" disabled={inForce.locked} onClick={() => edit(attachment.sheet)}>{t('pane-edit-method')}</Button>
              </div>
            )}
          </Section>,
        ];
      })}
      {sheet === null ? null : sheet.broken.map((kind) => (
        <Section key={kind} heading={t('pane-method-of', { attachment: attachmentName(kind), title: sheet.sheet })}>
          <Notice tone="error">{sheet.problems.filter(({ severity }) => severity === 'error').map(({ code, parameters, cell }) => <div key={cell}>{cell === '' ? '' : `${sheet.sheet}!${cell} `}{say(code, parameters)}</div>)}</Notice>
          {sheet.fields.filter(({ path, label }) => path.startsWith(`${kind}.`) && !label.includes('程序用')).map(({ path, label, value }) => <div key={path}>{label}：{value}</div>)}
        </Section>
      ))}
      <Section heading={t('pane-how-made')}>
        <div><Button size="small" onClick={() => void session.carryOut(explain(snapshot, null), { code: 'pane-explanation-made', parameters: {} })}>{t('pane-make-explanation')}</Button></div>
      </Section>
    </div>
  );
}
