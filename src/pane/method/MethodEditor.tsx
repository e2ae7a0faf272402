import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useMemo, useState, type FormEvent, type ReactNode } from 'react';
import type { RulesInForce } from '../../app/method-effect.js';
import type { Component } from '../../core/method/components/index.js';
import { ruleFields } from '../../core/method/edit-rules.js';
import { isForProgram } from '../../core/method/field-names.js';
import { componentInWords } from '../../core/method/method-in-words.js';
import { usePane } from '../context.js';
import { useCommonStyles } from '../ui/common-styles.js';
import { Notice } from '../ui/Notice.js';
import { useTask } from '../use-query.js';
import { useSubmit } from '../use-submit.js';
import { ClauseButtons } from './ClauseButtons.js';
import { EffectPreview } from './EffectPreview.js';
import { RuleFields } from './RuleFields.js';
import { RulesFileButtons } from './RulesFileButtons.js';
import { useRulesDraft, type RulesDraft } from './use-rules-draft.js';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: '8px' },
  component: {
    border: 'none',
    margin: 0,
    padding: '8px 0 0',
    minWidth: 0,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    display: 'flex',
    flexDirection: 'column',
    rowGap: '6px',
  },
  words: { padding: 0, color: tokens.colorNeutralForeground2, lineHeight: '20px' },
});

interface Props {
  readonly inForce: RulesInForce;
  /** Decimal places of a score. */
  readonly places: number;
  readonly onDone: () => void;
}

/** The values of a rule set being changed, with scores and ranks beside the present ones before anything is saved. */
export function MethodEditor({ inForce, places, onDone }: Props): ReactNode {
  const styles = useStyles();
  const common = useCommonStyles();
  const { t, session } = usePane();
  const { isSubmitting, submit } = useSubmit();
  const draft = useRulesDraft(inForce.rules);
  const { rules, faults, fileFault } = draft;
  const [rewordNotes, setRewordNotes] = useState(true);
  const { answer: effect } = useTask('methodEffect', [rules]);

  const isChanged = effect !== null && effect.differences.length > 0;
  const isReady = isChanged && fileFault === null && Object.keys(faults).length === 0;
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (!isReady) return;
    const report = { code: 'pane-method-saved', parameters: {} } as const;
    submit(event, () => session.execute('changeMethod', [rules, rewordNotes], report), onDone);
  };
  return (
    <form className={styles.form} onSubmit={save}>
      <DraftFields draft={draft} isShown={isOfMethodItself} />
      {(rules.method?.components ?? []).map((component, place) => (
        <ComponentFields key={component.id} draft={draft} component={component} place={place} />
      ))}
      <details>
        <summary>{t('pane-form-fields')}</summary>
        <DraftFields draft={draft} isShown={(path) => path.startsWith('form.')} />
      </details>
      {fileFault !== null && <Notice tone="error">{fileFault}</Notice>}
      <EffectPreview effect={effect} places={places} rewordNotes={rewordNotes} onRewordNotes={setRewordNotes} />
      <div className={common.actions}>
        <Button size="small" appearance="primary" type="submit" disabledFocusable={!isReady || isSubmitting}>
          {t('pane-confirm')}
        </Button>
        <Button size="small" onClick={onDone}>
          {t('pane-cancel')}
        </Button>
        <Button size="small" onClick={() => draft.replace(inForce.builtIn)}>
          {t('pane-built-in')}
        </Button>
        <RulesFileButtons rules={rules} onOpen={(file) => void draft.open(file)} />
      </div>
    </form>
  );
}

/** A component's rule in words, its fields and, where it has clauses, what adds and removes them. */
function ComponentFields({
  draft,
  component,
  place,
}: {
  readonly draft: RulesDraft;
  readonly component: Component;
  readonly place: number;
}): ReactNode {
  const styles = useStyles();
  return (
    <fieldset className={styles.component}>
      <legend className={styles.words}>
        {component.clause}、{componentInWords(component, draft.rules.form)}
      </legend>
      <DraftFields draft={draft} isShown={(path) => path.startsWith(`method.components.${place}.`)} />
      <ClauseButtons rules={draft.rules} place={place} onChange={draft.replace} />
    </fieldset>
  );
}

/** The fields with such a path that are for people. */
function DraftFields({
  draft: { rules, typed, faults, set },
  isShown,
}: {
  readonly draft: RulesDraft;
  readonly isShown: (path: string) => boolean;
}): ReactNode {
  const fields = useMemo(() => ruleFields(rules).filter(({ path }) => !isForProgram(path)), [rules]);
  return (
    <RuleFields fields={fields.filter(({ path }) => isShown(path))} typed={typed} faults={faults} onChange={set} />
  );
}

function isOfMethodItself(path: string): boolean {
  return path.startsWith('method.') && !path.startsWith('method.components.');
}
