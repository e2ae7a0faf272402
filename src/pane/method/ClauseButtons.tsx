import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { hasClauses } from '../../core/method/components/index.js';
import { withNewClause, withoutClause } from '../../core/method/edit-rules.js';
import type { Rules } from '../../core/method/read-rules.js';
import { usePane } from '../context.js';
import { useCommonStyles } from '../ui/common-styles.js';

interface Props {
  readonly rules: Rules;
  /** The component's place in the method. */
  readonly place: number;
  readonly onChange: (rules: Rules) => void;
}

/** Adds a clause to a component, or removes one; nothing where the component has no clauses. */
export function ClauseButtons({ rules, place, onChange }: Props): ReactNode {
  const common = useCommonStyles();
  const { t } = usePane();
  const component = rules.method?.components[place];
  if (component === undefined || !hasClauses(component)) return null;
  return (
    <div className={common.actions}>
      <Button size="small" onClick={() => onChange(withNewClause(rules, place))}>
        {t('pane-add-clause')}
      </Button>
      {component.clauses.map(({ number }, index) => (
        <Button key={`${number} ${index}`} size="small" onClick={() => onChange(withoutClause(rules, place, index))}>
          {t('pane-remove-clause', { clause: number })}
        </Button>
      ))}
    </div>
  );
}
