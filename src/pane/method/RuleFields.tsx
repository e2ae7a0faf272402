import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ChangeEvent, ReactNode } from 'react';
import { choicesOf } from '../../core/method/edit-rules.js';
import type { RuleField as RuleFieldData } from '../../core/method/fields.js';
import { useCommonStyles } from '../ui/common-styles.js';
import { selectsAllOnClick } from '../ui/select-all.js';

const useStyles = makeStyles({
  grid: { display: 'grid', gridTemplateColumns: '1fr minmax(72px, 40%)', gap: '4px 8px', alignItems: 'center' },
  // A field that is gone to by keyboard is not to stop below what lies at the foot.
  field: { scrollMarginBottom: 'calc(20vh + 90px)' },
  fault: { gridColumn: '1 / 3', color: tokens.colorStatusDangerForeground1 },
});

interface Props {
  readonly fields: readonly RuleFieldData[];
  /** What was typed and may not be a value yet, by path. */
  readonly typed: Readonly<Record<string, string>>;
  readonly faults: Readonly<Record<string, string>>;
  readonly onChange: (path: string, value: string) => void;
}

/** Values of a rule set beside their names; where only a few are possible, to be chosen. */
export function RuleFields({ fields, typed, faults, onChange }: Props): ReactNode {
  const styles = useStyles();
  return (
    <div className={styles.grid}>
      {fields.map((field) => (
        <RuleField
          key={field.path}
          field={field}
          typed={typed[field.path]}
          fault={faults[field.path]}
          onChange={(value) => onChange(field.path, value)}
        />
      ))}
    </div>
  );
}

interface FieldProps {
  readonly field: RuleFieldData;
  readonly typed: string | undefined;
  readonly fault: string | undefined;
  readonly onChange: (value: string) => void;
}

function RuleField({ field, typed, fault, onChange }: FieldProps): ReactNode {
  const styles = useStyles();
  return (
    <>
      <label htmlFor={field.path}>{field.label}</label>
      <ValueControl field={field} typed={typed} fault={fault} onChange={onChange} />
      {fault !== undefined && (
        <div className={styles.fault} role="alert">
          {fault}
        </div>
      )}
    </>
  );
}

function ValueControl({ field: { path, value }, typed, fault, onChange }: FieldProps): ReactNode {
  const styles = useStyles();
  const common = useCommonStyles();
  const field = mergeClasses(common.field, styles.field);
  const choices = choicesOf(path);
  const change = (event: ChangeEvent<HTMLInputElement | HTMLSelectElement>): void => onChange(event.target.value);
  if (choices === null) {
    const isWrong = fault !== undefined;
    return (
      <input
        id={path}
        className={field}
        value={typed ?? value}
        aria-invalid={isWrong}
        onChange={change}
        {...selectsAllOnClick}
      />
    );
  }
  return (
    <select id={path} className={field} value={value} onChange={change}>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.words}
        </option>
      ))}
    </select>
  );
}
