import { Menu, MenuButton, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { RestorePoint } from '../../app/restore.js';
import { usePane } from '../context.js';

/** Restores what was before an earlier computation than the newest. */
export default function EarlierPoints({ points }: { readonly points: readonly RestorePoint[] }): ReactNode {
  const { t, time, session } = usePane();
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton size="small">{t('pane-restore-earlier')}</MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {points.map(({ id, at, cells }) => (
            <MenuItem key={id} onClick={() => void session.restore(id)}>
              {t('pane-restore-to', { time: time(at), cells })}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
