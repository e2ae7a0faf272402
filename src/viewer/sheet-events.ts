import type { ClipboardEvent, KeyboardEvent, MouseEvent, RefObject } from 'react';
import { flushSync } from 'react-dom';
import type { SheetLook } from '../ports/appearance.js';
import { copiedCells, shownBlock } from './blocks.js';
import { blockOfHtml, blockOfText, htmlOfCells, textOfBlock, type Block } from './clipboard.js';
import type { CellSelection } from './moves.js';
import { rangeTo, usedPart, wholeColumns, wholeRows, type SelectedRange } from './ranges.js';
import { cellForKey, isControlKey, type SheetPosition } from './sheet-keys.js';
import type { CellEditing, SelectedCell } from './use-cell-editing.js';
import type { RangeSelection } from './use-range.js';
import { cellAtPoint, type SheetInViewport } from './viewport.js';

/** What the events of a sheet work with. */
interface EventContext {
  readonly cell: SelectedCell;
  readonly editor: CellEditing;
  readonly position: SheetPosition;
  readonly selecting: RangeSelection;
  readonly look: SheetLook;
  readonly inViewport: SheetInViewport;
  readonly scroller: RefObject<HTMLElement | null>;
  /** Somebody wants to find a text. */
  readonly onFind: () => void;
}

interface SheetEvents {
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onMouseDown: (event: MouseEvent) => void;
  readonly onDoubleClick: (event: MouseEvent) => void;
  readonly onCopy: (event: ClipboardEvent) => void;
  readonly onCut: (event: ClipboardEvent) => void;
  readonly onPaste: (event: ClipboardEvent) => void;
}

/** What keys, mouse and clipboard do in a sheet. */
export function sheetEvents(context: EventContext): SheetEvents {
  const { editor } = context;
  return {
    onKeyDown: (event) => {
      if (isField(event.target)) return;
      // A Chinese input method goes on in the field that is opened for it.
      if (event.key === 'Process') return flushSync(() => editor.start(''));
      if (event.altKey) return;
      const isHandled = selectForKey(event, context) || editForKey(event, editor);
      if (isHandled) event.preventDefault();
    },
    onMouseDown: (event) => selectByMouse(event, context),
    onDoubleClick: ({ target }) => {
      if (!isField(target) && cellOf(target) !== null) editor.start(null);
    },
    onCopy: (event) => {
      if (!isField(event.target)) copy(event, context);
    },
    onCut: (event) => {
      if (isField(event.target)) return;
      copy(event, context);
      editor.cut();
    },
    onPaste: (event) => {
      if (isField(event.target)) return;
      event.preventDefault();
      editor.paste(blockOf(event.clipboardData));
    },
  };
}

/** What lies on the clipboard: its table, where it has one, as line breaks within cells are certain there. */
function blockOf(data: DataTransfer): Block {
  const html = data.getData('text/html');
  const table = html === '' ? null : blockOfHtml(html);
  return table ?? blockOfText(data.getData('text/plain'));
}

function copy(event: ClipboardEvent, { position, selecting }: EventContext): void {
  const area = usedPart(position.layout, selecting.range.area);
  event.preventDefault();
  if (area === null) return;
  event.clipboardData.setData('text/plain', textOfBlock(shownBlock(position, area)));
  event.clipboardData.setData('text/html', htmlOfCells(copiedCells(position, area)));
}

/** Moves or extends the selection where a key asks for it; returns whether it did. */
function selectForKey(event: KeyboardEvent, context: EventContext): boolean {
  const { selecting, scroller } = context;
  const { key, shiftKey } = event;
  const isControl = isControlKey(event);
  if (isControl && commandForKey(event, context)) return true;
  if (key === ' ' && (isControl || shiftKey)) {
    const { range } = selecting;
    selecting.selectRange(isControl ? columnsOf(range, context) : rowsOf(range, context));
    return true;
  }
  if (!isControl && (key === 'Enter' || key === 'Tab')) return stepForKey(event, context);
  if (key === 'Escape') {
    // So that a keyboard can leave the sheet, too: Tab goes on to what follows it.
    scroller.current?.setAttribute(TAB_LEAVES, '');
    return true;
  }
  return moveForKey(event, context);
}

/** Ctrl+A and Ctrl+F; returns whether it was one of them. */
function commandForKey({ key, shiftKey }: KeyboardEvent, { selecting, onFind }: EventContext): boolean {
  const letter = shiftKey ? '' : key.toLowerCase();
  if (letter === 'a') selecting.selectAll();
  else if (letter === 'f') onFind();
  else return false;
  return true;
}

function moveForKey(event: KeyboardEvent, { position, selecting }: EventContext): boolean {
  const from = event.shiftKey ? selecting.range.corner : position.selection;
  const destination = cellForKey(event, { ...position, selection: from });
  if (destination === null) return false;
  if (event.shiftKey) selecting.extendTo(destination);
  else selecting.select(destination);
  return true;
}

