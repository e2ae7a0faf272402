import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  line: {
    display: 'grid',
    gridTemplateColumns: '16px 1fr',
    columnGap: '8px',
    alignItems: 'start',
    padding: '4px 0',
    cursor: 'pointer',
    lineHeight: '20px',
  },
  box: {
    width: '16px',
    height: '16px',
    margin: '2px 0 0',
    accentColor: tokens.colorBrandBackground,
    cursor: 'inherit',
  },
});

/** A tick box with its words beside it. */
export function Tick({
  checked,
  disabled = false,
  onChange,
  children,
}: {
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
}): ReactNode {
  const styles = useStyles();
  return (
    <label className={styles.line}>
      <input
        className={styles.box}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>{children}</span>
    </label>
  );
}
