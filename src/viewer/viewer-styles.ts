import { makeStyles, tokens } from '@fluentui/react-components';

/** Pixels at any zoom. */
export const HEADER_HEIGHT = 22;
/** Pixels at any zoom. */
export const HEADER_WIDTH = 46;
/** The line height of the field in which a cell is edited, as a multiple of its font size. */
export const EDITOR_LINE = 1.35;

const CHOSEN_IN_FORCED_COLOURS = {
  forcedColorAdjust: 'none',
  borderTopColor: 'Highlight',
  borderRightColor: 'Highlight',
  borderBottomColor: 'Highlight',
  borderLeftColor: 'Highlight',
} as const;

export const useViewerStyles = makeStyles({
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
    // Its own height whatever it says, so that it does not push the sheet.
    height: '24px',
    flexShrink: 0,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  findAnchor: { position: 'relative', height: 0, zIndex: 5 },
  name: {
    minWidth: '56px',
    fontWeight: tokens.fontWeightSemibold,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  content: {
    flex: '1 1 auto',
    minWidth: 0,
    maxHeight: '100%',
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
    userSelect: 'none',
    ':focus-visible': { boxShadow: `inset 0 0 0 2px ${tokens.colorStrokeFocus2}` },
    // Somebody who needs other colours gets them in the sheet, too: see the rules for its cells.
    '@media (forced-colors: active)': { ':focus-visible': { outline: '2px solid Highlight', outlineOffset: '-2px' } },
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
    pointerEvents: 'auto',
    cursor: 'default',
  },
  headerChosen: {
    backgroundColor: '#d3e5f5',
    color: '#0b4a7d',
    fontWeight: 600,
    '@media (forced-colors: active)': {
      forcedColorAdjust: 'none',
      backgroundColor: 'Highlight',
      color: 'HighlightText',
    },
  },
  chosen: {
    position: 'absolute',
    boxSizing: 'border-box',
    border: '2px solid #0f6cbd',
    zIndex: 2,
    pointerEvents: 'none',
    '@media (forced-colors: active)': CHOSEN_IN_FORCED_COLOURS,
  },
  chosenRange: { backgroundColor: 'rgba(15, 108, 189, 0.12)' },
  activeInRange: {
    position: 'absolute',
    boxSizing: 'border-box',
    border: '1px dashed #0f6cbd',
    zIndex: 2,
    pointerEvents: 'none',
    '@media (forced-colors: active)': CHOSEN_IN_FORCED_COLOURS,
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
