import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ClipboardEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react';
import { flushSync } from 'react-dom';
import { cellName } from '../core/grid/address.js';
import { formatAt, formulaAt, valueAt, type Area, type Grid } from '../core/grid/grid.js';
import { typedText } from '../core/grid/typed.js';
import { message, type Language, type MessageKey, type MessageParameters } from '../messages/index.js';
import type { SheetLook } from '../ports/appearance.js';
import { CellEditor, type Editing } from './CellEditor.js';
import { shownText } from './cell-text.js';
import { layOut } from './geometry.js';
import { Headers } from './Headers.js';
import { lookRules } from './look-sheet.js';
import { copiedText, pastedText } from './clipboard.js';
import { areaAt, firstVisible, jumped, moved, rowEnd, type CellSelection } from './moves.js';
import { SheetFoot } from './SheetFoot.js';
import { SheetPane } from './SheetPane.js';
import type { Marks, Painting } from './SheetRow.js';
import { SHEET_RULES } from './sheet-rules.js';

export interface SheetViewerProps {
  readonly grids: readonly Grid[];
  /** By the order of `grids`. */
  readonly looks: readonly SheetLook[];
  readonly active: string;
  readonly onActivate: (sheet: string) => void;
  readonly selection: CellSelection;
  readonly onSelect: (selection: CellSelection) => void;
  readonly marks: Marks;
  /** Why a typed text cannot be taken at all; `null` where it can. */
  readonly refusalOf: (text: string) => string | null;
  /** Somebody has typed into a cell that holds no formula; resolves with why where it was not taken. */
  readonly onEdit: (sheet: string, cell: CellSelection, text: string) => Promise<string | null>;
  readonly language: Language;
  readonly zoom: number;
  readonly onZoom: (zoom: number) => void;
}

const EDITOR_LINE = 1.35;
/** Frozen rows and columns that would leave less than this to scroll in are not frozen. */
const LEAST_ROOM = 60;
const HEADER_HEIGHT = 22;
const HEADER_WIDTH = 46;
/** What is drawn beyond the edges of the window, and the steps in which it moves: between them nothing is drawn anew. */
const [MARGIN_ROWS, MARGIN_COLUMNS, STEP_ROWS, STEP_COLUMNS] = [6, 2, 8, 4];

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    minWidth: 0,
    minHeight: 0,
    height: '100%',
    backgroundColor: tokens.colorNeutralBackground3,
  },
  bar: {
    display: 'flex',
    alignItems: 'center',
    columnGap: '8px',
    padding: '4px 8px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    minHeight: '24px',
    backgroundColor: tokens.colorNeutralBackground1,
  },
  name: {
    minWidth: '56px',
    fontWeight: tokens.fontWeightSemibold,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  content: {
    flex: '1 1 auto',
    minWidth: 0,
    maxHeight: '60px',
    overflow: 'auto',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  formula: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  scroller: {
    flex: '1 1 0',
    minHeight: 0,
    overflow: 'auto',
    position: 'relative',
    backgroundColor: '#fff',
    color: '#000',
    outline: 'none',
    ':focus-visible': { boxShadow: `inset 0 0 0 2px ${tokens.colorStrokeFocus2}` },
    '@media (forced-colors: active)': { forcedColorAdjust: 'none' },
  },
  cells: { position: 'absolute', left: `${HEADER_WIDTH}px`, top: `${HEADER_HEIGHT}px`, isolation: 'isolate' },
  anchor: { position: 'sticky', top: 0, left: 0, width: 0, height: 0, zIndex: 3 },
  // Nothing but the sheet's own scrolling moves what is frozen.
  overlay: { position: 'absolute', overflow: 'clip', pointerEvents: 'none' },
  layer: { position: 'absolute', left: 0, top: 0, isolation: 'isolate' },
  frozen: { backgroundColor: '#fff' },
  frozenRight: { borderRight: '1px solid #8a8a8a', boxSizing: 'content-box' },
  frozenBottom: { borderBottom: '1px solid #8a8a8a', boxSizing: 'content-box' },
  header: {
    position: 'absolute',
    boxSizing: 'border-box',
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    overflow: 'hidden',
    backgroundColor: '#f3f3f3',
    color: '#444',
    fontSize: '12px',
    borderRight: '1px solid #c8c8c8',
    borderBottom: '1px solid #c8c8c8',
    userSelect: 'none',
  },
  headerChosen: { backgroundColor: '#d3e5f5', color: '#0b4a7d', fontWeight: 600 },
  chosen: {
    position: 'absolute',
    boxSizing: 'border-box',
    border: '2px solid #0f6cbd',
    zIndex: 2,
    pointerEvents: 'none',
  },
  input: {
    position: 'absolute',
    boxSizing: 'border-box',
    border: '2px solid #0f6cbd',
    padding: '0 2px',
    margin: 0,
    lineHeight: EDITOR_LINE,
    zIndex: 4,
    minWidth: '80px',
    backgroundColor: '#fff',
    color: '#000',
    fontFamily: 'inherit',
    resize: 'none',
    overflow: 'hidden',
    whiteSpace: 'pre',
  },
  refused: { color: tokens.colorStatusDangerForeground1 },
});

