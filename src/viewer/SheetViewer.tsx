import {
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useState,
  type CSSProperties,
  type ReactNode,
} from 'react';
import { areaName, cellName } from '../core/grid/address.js';
import { formatAt, formulaAt, valueAt, type Area, type Grid } from '../core/grid/grid.js';
import { message, type Language, type MessageKey, type MessageParameters } from '../messages/index.js';
import type { SheetLook } from '../ports/appearance.js';
import { CellEditor, type Editing } from './CellEditor.js';
import { FindBar } from './FindBar.js';
import { FormulaBar } from './FormulaBar.js';
import { layOut, type Layout } from './geometry.js';
import { lookRules } from './look-rules.js';
import { areaAt, firstVisible, type CellSelection, type Move } from './moves.js';
import { isSameArea, summaryOf, type SelectedRange } from './ranges.js';
import { SheetFoot } from './SheetFoot.js';
import { sheetEvents } from './sheet-events.js';
import type { SheetPosition } from './sheet-keys.js';
import { SheetOverlay } from './SheetOverlay.js';
import { SheetPane } from './SheetPane.js';
import type { Marks, SheetRendering } from './sheet-rendering.js';
import { SHEET_RULES } from './sheet-rules.js';
import { useCellEditing, type EnterTexts, type RefusalOf, type SelectedCell } from './use-cell-editing.js';
import { useRange } from './use-range.js';
import { useScrolling } from './use-scrolling.js';
import { EDITOR_LINE, HEADER_HEIGHT, HEADER_WIDTH, useViewerStyles } from './viewer-styles.js';
import { frozenPart, renderedArea, rowsPerPage, scrollToCell, type SheetInViewport } from './viewport.js';

export interface SheetViewerProps {
  readonly grids: readonly Grid[];
  /** By the order of `grids`. */
  readonly looks: readonly SheetLook[];
  readonly active: string;
  readonly onActivate: (sheet: string) => void;
  readonly selection: CellSelection;
  readonly onSelect: (selection: CellSelection) => void;
  readonly marks: Marks;
  readonly refusalOf: RefusalOf;
  readonly onEnter: EnterTexts;
  readonly language: Language;
  readonly zoom: number;
  readonly onZoom: (zoom: number) => void;
}

/** A view of a workbook's sheets that can be walked through and corrected, by cells and blocks; no spreadsheet. */
export function SheetViewer(props: SheetViewerProps): ReactNode {
  const { grids, looks, active } = props;
  const index = Math.max(
    0,
    grids.findIndex(({ sheet }) => sheet === active),
  );
  const grid = grids[index];
  const look = looks[index];
  if (grid === undefined || look === undefined) return null;
  return <ActiveSheet {...props} grid={grid} look={look} />;
}

interface ActiveSheetProps extends SheetViewerProps {
  readonly grid: Grid;
  readonly look: SheetLook;
}

