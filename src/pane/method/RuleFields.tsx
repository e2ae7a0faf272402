import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { choicesOf } from '../../core/method/edit-rules.js';
import type { RuleField } from '../../core/method/fields.js';
import { useCommonStyles } from '../ui/common-styles.js';

const useStyles = makeStyles({
  grid: { display: 'grid', gridTemplateColumns: '1fr minmax(72px, 40%)', gap: '4px 8px', alignItems: 'center' },
  fault: { gridColumn: '1 / 3', color: tokens.colorStatusDangerForeground1 },
});

interface Props {
  readonly fields: readonly RuleField[];
  /** What was typed and may not be a value yet, by path. */
  readonly typed: Readonly<Record<string, string>>;
  readonly faults: Readonly<Record<string, string>>;
  readonly onChange: (path: string, value: string) => void;
}

/** Values of a rule set beside their names; where only a few are possible, to be chosen. */
export function RuleFields({ fields, typed, faults, onChange }: Props): ReactNode {
  const styles = useStyles();
  const common = useCommonStyles();
  return (
    <div className={styles.grid}>
      {fields.map(({ path, label, value }) => {
        const choices = choicesOf(path);
        return [
          <label key={`${path} label`} htmlFor={path}>
            {label}
          </label>,
          choices === null ? (
            <input
              key={path}
              id={path}
              className={common.field}
              value={typed[path] ?? value}
              aria-invalid={path in faults}
              onChange={(event) => onChange(path, event.target.value)}
            />
          ) : (
            <select
              key={path}
              id={path}
              className={common.field}
              value={value}
              onChange={(event) => onChange(path, event.target.value)}
            >
              {choices.map((choice) => (
                <option key={choice.value} value={choice.value}>
                  {choice.words}
                </option>
              ))}
            </select>
          ),
          path in faults ? (
            <div key={`${path} fault`} className={styles.fault} role="alert">
              {faults[path]}
            </div>
          ) : null,
        ];
      })}
    </div>
  );
}
