import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import { cellName, columnName } from '../core/grid/address.js';
import { formatAt, formulaAt, valueAt, type Area, type CellValue, type Grid } from '../core/grid/grid.js';
import { message, type Language, type MessageKey, type MessageParameters } from '../messages/index.js';
import { MOST_COLUMNS, type CellLook, type SheetLook } from '../ports/appearance.js';
import { cellStyle } from './cell-style.js';
import { shownText } from './cell-text.js';
import { layOut } from './geometry.js';

export interface CellSelection {
  readonly row: number;
  readonly column: number;
}

/** Why a cell is marked. */
export type Mark = 'changed' | 'difference' | 'problem';

export interface SheetViewerProps {
  readonly grids: readonly Grid[];
  /** By the order of `grids`. */
  readonly looks: readonly SheetLook[];
  readonly active: string;
  readonly onActivate: (sheet: string) => void;
  readonly selection: CellSelection;
  readonly onSelect: (selection: CellSelection) => void;
  /** By `sheet!row,column`. */
  readonly marks: ReadonlyMap<string, Mark>;
  /** Somebody has typed into a cell that holds no formula; tells why where it is not taken. */
  readonly onEdit: (selection: CellSelection, text: string) => string | null;
  readonly language: Language;
  readonly zoom: number;
  readonly onZoom: (zoom: number) => void;
}

