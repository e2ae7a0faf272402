import { Button, Input, makeStyles, tokens } from '@fluentui/react-components';
import { ChevronDown16Regular, ChevronUp16Regular, Dismiss16Regular } from '@fluentui/react-icons';
import { useDeferredValue, useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Grid } from '../core/grid/grid.js';
import type { MessageKey, MessageParameters } from '../messages/index.js';
import { findCells, nextFound } from './find.js';
import type { Layout } from './geometry.js';
import type { CellSelection } from './moves.js';

const useStyles = makeStyles({
  // Over the sheet, which it does not push.
  bar: {
    position: 'absolute',
    top: '4px',
    right: '24px',
    zIndex: 5,
    display: 'flex',
    alignItems: 'center',
    columnGap: '4px',
    padding: '4px 8px',
    maxWidth: 'calc(100% - 32px)',
    boxSizing: 'border-box',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    boxShadow: tokens.shadow8,
  },
  field: { width: '160px', minWidth: '60px', flexShrink: 1 },
  count: { minWidth: '64px', fontSize: tokens.fontSizeBase200, whiteSpace: 'nowrap' },
});

interface Props {
  readonly grid: Grid;
  readonly layout: Layout;
  readonly selection: CellSelection;
  /** Raised whenever somebody asks to find while the bar is open. */
  readonly asked: number;
  readonly onSelect: (cell: CellSelection) => void;
  readonly onClose: () => void;
  readonly t: (key: MessageKey, parameters?: MessageParameters) => string;
}

/** Finds a text in the sheet: how often it is there, the next and the previous place. */
export function FindBar({ grid, layout, selection, asked, onSelect, onClose, t }: Props): ReactNode {
  const styles = useStyles();
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text);
  const found = useMemo(() => findCells(grid, layout, wanted), [grid, layout, wanted]);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), [asked]);
  const go = (direction: 1 | -1): void => {
    const cell = found[nextFound(found, selection, direction)];
    if (cell !== undefined) onSelect(cell);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter') go(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  };
  const place = found.findIndex(({ row, column }) => row === selection.row && column === selection.column);
  const count =
    place === -1
      ? t('viewer-found', { count: found.length })
      : t('viewer-found-at', { at: place + 1, count: found.length });
  return (
    <div className={styles.bar} role="search" aria-label={t('viewer-find')}>
      <Input
        ref={field}
        className={styles.field}
        size="small"
        aria-label={t('viewer-find')}
        placeholder={t('viewer-find')}
        value={text}
        onChange={(_, { value }) => setText(value)}
        onKeyDown={onKeyDown}
      />
      <span className={styles.count} role="status">
        {wanted !== '' && count}
      </span>
      <Button
        size="small"
        appearance="subtle"
        icon={<ChevronUp16Regular />}
        aria-label={t('viewer-find-previous')}
        title={t('viewer-find-previous')}
        onClick={() => go(-1)}
      />
      <Button
        size="small"
        appearance="subtle"
        icon={<ChevronDown16Regular />}
        aria-label={t('viewer-find-next')}
        title={t('viewer-find-next')}
        onClick={() => go(1)}
      />
      <Button
        size="small"
        appearance="subtle"
        icon={<Dismiss16Regular />}
        aria-label={t('pane-close')}
        title={t('pane-close')}
        onClick={onClose}
      />
    </div>
  );
}
