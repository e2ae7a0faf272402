import { Menu, MenuButton, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { usePane } from './context.js';
import type { TabName } from './tab-name.js';

/** 更多: the tab that the line has no room for. */
export default function MoreTabs({ last, isOpen, onChoose }: { readonly last: TabName; readonly isOpen: boolean; readonly onChoose: (id: string) => void }): ReactNode {
  const { t } = usePane();
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton id={`tab-${last.id}`} size="small" appearance={isOpen ? 'primary' : 'subtle'}>{t(isOpen ? last.name : 'pane-more')}</MenuButton>
      </MenuTrigger>
      <MenuPopover><MenuList><MenuItem onClick={() => onChoose(last.id)}>{t(last.name)}</MenuItem></MenuList></MenuPopover>
    </Menu>
  );
}
