import type { ReactNode } from 'react';
import { usePane } from '../context.js';
import { useCommonStyles } from '../ui/common-styles.js';

/** Stands where an effect will be shown, from the moment in which it is asked for. */
export function WorkingOut(): ReactNode {
  const common = useCommonStyles();
  const { t } = usePane();
  return (
    <div className={common.note} role="status">
      {t('pane-working-out')}
    </div>
  );
}
