import { Button, makeStyles, mergeClasses, tokens, type ButtonProps } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  busy: {
    position: 'relative',
    overflow: 'hidden',
    '::after': {
      content: '""',
      position: 'absolute',
      left: 0,
      bottom: 0,
      height: '3px',
      width: '40%',
      backgroundColor: tokens.colorBrandBackground,
      animationName: { from: { transform: 'translateX(-100%)' }, to: { transform: 'translateX(250%)' } },
      animationDuration: '1.2s',
      animationIterationCount: 'infinite',
      '@media (prefers-reduced-motion: reduce)': { animationName: 'none', width: '100%' },
      '@media (forced-colors: active)': { backgroundColor: 'Highlight' },
    },
  },
});

type Props = ButtonProps & {
  /** What the button asks for is being done: that is shown on it at once, and it cannot be pressed again. */
  readonly isBusy: boolean;
};

/** A button for what may take a moment. */
export function ActionButton({ isBusy, disabledFocusable = false, className, ...rest }: Props): ReactNode {
  const styles = useStyles();
  return (
    <Button
      {...rest}
      className={mergeClasses(isBusy && styles.busy, className)}
      aria-busy={isBusy}
      disabledFocusable={disabledFocusable || isBusy}
    />
  );
}
