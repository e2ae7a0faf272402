import { Menu, MenuButton, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { usePane } from './context.js';
import type { TabName } from './tab-name.js';

interface Props {
  readonly rest: readonly TabName[];
  /** The one of them that is open; `null` where none is. */
  readonly open: TabName | null;
  readonly onChoose: (id: string) => void;
}

/** 更多: the tabs that the line has no room for. */
export default function MoreTabs({ rest, open, onChoose }: Props): ReactNode {
  const { t } = usePane();
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton
          id={open === null ? undefined : `tab-${open.id}`}
          size="small"
          appearance={open === null ? 'subtle' : 'primary'}
        >
          {t(open?.name ?? 'pane-more')}
        </MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {rest.map(({ id, name }) => (
            <MenuItem key={id} onClick={() => onChoose(id)}>
              {t(name)}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
