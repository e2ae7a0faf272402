import { Button, makeStyles } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { attachmentName } from '../../core/adjustments/entry.js';
import { usePane } from '../context.js';
import type { Publisher } from '../../ports/publisher.js';
import type { MethodView, UnreadableRules } from '../session/queries.js';
import { ActionButton } from '../ui/ActionButton.js';
import { useCommonStyles } from '../ui/common-styles.js';
import { Notice } from '../ui/Notice.js';
import { Section } from '../ui/Section.js';
import { useQuery } from '../use-query.js';
import { useSubmit } from '../use-submit.js';
import { MethodEditor } from './MethodEditor.js';

const useStyles = makeStyles({
  words: { margin: 0, lineHeight: '22px' },
});

/** 计分办法: the method of each attachment as the bulletin prints it, open to be changed. */
export default function MethodTab({ publisher }: { readonly publisher: Publisher }): ReactNode {
  const common = useCommonStyles();
  const [editing, setEditing] = useState<string | null>(null);
  const { answer } = useQuery('methods', []);
  if (answer === null) return null;
  const { methods, unreadable } = answer;
  return (
    <div className={common.page}>
      {methods.map((method) => (
        <MethodSection
          key={method.sheet}
          method={method}
          publisher={publisher}
          isEditing={editing === method.sheet}
          onEdit={() => setEditing(method.sheet)}
          onDone={() => setEditing((now) => (now === method.sheet ? null : now))}
        />
      ))}
      {unreadable.map((rules) => (
        <UnreadableSection key={rules.kind} rules={rules} />
      ))}
      <ExplanationSection />
    </div>
  );
}

interface MethodProps {
  readonly method: MethodView;
  readonly publisher: Publisher;
  readonly isEditing: boolean;
  readonly onEdit: () => void;
  readonly onDone: () => void;
}

/** The method of one attachment. */
function MethodSection({ method, publisher, isEditing, onEdit, onDone }: MethodProps): ReactNode {
  const styles = useStyles();
  const common = useCommonStyles();
  const { t } = usePane();
  const { kind, title, words, source, cap, places, rankBy, inForce } = method;
  return (
    <Section heading={t('pane-method-of', { attachment: attachmentName(kind), title })}>
      <Drift inForce={inForce} />
      {words.map((line) => (
        <p key={line} className={styles.words}>
          {line}
        </p>
      ))}
      <span className={common.note}>{t('pane-method-source', { source, cap: cap ?? '', places, rankBy })}</span>
      {isEditing ? (
        <MethodEditor inForce={inForce} places={places} publisher={publisher} onDone={onDone} />
      ) : (
        <EditButton isLocked={inForce.isLocked} onEdit={onEdit} />
      )}
    </Section>
  );
}

/** Where the rules in force differ from the built-in ones. */
function Drift({ inForce: { differencesFromBuiltIn } }: Pick<MethodView, 'inForce'>): ReactNode {
  const { t } = usePane();
  if (differencesFromBuiltIn.length === 0) return null;
  const blank = t('pane-blank');
  return (
    <Notice tone="info">
      <details>
        <summary>{t('pane-method-drift', { count: differencesFromBuiltIn.length })}</summary>
        {differencesFromBuiltIn.map(({ path, label, from, to }) => (
          <div key={path}>{t('pane-drift-field', { label, from: from ?? blank, to: to ?? blank })}</div>
        ))}
      </details>
    </Notice>
  );
}

function EditButton({ isLocked, onEdit }: { readonly isLocked: boolean; readonly onEdit: () => void }): ReactNode {
  const common = useCommonStyles();
  const { t } = usePane();
  return (
    <div className={common.actions}>
      {isLocked && <span className={common.note}>{t('pane-method-locked')}</span>}
      <Button size="small" disabled={isLocked} onClick={onEdit}>
        {t('pane-edit-method')}
      </Button>
    </div>
  );
}

/** Rules that the workbook keeps and that cannot be read, line by line. */
function UnreadableSection({ rules }: { readonly rules: UnreadableRules }): ReactNode {
  const { t, codeText } = usePane();
  const { kind, sheet, problems, fields } = rules;
  const placeOf = (cell: string): string => (cell === '' ? '' : `${sheet}!${cell} `);
  return (
    <Section heading={t('pane-method-of', { attachment: attachmentName(kind), title: sheet })}>
      <Notice tone="error">
        {problems.map(({ code, parameters, cell }) => (
          <div key={cell}>
            {placeOf(cell)}
            {codeText(code, parameters)}
          </div>
        ))}
      </Notice>
      {fields.map(({ path, label, value }) => (
        <div key={path}>
          {label}：{value}
        </div>
      ))}
    </Section>
  );
}

/** Makes the sheet 得分明细, which shows how each score was made. */
function ExplanationSection(): ReactNode {
  const { t, session } = usePane();
  const { isSubmitting, submit } = useSubmit();
  const explain = (): Promise<unknown> =>
    session.execute('explain', [], { code: 'pane-explanation-made', parameters: {} });
  return (
    <Section heading={t('pane-how-made')}>
      <div>
        <ActionButton size="small" isBusy={isSubmitting} onClick={(event) => submit(event, explain)}>
          {t('pane-make-explanation')}
        </ActionButton>
      </div>
    </Section>
  );
}