const HEADER_HEIGHT = 22;
const HEADER_WIDTH = 46;
const GRID_LINE = '1px solid #d9d9d9';
const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2];
const MARGIN = 200;

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', minWidth: 0, minHeight: 0, height: '100%', backgroundColor: tokens.colorNeutralBackground3 },
  bar: { display: 'flex', alignItems: 'center', columnGap: '8px', padding: '4px 8px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, minHeight: '24px', backgroundColor: tokens.colorNeutralBackground1 },
  name: { minWidth: '48px', fontWeight: tokens.fontWeightSemibold },
  content: { flex: '1 1 auto', minWidth: 0, overflowX: 'auto', whiteSpace: 'nowrap', fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  scroller: { flex: '1 1 0', minHeight: 0, overflow: 'auto', position: 'relative', backgroundColor: '#fff', color: '#000', outline: 'none', ':focus-visible': { boxShadow: `inset 0 0 0 2px ${tokens.colorStrokeFocus2}` }, '@media (forced-colors: active)': { forcedColorAdjust: 'none' } },
  anchor: { position: 'sticky', top: 0, left: 0, width: 0, height: 0, zIndex: 3 },
  overlay: { position: 'absolute', overflow: 'hidden', pointerEvents: 'none' },
  cell: { position: 'absolute', boxSizing: 'border-box', display: 'flex', overflow: 'hidden', padding: '0 2px', lineHeight: 1.25, cursor: 'cell', pointerEvents: 'auto', overflowWrap: 'anywhere' },
  frozen: { backgroundColor: '#fff' },
  spilling: { overflow: 'visible', zIndex: 1 },
  header: { position: 'absolute', boxSizing: 'border-box', display: 'flex', alignItems: 'center', justifyContent: 'center', backgroundColor: '#f3f3f3', color: '#444', fontSize: '12px', borderRight: '1px solid #c8c8c8', borderBottom: '1px solid #c8c8c8', userSelect: 'none' },
  headerChosen: { backgroundColor: '#d3e5f5', color: '#0b4a7d', fontWeight: 600 },
  chosen: { outline: '2px solid #0f6cbd', outlineOffset: '-2px', zIndex: 2 },
  mark: { '::after': { content: '""', position: 'absolute', top: 0, right: 0, borderTopStyle: 'solid', borderRightStyle: 'solid', borderBottomStyle: 'solid', borderLeftStyle: 'solid', borderTopWidth: 0, borderRightWidth: '8px', borderBottomWidth: '8px', borderLeftWidth: 0 } },
  changed: { '::after': { borderTopColor: 'transparent', borderBottomColor: 'transparent', borderLeftColor: 'transparent', borderRightColor: '#0e700e' } },
  difference: { '::after': { borderTopColor: 'transparent', borderBottomColor: 'transparent', borderLeftColor: 'transparent', borderRightColor: '#bc4b09' } },
  problem: { '::after': { borderTopColor: 'transparent', borderBottomColor: 'transparent', borderLeftColor: 'transparent', borderRightColor: '#b10e1c' } },
  row: { display: 'contents' },
  input: { position: 'absolute', boxSizing: 'border-box', border: '2px solid #0f6cbd', padding: '0 2px', fontSize: '14px', zIndex: 4, minWidth: '80px', backgroundColor: '#fff', color: '#000' },
  foot: { display: 'flex', alignItems: 'center', columnGap: '8px', borderTop: `1px solid ${tokens.colorNeutralStroke2}`, backgroundColor: tokens.colorNeutralBackground1 },
  tabs: { display: 'flex', flex: '1 1 auto', minWidth: 0, overflowX: 'auto' },
  tab: { border: 'none', borderRight: `1px solid ${tokens.colorNeutralStroke2}`, borderTop: '3px solid transparent', padding: '4px 12px', whiteSpace: 'nowrap', fontFamily: 'inherit', fontSize: tokens.fontSizeBase300, color: tokens.colorNeutralForeground2, backgroundColor: 'transparent', cursor: 'pointer', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' } },
  tabChosen: { color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold, backgroundColor: tokens.colorNeutralBackground1Selected, borderTopColor: tokens.colorCompoundBrandStroke },
  zoom: { marginRight: '8px', fontFamily: 'inherit', fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground1, backgroundColor: tokens.colorNeutralBackground1, border: `1px solid ${tokens.colorNeutralStroke1}`, borderRadius: tokens.borderRadiusSmall },
  refused: { color: tokens.colorStatusDangerForeground1 },
});

/** A picture of a workbook's sheets that can be walked through and corrected, cell by cell; no spreadsheet. */
export function SheetViewer(props: SheetViewerProps): ReactNode {
  const { grids, looks, active, onActivate, selection, onSelect, onEdit, language, zoom, onZoom, marks } = props;
  const styles = useStyles();
  const id = useId();
  const t = useCallback((key: MessageKey, parameters: MessageParameters = {}) => message(language, key, parameters), [language]);
  const shownSheets = grids.filter(({ visibility }) => visibility === 'visible');
  const index = Math.max(0, grids.findIndex(({ sheet }) => sheet === active));
  const [grid, look] = [grids[index], looks[index]];
  const scroller = useRef<HTMLDivElement>(null);
  const [port, setPort] = useState({ top: 0, left: 0, width: 800, height: 600 });
  const [editing, edit] = useState<string | null>(null);
  const [refused, refuse] = useState<string | null>(null);
  const layout = useMemo(() => (grid === undefined || look === undefined ? null : layOut(grid, look)), [grid, look]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = (): void => setPort({ top: element.scrollTop, left: element.scrollLeft, width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [active]);

  // Another sheet begins at its beginning.
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0, left: 0 });
  }, [active]);

  const frozenWidth = layout === null || look === undefined ? 0 : layout.columns.size(0, look.frozen.columns - 1) * zoom;
  const frozenHeight = layout === null || look === undefined ? 0 : layout.rows.size(0, look.frozen.rows - 1) * zoom;

  // The chosen cell comes into sight.
  useEffect(() => {
    const element = scroller.current;
    if (element === null || layout === null || look === undefined) return;
    const [left, top] = [layout.columns.start(selection.column) * zoom, layout.rows.start(selection.row) * zoom];
    const [right, bottom] = [left + layout.columns.size(selection.column) * zoom, top + layout.rows.size(selection.row) * zoom];
    const width = element.clientWidth - HEADER_WIDTH;
    const height = element.clientHeight - HEADER_HEIGHT;
    if (selection.column >= look.frozen.columns) {
      if (left < element.scrollLeft + frozenWidth) element.scrollLeft = left - frozenWidth;
      else if (right > element.scrollLeft + width) element.scrollLeft = right - width;
    }
    if (selection.row >= look.frozen.rows) {
      if (top < element.scrollTop + frozenHeight) element.scrollTop = top - frozenHeight;
      else if (bottom > element.scrollTop + height) element.scrollTop = bottom - height;
    }
  }, [selection, active, layout, look, zoom, frozenWidth, frozenHeight]);

  if (grid === undefined || look === undefined || layout === null) return null;
  const { rows, columns, mergeAt } = layout;
  const chosenArea = mergeAt.get(`${selection.row},${selection.column}`);
  const chosen = chosenArea === undefined ? selection : { row: chosenArea.top, column: chosenArea.left };
  const value = valueAt(grid, chosen.row, chosen.column);
  const formula = formulaAt(grid, chosen.row, chosen.column);
  const cellId = (row: number, column: number): string => `${id}-${row}-${column}`;

  const first = { row: Math.max(look.frozen.rows, rows.at((port.top + frozenHeight - MARGIN) / zoom)), column: Math.max(look.frozen.columns, columns.at((port.left + frozenWidth - MARGIN) / zoom)) };
  const last = { row: rows.at((port.top + port.height + MARGIN) / zoom), column: columns.at((port.left + port.width + MARGIN) / zoom) };

  const begin = (text: string | null): void => {
    refuse(null);
    if (formula !== null) return refuse(t('viewer-formula-cell'));
    edit(text ?? (value === null ? '' : typeof value === 'object' ? value.error : String(value)));
  };
  const finish = (text: string, by: CellSelection): void => {
    const why = onEdit(chosen, text);
    refuse(why);
    if (why === null) {
      edit(null);
      move(by.row, by.column);
    }
    scroller.current?.focus();
  };
  const move = (byRow: number, byColumn: number): void => {
    const from = chosenArea ?? { top: selection.row, bottom: selection.row, left: selection.column, right: selection.column };
    let row = byRow > 0 ? from.bottom + byRow : byRow < 0 ? from.top + byRow : selection.row;
    let column = byColumn > 0 ? from.right + byColumn : byColumn < 0 ? from.left + byColumn : selection.column;
    // Hidden rows and columns are stepped over.
    while (row > 0 && row < rows.count - 1 && rows.size(row) === 0) row += Math.sign(byRow) || 1;
    while (column > 0 && column < columns.count - 1 && columns.size(column) === 0) column += Math.sign(byColumn) || 1;
    onSelect({ row: Math.max(0, Math.min(rows.count - 1, row)), column: Math.max(0, Math.min(columns.count - 1, column)) });
  };
  const page = Math.max(1, Math.floor(port.height / (rows.total / rows.count) / zoom) - 2);
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => move(1, 0), ArrowUp: () => move(-1, 0), ArrowRight: () => move(0, 1), ArrowLeft: () => move(0, -1),
    PageDown: () => move(page, 0), PageUp: () => move(-page, 0), Home: () => onSelect({ row: selection.row, column: 0 }), End: () => onSelect({ row: selection.row, column: columns.count - 4 }),
    Enter: () => begin(null), F2: () => begin(null), Delete: () => void (formula === null ? finish('', { row: 0, column: 0 }) : refuse(t('viewer-formula-cell'))),
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (editing !== null) return;
    if (event.ctrlKey && event.key === 'Home') onSelect({ row: 0, column: 0 });
    else if (event.ctrlKey && event.key === 'End') onSelect({ row: rows.count - 11, column: columns.count - 4 });
    else if (event.key in keys && !event.ctrlKey && !event.altKey) keys[event.key]?.();
    else if (event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey && event.key !== ' ') begin(event.key);
    else return;
    event.preventDefault();
  };
  const onMouseDown = (event: MouseEvent): void => {
    const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-cell]')?.dataset['cell']?.split(',').map(Number);
    if (cell?.[0] !== undefined && cell[1] !== undefined) onSelect({ row: cell[0], column: cell[1] });
  };

  const drawCell = (row: number, column: number, offset: CellSelection, isFrozen: boolean): ReactNode => {
    const area: Area = mergeAt.get(`${row},${column}`) ?? { top: row, left: column, bottom: row, right: column };
    const [width, height] = [columns.size(area.left, area.right) * zoom, rows.size(area.top, area.bottom) * zoom];
    if (width === 0 || height === 0) return null;
    const cellLook = look.looks[look.cells.get(area.top * MOST_COLUMNS + area.left) ?? 0];
    const content = valueAt(grid, area.top, area.left);
    const mark = marks.get(`${active}!${area.top},${area.left}`);
    const isSpilling = area.right === area.left && spills(content, cellLook) && valueAt(grid, area.top, area.left + 1) === null;
    const isChosen = area.top === chosen.row && area.left === chosen.column;
    const style = { ...cellStyle(cellLook, content, zoom, look.gridLines ? GRID_LINE : '1px solid transparent'), ...outerBorders(look, area) };
    // Borders of neighbours lie on each other.
    return (
      <div
        key={`${area.top},${area.left}`} id={cellId(area.top, area.left)} role="gridcell" data-cell={`${area.top},${area.left}`} aria-colindex={area.left + 1} aria-selected={isChosen}
        {...(area.right > area.left ? { 'aria-colspan': area.right - area.left + 1 } : {})} {...(area.bottom > area.top ? { 'aria-rowspan': area.bottom - area.top + 1 } : {})}
        {...(mark === undefined ? {} : { title: t(`viewer-${mark}`) })}
        className={mergeClasses(styles.cell, isFrozen && styles.frozen, isSpilling && styles.spilling, mark !== undefined && styles.mark, mark !== undefined && styles[mark], isChosen && styles.chosen)}
        style={{ ...style, left: columns.start(area.left) * zoom - offset.column - 1, top: rows.start(area.top) * zoom - offset.row - 1, width: width + 1, height: height + 1 }}
      >
        <span>{shownText(content, formatAt(grid, area.top, area.left))}</span>
      </div>
    );
  };
  const drawRows = (fromRow: number, toRow: number, fromColumn: number, toColumn: number, offset: CellSelection, isFrozen: boolean): ReactNode => {
    const drawn = new Set<string>();
    return range(fromRow, toRow).map((row) => (
      <div key={row} role="row" aria-rowindex={row + 1} className={styles.row}>
        {range(fromColumn, toColumn).map((column) => {
          const area = mergeAt.get(`${row},${column}`);
          const key = area === undefined ? `${row},${column}` : `${area.top},${area.left}`;
          if (drawn.has(key)) return null;
          drawn.add(key);
          return drawCell(row, column, offset, isFrozen);
        })}
      </div>
    ));
  };
  const [frozenRows, frozenColumns] = [look.frozen.rows, look.frozen.columns];
  const editBox = chosenArea ?? { left: chosen.column, right: chosen.column, top: chosen.row, bottom: chosen.row };

  return (
    <div className={styles.root}>
      <div className={styles.bar}>
        <span className={styles.name}>{cellName(chosen.row, chosen.column)}</span>
        <span className={styles.content} role="status" aria-label={t('viewer-formula-bar')}>{refused === null ? (formula ?? (value === null ? '' : typeof value === 'object' ? value.error : String(value))) : <span className={styles.refused}>{refused}</span>}</span>
      </div>
      <div
        ref={scroller} className={styles.scroller} role="grid" aria-label={t('viewer-sheet', { sheet: active })} aria-rowcount={rows.count} aria-colcount={columns.count} aria-activedescendant={cellId(chosen.row, chosen.column)} tabIndex={0}
        onScroll={({ currentTarget: { scrollTop: top, scrollLeft: left, clientWidth: width, clientHeight: height } }) => setPort({ top, left, width, height })}
        onKeyDown={onKeyDown} onMouseDown={onMouseDown} onDoubleClick={() => begin(null)}
      >
        <div className={styles.anchor} role="presentation">
          <div className={styles.overlay} role="presentation" style={{ left: HEADER_WIDTH, top: 0, width: port.width - HEADER_WIDTH, height: HEADER_HEIGHT }} aria-hidden="true">
            {[...range(0, frozenColumns - 1), ...range(first.column, last.column)].map((column) => <div key={column} className={mergeClasses(styles.header, column === chosen.column && styles.headerChosen)} style={{ left: columns.start(column) * zoom - (column < frozenColumns ? 0 : port.left), top: 0, width: columns.size(column) * zoom, height: HEADER_HEIGHT, zIndex: column < frozenColumns ? 1 : 0, ...(columns.size(column) === 0 ? { display: 'none' } : {}) }}>{columnName(column)}</div>)}
          </div>
          <div className={styles.overlay} role="presentation" style={{ left: 0, top: HEADER_HEIGHT, width: HEADER_WIDTH, height: port.height - HEADER_HEIGHT }} aria-hidden="true">
            {[...range(0, frozenRows - 1), ...range(first.row, last.row)].map((row) => <div key={row} className={mergeClasses(styles.header, row === chosen.row && styles.headerChosen)} style={{ left: 0, top: rows.start(row) * zoom - (row < frozenRows ? 0 : port.top), width: HEADER_WIDTH, height: rows.size(row) * zoom, zIndex: row < frozenRows ? 1 : 0, ...(rows.size(row) === 0 ? { display: 'none' } : {}) }}>{row + 1}</div>)}
          </div>
          <div className={styles.header} aria-hidden="true" style={{ left: 0, top: 0, width: HEADER_WIDTH, height: HEADER_HEIGHT }} />
          {frozenRows === 0 ? null : <div className={styles.overlay} role="rowgroup" style={{ left: HEADER_WIDTH + frozenWidth, top: HEADER_HEIGHT, width: port.width - HEADER_WIDTH - frozenWidth, height: frozenHeight }}>{drawRows(0, frozenRows - 1, first.column, last.column, { row: 0, column: port.left + frozenWidth }, true)}</div>}
          {frozenColumns === 0 ? null : <div className={styles.overlay} role="rowgroup" style={{ left: HEADER_WIDTH, top: HEADER_HEIGHT + frozenHeight, width: frozenWidth, height: port.height - HEADER_HEIGHT - frozenHeight }}>{drawRows(first.row, last.row, 0, frozenColumns - 1, { row: port.top + frozenHeight, column: 0 }, true)}</div>}
          {frozenRows === 0 || frozenColumns === 0 ? null : <div className={styles.overlay} role="rowgroup" style={{ left: HEADER_WIDTH, top: HEADER_HEIGHT, width: frozenWidth, height: frozenHeight }}>{drawRows(0, frozenRows - 1, 0, frozenColumns - 1, { row: 0, column: 0 }, true)}</div>}
        </div>
        <div role="rowgroup" style={{ position: 'absolute', left: HEADER_WIDTH, top: HEADER_HEIGHT, width: columns.total * zoom, height: rows.total * zoom }}>
          {drawRows(first.row, last.row, first.column, last.column, { row: 0, column: 0 }, false)}
          {editing === null ? null : (
            <input
              className={styles.input} aria-label={t('viewer-correct', { cell: cellName(chosen.row, chosen.column) })} autoFocus value={editing}
              style={{ left: columns.start(editBox.left) * zoom - 1, top: rows.start(editBox.top) * zoom - 1, width: Math.max(80, columns.size(editBox.left, editBox.right) * zoom + 2), height: Math.max(24, rows.size(editBox.top, editBox.bottom) * zoom + 2) }}
              onChange={(event) => edit(event.target.value)} onBlur={() => edit(null)}
              onKeyDown={(event) => {
                if (event.key === 'Enter') finish(editing, { row: event.shiftKey ? -1 : 1, column: 0 });
                else if (event.key === 'Tab') finish(editing, { row: 0, column: event.shiftKey ? -1 : 1 });
                else if (event.key === 'Escape') { edit(null); scroller.current?.focus(); }
                else return;
                event.preventDefault();
                event.stopPropagation();
              }}
            />
          )}
        </div>
      </div>
      <div className={styles.foot}>
        <div className={styles.tabs} role="tablist" aria-label={t('viewer-sheets')}>
          {shownSheets.map(({ sheet }) => {
            const colour = looks[grids.findIndex((one) => one.sheet === sheet)]?.tabColour ?? null;
            return <button key={sheet} type="button" role="tab" aria-selected={sheet === active} tabIndex={sheet === active ? 0 : -1} className={mergeClasses(styles.tab, sheet === active && styles.tabChosen)} style={colour === null ? {} : { borderTopColor: `#${colour}` }} onClick={() => onActivate(sheet)} onKeyDown={(event) => nextTab(event, shownSheets.map((one) => one.sheet), sheet, onActivate)}>{sheet}</button>;
          })}
        </div>
        <select className={styles.zoom} aria-label={t('viewer-zoom')} value={zoom} onChange={(event) => onZoom(Number(event.target.value))}>{ZOOMS.map((one) => <option key={one} value={one}>{`${one * 100}%`}</option>)}</select>
      </div>
    </div>
  );
}

