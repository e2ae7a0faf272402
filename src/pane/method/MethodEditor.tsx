import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useMemo, useState, type FormEvent, type ReactNode } from 'react';
import type { RulesInForce } from '../../app/method-effect.js';
import type { Component } from '../../core/method/components/index.js';
import { ruleFields } from '../../core/method/edit-rules.js';
import { isForProgram } from '../../core/method/field-names.js';
import { componentInWords } from '../../core/method/method-in-words.js';
import type { Publisher } from '../../ports/publisher.js';
import { usePane } from '../context.js';
import { ActionButton } from '../ui/ActionButton.js';
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
  // Always in sight, however far down the number stands that is being changed.
  foot: {
    position: 'sticky',
    bottom: '-10px',
    zIndex: 1,
    padding: '8px 0 10px',
    backgroundColor: tokens.colorNeutralBackground1,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    display: 'flex',
    flexDirection: 'column',
    rowGap: '8px',
  },
  // As high without an effect as with one: it must not grow over the field that is being typed in.
  effect: { height: '20vh', overflowY: 'auto', display: 'flex', flexDirection: 'column', rowGap: '8px' },
  words: { padding: 0, color: tokens.colorNeutralForeground2, lineHeight: '20px' },
});

interface Props {
  readonly inForce: RulesInForce;
  /** Decimal places of a score. */
  readonly places: number;
  readonly publisher: Publisher;
  readonly onDone: () => void;
}

/** The values of a rule set being changed, with scores and ranks beside the present ones before anything is saved. */
export function MethodEditor({ inForce, places, publisher, onDone }: Props): ReactNode {
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
      {(rules.method?.components ?? []).map((component, place) => (
        <ComponentFields key={component.id} draft={draft} component={component} place={place} />
      ))}
      <DraftFields draft={draft} isShown={isFigureOfMethod} />
      <details>
        <summary>{t('pane-method-texts')}</summary>
        <DraftFields draft={draft} isShown={isTextOfMethod} />
      </details>
      <details>
        <summary>{t('pane-form-fields')}</summary>
        <DraftFields draft={draft} isShown={(path) => path.startsWith('form.')} />
      </details>
      <div className={styles.foot}>
        <div className={styles.effect}>
          {fileFault !== null && <Notice tone="error">{fileFault}</Notice>}
          {!isChanged && fileFault === null && <span className={common.note}>{t('pane-method-unchanged')}</span>}
          <EffectPreview effect={effect} places={places} rewordNotes={rewordNotes} onRewordNotes={setRewordNotes} />
        </div>
        <div className={common.actions}>
          <ActionButton
            size="small"
            appearance="primary"
            type="submit"
            isBusy={isSubmitting}
            disabledFocusable={!isReady}
          >
            {t('pane-confirm')}
          </ActionButton>
          <Button size="small" onClick={onDone}>
            {t('pane-cancel')}
          </Button>
          <Button size="small" onClick={() => draft.replace(inForce.builtIn)}>
            {t('pane-built-in')}
          </Button>
          <RulesFileButtons rules={rules} save={publisher.save} onOpen={(file) => void draft.open(file)} />
        </div>
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
      <DraftFields draft={draft} isShown={(path) => path.startsWith(`method.components.${place}.`) && !isName(path)} />
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

/** Fields of the method itself by which scores are made; the others only name it. */
const FIGURES: ReadonlySet<string> = new Set(['method.cap', 'method.rounding.places', 'method.rank.by']);

function isFigureOfMethod(path: string): boolean {
  return FIGURES.has(path);
}

/** The numeral of a component, which stands before its words. */
function isName(path: string): boolean {
  return /^method\.components\.\d+\.clause$/.test(path);
}

function isTextOfMethod(path: string): boolean {
  const isOfMethodItself = path.startsWith('method.') && !path.startsWith('method.components.');
  return (isOfMethodItself && !FIGURES.has(path)) || isName(path);
}
