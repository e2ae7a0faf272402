import { Button, makeStyles } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { attachmentName } from '../../core/adjustments/entry.js';
import { usePane } from '../context.js';
import { useCommonStyles } from '../ui/common-styles.js';
import { Notice } from '../ui/Notice.js';
import { Section } from '../ui/Section.js';
import { useAnswer } from '../use-answer.js';
import { useCarryOut } from '../use-carry-out.js';
import { MethodEditor } from './MethodEditor.js';

const useStyles = makeStyles({
  words: { margin: 0, lineHeight: '22px' },
});

/** 计分办法: the method of each attachment as the bulletin prints it, open to be changed. */
export default function MethodTab(): ReactNode {
  const styles = useStyles();
  const common = useCommonStyles();
  const { t, say, session } = usePane();
  const { isUnderWay, carryOut } = useCarryOut();
  const [editing, edit] = useState<string | null>(null);
  const { answer } = useAnswer('methods', []);
  if (answer === null) return null;
  const { methods, unreadable } = answer;
  return (
    <div className={common.page}>
      {methods.map(({ sheet, kind, title, words, source, cap, places, inForce }) => (
        <Section key={sheet} heading={t('pane-method-of', { attachment: attachmentName(kind), title })}>
          {inForce.drift.length === 0 ? null : (
            <Notice tone="info">
              <details>
                <summary>{t('pane-method-drift', { count: inForce.drift.length })}</summary>
                {inForce.drift.map(({ path, label, from, to }) => (
                  <div key={path}>
                    {t('pane-drift-field', { label, from: from ?? t('pane-blank'), to: to ?? t('pane-blank') })}
                  </div>
                ))}
              </details>
            </Notice>
          )}
          {words.map((line) => (
            <p key={line} className={styles.words}>
              {line}
            </p>
          ))}
          <span className={common.note}>{t('pane-method-source', { source, cap: cap ?? '', places })}</span>
          {editing === sheet ? (
            <MethodEditor
              inForce={inForce}
              places={places}
              onDone={() => edit((now) => (now === sheet ? null : now))}
            />
          ) : (
            <div className={common.actions}>
              {inForce.locked ? <span className={common.note}>{t('pane-method-locked')}</span> : null}
              <Button size="small" disabled={inForce.locked} onClick={() => edit(sheet)}>
                {t('pane-edit-method')}
              </Button>
            </div>
          )}
        </Section>
      ))}
      {unreadable.map(({ kind, sheet, problems, fields }) => (
        <Section key={kind} heading={t('pane-method-of', { attachment: attachmentName(kind), title: sheet })}>
          <Notice tone="error">
            {problems.map(({ code, parameters, cell }) => (
              <div key={cell}>
                {cell === '' ? '' : `${sheet}!${cell} `}
                {say(code, parameters)}
              </div>
            ))}
          </Notice>
          {fields.map(({ path, label, value }) => (
            <div key={path}>
              {label}：{value}
            </div>
          ))}
        </Section>
      ))}
      <Section heading={t('pane-how-made')}>
        <div>
          <Button
            size="small"
            disabledFocusable={isUnderWay}
            onClick={(event) =>
              carryOut(event, () => session.act('explain', [], { code: 'pane-explanation-made', parameters: {} }))
            }
          >
            {t('pane-make-explanation')}
          </Button>
        </div>
      </Section>
    </div>
  );
}