/** Text that is neither wrapped nor moved to the right runs on over empty neighbours. */
function spills(content: CellValue, look: CellLook | undefined): boolean {
  return typeof content === 'string' && look?.wrap !== true && (look === undefined || look.horizontal === 'general' || look.horizontal === 'left');
}

/** The border at the far side of a merged area is that of the cell there. */
function outerBorders(look: SheetLook, area: Area): { readonly borderRight?: string; readonly borderBottom?: string } {
  if (area.right === area.left && area.bottom === area.top) return {};
  const far = look.looks[look.cells.get(area.bottom * MOST_COLUMNS + area.right) ?? 0];
  if (far === undefined) return {};
  const { borderRight, borderBottom } = cellStyle(far, null, 1, GRID_LINE);
  return { borderRight: String(borderRight), borderBottom: String(borderBottom) };
}

function nextTab(event: KeyboardEvent<HTMLButtonElement>, sheets: readonly string[], sheet: string, onActivate: (sheet: string) => void): void {
  const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  const next = sheets[sheets.indexOf(sheet) + by];
  if (by === 0 || next === undefined) return;
  event.preventDefault();
  onActivate(next);
  const tabs = event.currentTarget.parentElement?.querySelectorAll<HTMLElement>('[role=tab]');
  tabs?.[sheets.indexOf(next)]?.focus();
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
