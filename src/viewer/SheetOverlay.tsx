import { mergeClasses } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Area } from '../core/grid/grid.js';
import { Headers } from './Headers.js';
import { SheetPane } from './SheetPane.js';
import type { SheetRendering } from './sheet-rendering.js';
import type { ScrolledLayer, Scrolling } from './use-scrolling.js';
import { HEADER_HEIGHT, HEADER_WIDTH, useViewerStyles } from './viewer-styles.js';
import type { Frozen, Viewport } from './viewport.js';

/** A sheet as its window shows it. */
export interface SheetWindow {
  readonly rendering: SheetRendering;
  readonly viewport: Viewport;
  readonly frozen: Frozen;
  /** The cells that are rendered of the part that scrolls. */
  readonly rendered: Area;
  /** The selected cells. */
  readonly selected: Area;
  /** The cell among them that typing goes into, or its merged area. */
  readonly active: Area;
  readonly layerRef: Scrolling['layerRef'];
}

/** Pixels of the page. */
interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What stays in sight while a sheet scrolls: the headers, the frozen rows and columns. */
export function SheetOverlay(shown: SheetWindow): ReactNode {
  const { frozen, rendered } = shown;
  const styles = useViewerStyles();
  const corner: Box = { left: HEADER_WIDTH, top: HEADER_HEIGHT, width: frozen.width, height: frozen.height };
  const rest = restOf(shown);
  return (
    <div className={styles.anchor} role="presentation">
      <div
        className={styles.overlay}
        style={{ left: rest.left, top: 0, width: rest.width, height: HEADER_HEIGHT }}
        role="rowgroup"
      >
        <div style={{ position: 'absolute', left: -frozen.width }} role="presentation">
          <div
            ref={shown.layerRef({ name: 'letters', movesX: true, movesY: false })}
            className={styles.layer}
            role="presentation"
          >
            <ColumnLetters shown={shown} from={rendered.left} to={rendered.right} />
          </div>
        </div>
      </div>
      <div
        className={styles.overlay}
        style={{ left: corner.left, top: 0, width: corner.width, height: HEADER_HEIGHT }}
        role={frozen.columns > 0 ? 'rowgroup' : 'presentation'}
      >
        <ColumnLetters shown={shown} from={0} to={frozen.columns - 1} />
      </div>
      <div
        className={styles.overlay}
        style={{ left: 0, top: rest.top, width: HEADER_WIDTH, height: rest.height }}
        role="rowgroup"
      >
        <div style={{ position: 'absolute', top: -frozen.height }} role="presentation">
          <div
            ref={shown.layerRef({ name: 'numbers', movesX: false, movesY: true })}
            className={styles.layer}
            role="presentation"
          >
            <RowNumbers shown={shown} from={rendered.top} to={rendered.bottom} />
          </div>
        </div>
      </div>
      <div
        className={styles.overlay}
        style={{ left: 0, top: corner.top, width: HEADER_WIDTH, height: corner.height }}
        role={frozen.rows > 0 ? 'rowgroup' : 'presentation'}
      >
        <RowNumbers shown={shown} from={0} to={frozen.rows - 1} />
      </div>
      <div
        className={styles.header}
        aria-hidden="true"
        style={{ left: 0, top: 0, width: HEADER_WIDTH, height: HEADER_HEIGHT }}
      />
      <FrozenPanes shown={shown} corner={corner} rest={rest} />
    </div>
  );
}

/** Where the part that scrolls lies in the window. */
function restOf({ viewport, frozen }: SheetWindow): Box {
  const left = HEADER_WIDTH + frozen.width;
  const top = HEADER_HEIGHT + frozen.height;
  return {
    left,
    top,
    width: Math.max(0, viewport.width - left),
    height: Math.max(0, viewport.height - top),
  };
}

interface HeadersProps {
  readonly shown: SheetWindow;
  readonly from: number;
  readonly to: number;
}