/** On the sheet while its next Tab leaves it. */
const TAB_LEAVES = 'data-tab-leaves';

/** Enter goes down and Tab to the right, with Shift back. After Escape, Tab leaves the sheet. */
function stepForKey({ key, shiftKey }: KeyboardEvent, { position, selecting, scroller }: EventContext): boolean {
  const isTab = key === 'Tab';
  if (isTab && scroller.current?.hasAttribute(TAB_LEAVES) === true) {
    scroller.current.removeAttribute(TAB_LEAVES);
    return false;
  }
  const step = shiftKey ? -1 : 1;
  selecting.step(position.selection, isTab ? { rows: 0, columns: step } : { rows: step, columns: 0 }, isTab);
  return true;
}

function rowsOf({ area }: SelectedRange, { position }: EventContext): SelectedRange {
  return wholeRows(position.layout, area.top, area.bottom);
}

function columnsOf({ area }: SelectedRange, { position }: EventContext): SelectedRange {
  return wholeColumns(position.layout, area.left, area.right);
}

/** Edits the selected cells where a key asks for it; returns whether it did. */
function editForKey(event: KeyboardEvent, editor: CellEditing): boolean {
  const { key } = event;
  if (isControlKey(event)) {
    if (key.toLowerCase() !== 'd') return false;
    editor.fillDown();
    return true;
  }
  if (key === 'F2') editor.start(null);
  else if (key === 'Delete') editor.clear();
  else if (key === 'Backspace') editor.start('');
  else if (key.length === 1 && key !== ' ') editor.start(key);
  else return false;
  return true;
}

/** Selects what the mouse is pressed on, and on to where it is dragged. */
function selectByMouse(event: MouseEvent, context: EventContext): void {
  if (event.button !== 0 || isField(event.target)) return;
  const header = headerOf(event.target);
  const pressed = cellOf(event.target);
  if (header !== null) selectByHeader(event, header, context);
  else if (pressed !== null) selectByCell(event, pressed, context);
}

function selectByCell(event: MouseEvent, pressed: CellSelection, context: EventContext): void {
  const { selecting, look, position, inViewport, scroller } = context;
  const { active } = selecting.range;
  const start = event.shiftKey ? active : pressed;
  if (event.shiftKey) selecting.extendTo(pressed);
  else selecting.select(pressed);
  followMouse((moved) => {
    const corner = scroller.current === null ? null : cellAtPoint(scroller.current, moved, inViewport);
    if (corner === null) return;
    selecting.selectRange(rangeTo({ layout: position.layout, merges: look.merges }, start, corner), true);
  });
}

interface Header {
  readonly isColumn: boolean;
  readonly index: number;
}

function selectByHeader(event: MouseEvent, { isColumn, index }: Header, context: EventContext): void {
  const { selecting, position, inViewport, scroller } = context;
  const { active } = selecting.range;
  const whole = isColumn ? wholeColumns : wholeRows;
  const first = isColumn ? active.column : active.row;
  const start = event.shiftKey ? first : index;
  selecting.selectRange(whole(position.layout, start, index));
  followMouse((moved) => {
    const corner = scroller.current === null ? null : cellAtPoint(scroller.current, moved, inViewport);
    if (corner !== null) selecting.selectRange(whole(position.layout, start, isColumn ? corner.column : corner.row));
  });
}

/** Calls something with each move of the mouse until its button is let go. */
function followMouse(onMove: (event: globalThis.MouseEvent) => void): void {
  const controller = new AbortController();
  const { signal } = controller;
  window.addEventListener(
    'mousemove',
    (event) => {
      if (event.buttons === 0) controller.abort();
      else onMove(event);
    },
    { signal },
  );
  window.addEventListener('mouseup', () => controller.abort(), { signal });
}

/** The field over a cell handles its own events. */
function isField(target: EventTarget): boolean {
  return target instanceof HTMLTextAreaElement;
}

/** Returns the cell that an element belongs to, by its `data-cell`: "row,column". */
function cellOf(target: EventTarget): CellSelection | null {
  if (!(target instanceof Element)) return null;
  const place = target.closest<HTMLElement>('[data-cell]')?.dataset['cell']?.split(',').map(Number);
  const row = place?.[0];
  const column = place?.[1];
  if (row === undefined || column === undefined) return null;
  return { row, column };
}

/** Returns the header that an element belongs to. */
function headerOf(target: EventTarget): Header | null {
  if (!(target instanceof HTMLElement)) return null;
  const { column, row } = target.dataset;
  if (column !== undefined) return { isColumn: true, index: Number(column) };
  return row === undefined ? null : { isColumn: false, index: Number(row) };
}