function ActiveSheet(props: ActiveSheetProps): ReactNode {
  const { grids, looks, grid, look, active, onActivate, selection, onSelect, language, zoom, onZoom } = props;
  const styles = useViewerStyles();
  const t = useCallback(
    (key: MessageKey, parameters: MessageParameters = {}) => message(language, key, parameters),
    [language],
  );
  const rendering = useRendering(props, t);
  const { id, layout } = rendering;
  useLookRules(look, zoom);
  const { scroller, viewport, layerRef, onScroll } = useScrolling(active);
  const selecting = useRange({ sheet: active, layout, merges: look.merges, selection, onSelect });
  const { range } = selecting;
  const activeArea = areaAt(layout, selection);
  const cell = selectedCell(grid, active, { row: activeArea.top, column: activeArea.left });
  const editor = useCellEditing({
    ...props,
    layout,
    cell,
    range,
    onSelectArea: (area) => selecting.selectRange(rangeOfArea(area)),
    t,
  });
  const isRange = !isSameArea(range.area, activeArea);
  const summary = useMemo(
    () => (isRange ? summaryOf(grid, layout, range.area) : null),
    [grid, layout, isRange, areaName(range.area)],
  );

  // Another sheet begins at its beginning, at the first cell that can be seen.
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0, left: 0 });
    editor.dismissReport();
    if (editor.editing !== null) editor.finish(editor.editing);
    const first = firstVisible(layout);
    const isAtOrigin = selection.row === 0 && selection.column === 0;
    const isOriginHidden = first.row > 0 || first.column > 0;
    if (isAtOrigin && isOriginHidden) onSelect(first);
  }, [active]);

  const frozen = frozenPart(layout, look, { zoom, viewport });
  const inViewport: SheetInViewport = { layout, zoom, viewport, frozen };
  useEffect(() => {
    if (scroller.current !== null) scrollToCell(scroller.current, selection, inViewport);
  }, [selection, active, layout, look, zoom, frozen.rows, frozen.columns, frozen.width, frozen.height]);

  const { followed } = selecting;
  useEffect(() => {
    if (scroller.current !== null && followed !== null) scrollToCell(scroller.current, followed, inViewport);
  }, [followed?.row, followed?.column]);

  const finishAndMove = (editing: Editing, move: Move | null, isTab: boolean): boolean => {
    if (!editor.finish(editing)) return false;
    if (move === null) return true;
    scroller.current?.focus();
    selecting.step(editing.cell, move, isTab);
    return true;
  };
  const discard = (): void => {
    editor.discard();
    scroller.current?.focus();
  };
  /** How often somebody has asked to find something while the bar is open; `null` while it is not. */
  const [finding, setFinding] = useState<number | null>(null);
  const onFind = (): void => setFinding((asked) => (asked ?? 0) + 1);
  const rendered = renderedArea(inViewport);
  const position: SheetPosition = { grid, layout, selection, rowsPerPage: rowsPerPage(inViewport) };
  const { rows, columns } = layout;
  const { editing } = editor;
  return (
    <div className={styles.root}>
      <FormulaBar cell={cell} report={editor.report} label={t('viewer-formula-bar')} />
      {finding !== null && (
        <div className={styles.findAnchor}>
          <FindBar
            grid={grid}
            layout={layout}
            selection={selection}
            asked={finding}
            onSelect={selecting.select}
            onClose={() => {
              setFinding(null);
              scroller.current?.focus();
            }}
            t={t}
          />
        </div>
      )}
      <div
        ref={scroller}
        className={styles.scroller}
        role="grid"
        aria-label={t('viewer-sheet', { sheet: active })}
        aria-rowcount={rows.count}
        aria-colcount={columns.count}
        aria-multiselectable
        aria-description={t('viewer-keys')}
        aria-activedescendant={`${id}-${activeArea.top}-${activeArea.left}`}
        tabIndex={0}
        onScroll={onScroll}
        {...sheetEvents({ cell, editor, position, selecting, look, inViewport, scroller, onFind })}
      >
        <SheetOverlay
          rendering={rendering}
          viewport={viewport}
          frozen={frozen}
          rendered={rendered}
          selected={range.area}
          active={activeArea}
          layerRef={layerRef}
        />
        <div
          role="rowgroup"
          className={styles.cells}
          style={{ width: columns.total * zoom, height: rows.total * zoom }}
        >
          <SheetPane
            rendering={rendering}
            rendered={rendered}
            region={{ top: frozen.rows, bottom: rows.count - 1, left: frozen.columns, right: columns.count - 1 }}
            selected={range.area}
            active={activeArea}
          />
        </div>
        {editing?.sheet === active && (
          <CellEditor
            key={`${editing.cell.row},${editing.cell.column}`}
            text={editing.text}
            isTypedOver={editing.isTypedOver}
            className={styles.input}
            label={t('viewer-correct', { cell: cellName(editing.cell.row, editing.cell.column) })}
            style={editorBox(editing, inViewport)}
            onType={(text) => editor.changeText(editing, text)}
            onFinish={(move, isTab) => finishAndMove(editing, move, isTab)}
            onDiscard={discard}
          />
        )}
      </div>
      <SheetFoot
        grids={grids}
        looks={looks}
        active={active}
        summary={summary}
        onActivate={onActivate}
        zoom={zoom}
        onZoom={onZoom}
        t={t}
      />
    </div>
  );
}

/** Lays a sheet out, and returns what rendering it takes: the same object as long as none of that changes. */
function useRendering(
  { grid, look, active, marks, zoom }: ActiveSheetProps,
  t: (key: MessageKey) => string,
): SheetRendering {
  const id = useId();
  const layout = useMemo((): Layout => layOut(grid, look), [grid, look]);
  const sheetMarks = useMemo(() => marks(active), [marks, active]);
  return useMemo(
    (): SheetRendering => ({
      id,
      grid,
      look,
      layout,
      zoom,
      marks: sheetMarks,
      wording: { changed: t('viewer-changed'), difference: t('viewer-difference'), problem: t('viewer-problem') },
    }),
    [id, grid, look, layout, zoom, sheetMarks, t],
  );
}

/** Adds the looks of a sheet to the document as style rules, while the sheet is shown. */
function useLookRules({ looks }: SheetLook, zoom: number): void {
  useLayoutEffect(() => {
    const rules = new CSSStyleSheet();
    rules.replaceSync(SHEET_RULES + lookRules(looks, zoom));
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, rules];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== rules);
    };
  }, [looks, zoom]);
}

function selectedCell(grid: Grid, sheet: string, { row, column }: CellSelection): SelectedCell {
  return {
    sheet,
    row,
    column,
    value: valueAt(grid, row, column),
    formula: formulaAt(grid, row, column),
    format: formatAt(grid, row, column),
  };
}

/** A range over an area that was just filled. */
function rangeOfArea(area: Area): SelectedRange {
  const { top, left, bottom, right } = area;
  return { active: { row: top, column: left }, corner: { row: bottom, column: right }, area };
}

/** Over the cell, also where the cell is frozen; as high as the lines that are typed. */
function editorBox({ cell, text }: Editing, { layout, zoom, viewport, frozen }: SheetInViewport): CSSProperties {
  const { rows, columns } = layout;
  const { top, left, bottom, right } = areaAt(layout, cell);
  const fontSize = Math.round(14 * zoom);
  const textHeight = text.split('\n').length * fontSize * EDITOR_LINE + 6;
  const place = {
    left: HEADER_WIDTH + columns.start(left) * zoom - 1,
    top: HEADER_HEIGHT + rows.start(top) * zoom - 1,
  };
  if (left < frozen.columns) place.left += viewport.left;
  if (top < frozen.rows) place.top += viewport.top;
  return {
    ...place,
    width: Math.max(80, columns.size(left, right) * zoom + 2),
    height: Math.max(24, rows.size(top, bottom) * zoom + 2, textHeight),
    fontSize,
  };
}