function ColumnLetters({ shown: { rendering, selected }, from, to }: HeadersProps): ReactNode {
  const styles = useViewerStyles();
  return (
    <Headers
      axis={rendering.layout.columns}
      from={from}
      to={to}
      zoom={rendering.zoom}
      isColumns
      selectedFrom={selected.left}
      selectedTo={selected.right}
      thickness={HEADER_HEIGHT}
      className={styles.header}
      selectedClass={styles.headerChosen}
    />
  );
}

function RowNumbers({ shown: { rendering, selected }, from, to }: HeadersProps): ReactNode {
  const styles = useViewerStyles();
  return (
    <Headers
      axis={rendering.layout.rows}
      from={from}
      to={to}
      zoom={rendering.zoom}
      isColumns={false}
      selectedFrom={selected.top}
      selectedTo={selected.bottom}
      thickness={HEADER_WIDTH}
      className={styles.header}
      selectedClass={styles.headerChosen}
    />
  );
}

/** The frozen rows, the frozen columns, and the corner where they meet. */
function FrozenPanes({
  shown,
  corner,
  rest,
}: {
  readonly shown: SheetWindow;
  readonly corner: Box;
  readonly rest: Box;
}): ReactNode {
  const styles = useViewerStyles();
  const { rendering, frozen, rendered } = shown;
  const { rows, columns } = rendering.layout;
  const frozenRows = { top: 0, bottom: frozen.rows - 1 };
  const frozenColumns = { left: 0, right: frozen.columns - 1 };
  const hasRows = frozen.rows > 0;
  const hasColumns = frozen.columns > 0;
  return (
    <>
      {hasRows && (
        <FrozenPane
          shown={shown}
          box={{ ...corner, left: rest.left, width: rest.width }}
          layer={{ name: 'rows', movesX: true, movesY: false }}
          className={styles.frozenBottom}
          rendered={{ ...frozenRows, left: rendered.left, right: rendered.right }}
          region={{ ...frozenRows, left: frozen.columns, right: columns.count - 1 }}
        />
      )}
      {hasColumns && (
        <FrozenPane
          shown={shown}
          box={{ ...corner, top: rest.top, height: rest.height }}
          layer={{ name: 'columns', movesX: false, movesY: true }}
          className={styles.frozenRight}
          rendered={{ ...frozenColumns, top: rendered.top, bottom: rendered.bottom }}
          region={{ ...frozenColumns, top: frozen.rows, bottom: rows.count - 1 }}
        />
      )}
      {hasRows && hasColumns && (
        <FrozenPane
          shown={shown}
          box={corner}
          layer={{ name: 'corner', movesX: false, movesY: false }}
          className={mergeClasses(styles.frozenBottom, styles.frozenRight)}
          rendered={{ ...frozenRows, ...frozenColumns }}
          region={{ ...frozenRows, ...frozenColumns }}
        />
      )}
    </>
  );
}

interface FrozenPaneProps {
  readonly shown: SheetWindow;
  readonly box: Box;
  readonly layer: ScrolledLayer;
  readonly className: string;
  readonly rendered: Area;
  /** The rows and columns that belong to this pane. */
  readonly region: Area;
}

function FrozenPane({ shown, box, layer, className, rendered, region }: FrozenPaneProps): ReactNode {
  const styles = useViewerStyles();
  // The layer's own origin is that of the sheet.
  const origin = { left: 0, top: 0 };
  if (layer.movesX) origin.left = -shown.frozen.width;
  if (layer.movesY) origin.top = -shown.frozen.height;
  return (
    <div className={mergeClasses(styles.overlay, styles.frozen, className)} role="rowgroup" style={box}>
      <div style={{ position: 'absolute', left: origin.left, top: origin.top }} role="presentation">
        <div ref={shown.layerRef(layer)} className={styles.layer} role="presentation">
          <SheetPane
            rendering={shown.rendering}
            rendered={rendered}
            region={region}
            selected={shown.selected}
            active={shown.active}
          />
        </div>
      </div>
    </div>
  );
}