/** A picture of a workbook's sheets that can be walked through and corrected, cell by cell; no spreadsheet. */
export function SheetViewer(props: SheetViewerProps): ReactNode {
  const { grids, looks, active, onActivate, selection, onSelect, refusalOf, onEdit, language, zoom, onZoom, marks } =
    props;
  const styles = useStyles();
  const id = useId();
  const t = useCallback(
    (key: MessageKey, parameters: MessageParameters = {}) => message(language, key, parameters),
    [language],
  );
  const index = Math.max(
    0,
    grids.findIndex(({ sheet }) => sheet === active),
  );
  const [grid, look] = [grids[index], looks[index]];
  const scroller = useRef<HTMLDivElement>(null);
  const followers = useRef(
    new Map<string, { readonly element: HTMLElement; readonly x: boolean; readonly y: boolean }>(),
  );
  const [port, setPort] = useState({ top: 0, left: 0, width: 800, height: 600 });
  const [editing, edit] = useState<Editing | null>(null);
  const [refused, refuse] = useState<string | null>(null);
  const layout = useMemo(() => (grid === undefined || look === undefined ? null : layOut(grid, look)), [grid, look]);
  const own = useMemo(() => marks(active), [marks, active]);
  const painting = useMemo(
    (): Painting | null =>
      grid === undefined || look === undefined || layout === null
        ? null
        : {
            id,
            grid,
            look,
            layout,
            zoom,
            marks: own,
            wording: { changed: t('viewer-changed'), difference: t('viewer-difference'), problem: t('viewer-problem') },
          },
    [id, grid, look, layout, zoom, own, t],
  );
  useLookRules(look, zoom);

  // What is frozen and the headers go along with the scrolling without being drawn anew.
  const scrolled = useRef({ top: 0, left: 0 });
  const follow = useCallback((): void => {
    // Asking the element where it stands, right after it was drawn, would have it laid out twice.
    const { top, left } = scrolled.current;
    for (const { element: layer, x, y } of followers.current.values())
      layer.style.transform = `translate(${x ? -left : 0}px, ${y ? -top : 0}px)`;
  }, []);
  useLayoutEffect(follow);
  const follower =
    (name: string, x: boolean, y: boolean) =>
    (element: HTMLDivElement | null): void => {
      if (element === null) followers.current.delete(name);
      else followers.current.set(name, { element, x, y });
    };

  const measure = useCallback((): void => {
    const element = scroller.current;
    if (element === null) return;
    const { scrollTop: top, scrollLeft: left, clientWidth: width, clientHeight: height } = element;
    scrolled.current = { top, left };
    setPort((known) =>
      known.top === top && known.left === left && known.width === width && known.height === height
        ? known
        : { top, left, width, height },
    );
  }, []);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [active, measure]);

  const take = (sheet: string, cell: CellSelection, text: string): void => void onEdit(sheet, cell, text).then(refuse);
  /** Tells whether what was typed is done with: a text that cannot be taken stays in its field. */
  const finish = ({ sheet, cell, original, text }: Editing): boolean => {
    const isChanged = text !== original;
    const why = isChanged ? refusalOf(text) : null;
    refuse(why);
    if (why !== null) return false;
    edit(null);
    if (isChanged) take(sheet, cell, text);
    return true;
  };

  // Another sheet begins at its beginning, at the first cell that can be seen.
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0, left: 0 });
    refuse(null);
    if (editing !== null) finish(editing);
    const first = layout === null ? null : firstVisible(layout);
    if (first !== null && selection.row === 0 && selection.column === 0 && first.row + first.column > 0)
      onSelect(first);
  }, [active]);
  useEffect(() => {
    if (editing === null) refuse(null);
  }, [selection]);

  const frozen =
    layout === null || look === undefined
      ? { rows: 0, columns: 0 }
      : {
          rows:
            layout.rows.size(0, look.frozen.rows - 1) * zoom + HEADER_HEIGHT + LEAST_ROOM > port.height
              ? 0
              : look.frozen.rows,
          columns:
            layout.columns.size(0, look.frozen.columns - 1) * zoom + HEADER_WIDTH + LEAST_ROOM > port.width
              ? 0
              : look.frozen.columns,
        };
  const frozenWidth = (layout?.columns.size(0, frozen.columns - 1) ?? 0) * zoom;
  const frozenHeight = (layout?.rows.size(0, frozen.rows - 1) ?? 0) * zoom;

  // The chosen cell comes into sight.
  useEffect(() => {
    const element = scroller.current;
    if (element === null || layout === null || look === undefined) return;
    const { top: topRow, bottom: bottomRow, left: leftColumn, right: rightColumn } = areaAt(layout, selection);
    const [left, top] = [layout.columns.start(leftColumn) * zoom, layout.rows.start(topRow) * zoom];
    const [right, bottom] = [
      left + layout.columns.size(leftColumn, rightColumn) * zoom,
      top + layout.rows.size(topRow, bottomRow) * zoom,
    ];
    const width = element.clientWidth - HEADER_WIDTH;
    const height = element.clientHeight - HEADER_HEIGHT;
    if (selection.column >= frozen.columns) {
      if (left < element.scrollLeft + frozenWidth || right - left > width) element.scrollLeft = left - frozenWidth;
      else if (right > element.scrollLeft + width) element.scrollLeft = right - width;
    }
    if (selection.row >= frozen.rows) {
      if (top < element.scrollTop + frozenHeight || bottom - top > height) element.scrollTop = top - frozenHeight;
      else if (bottom > element.scrollTop + height) element.scrollTop = bottom - height;
    }
  }, [selection, active, layout, look, zoom, frozen.rows, frozen.columns, frozenWidth, frozenHeight]);

  if (grid === undefined || look === undefined || layout === null || painting === null) return null;
  const { rows, columns } = layout;
  const chosen = areaAt(layout, selection);
  const value = valueAt(grid, chosen.top, chosen.left);
  const format = formatAt(grid, chosen.top, chosen.left);
  const formula = formulaAt(grid, chosen.top, chosen.left);
  const [frozenRows, frozenColumns] = [frozen.rows, frozen.columns];
  const down = (place: number, step: number): number => Math.floor(place / step) * step;
  const up = (place: number, step: number, count: number): number =>
    Math.min(count - 1, (Math.floor(place / step) + 1) * step - 1);
  const drawn: Area = {
    top: Math.max(frozenRows, down(rows.at((port.top + frozenHeight) / zoom) - MARGIN_ROWS, STEP_ROWS)),
    bottom: up(rows.at((port.top + port.height) / zoom) + MARGIN_ROWS, STEP_ROWS, rows.count),
    left: Math.max(frozenColumns, down(columns.at((port.left + frozenWidth) / zoom) - MARGIN_COLUMNS, STEP_COLUMNS)),
    right: up(columns.at((port.left + port.width) / zoom) + MARGIN_COLUMNS, STEP_COLUMNS, columns.count),
  };

  const begin = (text: string | null): void => {
    if (formula !== null) return refuse(t('viewer-formula-cell'));
    refuse(null);
    const original = typedText(value, format);
    edit({
      sheet: active,
      cell: { row: chosen.top, column: chosen.left },
      original,
      text: text ?? original,
      isTypedOver: text !== null,
    });
  };
  /** Takes what was typed, and goes on where `by` says. */
  const goOn = (typed: Editing, by: CellSelection | null): boolean => {
    if (!finish(typed)) return false;
    if (by === null) return true;
    scroller.current?.focus();
    onSelect(moved(layout, typed.cell, by.row, by.column));
    return true;
  };
  const takeHere = (text: string): void => take(active, { row: chosen.top, column: chosen.left }, text);
  const clear = (): void =>
    formula !== null ? refuse(t('viewer-formula-cell')) : value !== null ? takeHere('') : undefined;
  const screen = Math.max(
    1,
    rows.at((port.top + port.height - HEADER_HEIGHT) / zoom) - rows.at((port.top + frozenHeight) / zoom) - 1,
  );
  const by = (row: number, column: number) => (): void => onSelect(moved(layout, selection, row, column));
  const jump = (row: number, column: number) => (): void => onSelect(jumped(grid, layout, selection, row, column));
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: by(1, 0),
    ArrowUp: by(-1, 0),
    ArrowRight: by(0, 1),
    ArrowLeft: by(0, -1),
    PageDown: by(screen, 0),
    PageUp: by(-screen, 0),
    Home: () => onSelect({ row: selection.row, column: 0 }),
    End: () => onSelect(rowEnd(grid, layout, selection.row)),
    Enter: () => begin(null),
    F2: () => begin(null),
    Delete: clear,
    Backspace: () => begin(''),
  };
  const keysWithControl: Readonly<Record<string, () => void>> = {
    ArrowDown: jump(1, 0),
    ArrowUp: jump(-1, 0),
    ArrowRight: jump(0, 1),
    ArrowLeft: jump(0, -1),
    Home: () => onSelect({ row: 0, column: 0 }),
    End: () => onSelect(layout.lastUsed),
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isField(event.target)) return;
    const control = event.ctrlKey || event.metaKey;
    const act = event.altKey ? undefined : control ? keysWithControl[event.key] : keys[event.key];
    // A Chinese input method goes on in the field that is opened for it.
    if (event.key === 'Process') return flushSync(() => begin(''));
    if (act !== undefined) act();
    else if (event.key.length === 1 && !control && !event.altKey && event.key !== ' ') begin(event.key);
    else return;
    event.preventDefault();
  };
  const onMouseDown = (event: MouseEvent): void => {
    const cell = (event.target as HTMLElement)
      .closest<HTMLElement>('[data-cell]')
      ?.dataset['cell']?.split(',')
      .map(Number);
    if (cell?.[0] !== undefined && cell[1] !== undefined) onSelect({ row: cell[0], column: cell[1] });
  };
  const onCopy = (event: ClipboardEvent): void => {
    if (isField(event.target)) return;
    event.clipboardData.setData('text/plain', copiedText(shownText(value, format)));
    event.preventDefault();
  };
  const onPaste = (event: ClipboardEvent): void => {
    if (isField(event.target)) return;
    event.preventDefault();
    const text = pastedText(event.clipboardData.getData('text/plain'));
    if (text === null) return refuse(t('viewer-paste-one'));
    if (text === '') return refuse(t('viewer-paste-nothing'));
    if (formula !== null) return refuse(t('viewer-formula-cell'));
    const why = refusalOf(text);
    if (why === null) takeHere(text);
    else refuse(why);
  };

  const pane = (window: Area, region: Area): ReactNode => (
    <SheetPane painting={painting} window={window} region={region} chosen={chosen} chosenClass={styles.chosen} />
  );
  const [lastRow, lastColumn] = [rows.count - 1, columns.count - 1];
  const inFrozenRows = { top: 0, bottom: frozenRows - 1 };
  const inFrozenColumns = { left: 0, right: frozenColumns - 1 };
  const frozenPane = (
    name: string,
    box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
    x: boolean,
    y: boolean,
    edges: string,
    window: Area,
    region: Area,
  ): ReactNode => (
    <div className={mergeClasses(styles.overlay, styles.frozen, edges)} role="rowgroup" style={box}>
      {/* The layer's own origin is that of the sheet. */}
      <div style={{ position: 'absolute', left: x ? -frozenWidth : 0, top: y ? -frozenHeight : 0 }} role="presentation">
        <div ref={follower(name, x, y)} className={styles.layer} role="presentation">
          {pane(window, region)}
        </div>
      </div>
    </div>
  );
  const headers = (isColumns: boolean, from: number, to: number): ReactNode => (
    <Headers
      axis={isColumns ? columns : rows}
      from={from}
      to={to}
      zoom={zoom}
      isColumns={isColumns}
      chosenFrom={isColumns ? chosen.left : chosen.top}
      chosenTo={isColumns ? chosen.right : chosen.bottom}
      thickness={isColumns ? HEADER_HEIGHT : HEADER_WIDTH}
      className={styles.header}
      chosenClass={styles.headerChosen}
    />
  );
  const [restWidth, restHeight] = [
    Math.max(0, port.width - HEADER_WIDTH - frozenWidth),
    Math.max(0, port.height - HEADER_HEIGHT - frozenHeight),
  ];

  return (
    <div className={styles.root}>
      <div className={styles.bar}>
        <span className={styles.name}>{cellName(chosen.top, chosen.left)}</span>
        <span
          className={mergeClasses(styles.content, formula !== null && styles.formula)}
          role="status"
          aria-label={t('viewer-formula-bar')}
        >
          {refused === null ? (
            formula === null ? (
              typedText(value, format)
            ) : (
              `${formula}　→　${shownText(value, format)}`
            )
          ) : (
            <span className={styles.refused}>{refused}</span>
          )}
        </span>
      </div>
      <div
        ref={scroller}
        className={styles.scroller}
        role="grid"
        aria-label={t('viewer-sheet', { sheet: active })}
        aria-rowcount={rows.count}
        aria-colcount={columns.count}
        aria-activedescendant={`${id}-${chosen.top}-${chosen.left}`}
        tabIndex={0}
        onScroll={() => {
          measure();
          follow();
        }}
        onKeyDown={onKeyDown}
        onMouseDown={onMouseDown}
        onDoubleClick={({ target }) => {
          if (!isField(target)) begin(null);
        }}
        onCopy={onCopy}
        onPaste={onPaste}
      >
        <div className={styles.anchor} role="presentation">
          <div
            className={styles.overlay}
            style={{ left: HEADER_WIDTH + frozenWidth, top: 0, width: restWidth, height: HEADER_HEIGHT }}
            aria-hidden="true"
          >
            <div style={{ position: 'absolute', left: -frozenWidth }}>
              <div ref={follower('letters', true, false)} className={styles.layer}>
                {headers(true, drawn.left, drawn.right)}
              </div>
            </div>
          </div>
          <div
            className={styles.overlay}
            style={{ left: HEADER_WIDTH, top: 0, width: frozenWidth, height: HEADER_HEIGHT }}
            aria-hidden="true"
          >
            {headers(true, 0, frozenColumns - 1)}
          </div>
          <div
            className={styles.overlay}
            style={{ left: 0, top: HEADER_HEIGHT + frozenHeight, width: HEADER_WIDTH, height: restHeight }}
            aria-hidden="true"
          >
            <div style={{ position: 'absolute', top: -frozenHeight }}>
              <div ref={follower('numbers', false, true)} className={styles.layer}>
                {headers(false, drawn.top, drawn.bottom)}
              </div>
            </div>
          </div>
          <div
            className={styles.overlay}
            style={{ left: 0, top: HEADER_HEIGHT, width: HEADER_WIDTH, height: frozenHeight }}
            aria-hidden="true"
          >
            {headers(false, 0, frozenRows - 1)}
          </div>
          <div
            className={styles.header}
            aria-hidden="true"
            style={{ left: 0, top: 0, width: HEADER_WIDTH, height: HEADER_HEIGHT }}
          />
          {frozenRows === 0
            ? null
            : frozenPane(
                'rows',
                { left: HEADER_WIDTH + frozenWidth, top: HEADER_HEIGHT, width: restWidth, height: frozenHeight },
                true,
                false,
                styles.frozenBottom,
                { ...inFrozenRows, left: drawn.left, right: drawn.right },
                { ...inFrozenRows, left: frozenColumns, right: lastColumn },
              )}
          {frozenColumns === 0
            ? null
            : frozenPane(
                'columns',
                { left: HEADER_WIDTH, top: HEADER_HEIGHT + frozenHeight, width: frozenWidth, height: restHeight },
                false,
                true,
                styles.frozenRight,
                { ...inFrozenColumns, top: drawn.top, bottom: drawn.bottom },
                { ...inFrozenColumns, top: frozenRows, bottom: lastRow },
              )}
          {frozenRows === 0 || frozenColumns === 0
            ? null
            : frozenPane(
                'corner',
                { left: HEADER_WIDTH, top: HEADER_HEIGHT, width: frozenWidth, height: frozenHeight },
                false,
                false,
                mergeClasses(styles.frozenBottom, styles.frozenRight),
                { ...inFrozenRows, ...inFrozenColumns },
                { ...inFrozenRows, ...inFrozenColumns },
              )}
        </div>
        <div
          role="rowgroup"
          className={styles.cells}
          style={{ width: columns.total * zoom, height: rows.total * zoom }}
        >
          {pane(drawn, { top: frozenRows, bottom: lastRow, left: frozenColumns, right: lastColumn })}
        </div>
        {editing === null || editing.sheet !== active ? null : (
          <CellEditor
            key={`${editing.cell.row},${editing.cell.column}`}
            text={editing.text}
            isTypedOver={editing.isTypedOver}
            className={styles.input}
            label={t('viewer-correct', { cell: cellName(editing.cell.row, editing.cell.column) })}
            style={editorPlace(areaAt(layout, editing.cell), editing.text)}
            onType={(text) => edit({ ...editing, text })}
            onFinish={(by) => goOn(editing, by)}
            onLeave={() => {
              edit(null);
              refuse(null);
              scroller.current?.focus();
            }}
          />
        )}
      </div>
      <SheetFoot
        grids={grids}
        looks={looks}
        active={active}
        onActivate={onActivate}
        zoom={zoom}
        onZoom={onZoom}
        t={t}
      />
    </div>
  );

  /** Over the cell, also where the cell is frozen; as high as the lines that are typed. */
  function editorPlace(
    { top, left, bottom, right }: Area,
    text: string,
  ): {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
    readonly fontSize: number;
  } {
    const fontSize = Math.round(14 * zoom);
    return {
      left: HEADER_WIDTH + columns.start(left) * zoom + (left < frozenColumns ? port.left : 0) - 1,
      top: HEADER_HEIGHT + rows.start(top) * zoom + (top < frozenRows ? port.top : 0) - 1,
      width: Math.max(80, columns.size(left, right) * zoom + 2),
      height: Math.max(24, rows.size(top, bottom) * zoom + 2, text.split('\n').length * fontSize * EDITOR_LINE + 6),
      fontSize,
    };
  }
}

/** What happens in the field over a cell is not meant for the sheet. */
function isField(target: EventTarget): boolean {
  return target instanceof HTMLTextAreaElement;
}

/** Gives the document the looks of a sheet as rules, while the sheet is shown. */
function useLookRules(look: SheetLook | undefined, zoom: number): void {
  const looks = look?.looks;
  useLayoutEffect(() => {
    if (looks === undefined) return;
    const rules = new CSSStyleSheet();
    rules.replaceSync(SHEET_RULES + lookRules(looks, zoom));
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, rules];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== rules);
    };
  }, [looks, zoom]);
}
