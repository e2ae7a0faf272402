import { makeStyles, tokens } from '@fluentui/react-components';

const LEAST_HEIGHT = '320px';

export const usePageStyles = makeStyles({
  page: {
    height: '100%',
    overflowY: 'auto',
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
  },
  bar: {
    flexShrink: 0,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '8px',
    padding: '6px 12px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: '24px',
    fontWeight: tokens.fontWeightSemibold,
    marginRight: '8px',
  },
  name: {
    flex: '1 1 auto',
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: tokens.colorNeutralForeground2,
  },
  // In sight also where the page is scrolled.
  notices: {
    flexShrink: 0,
    position: 'sticky',
    top: 0,
    zIndex: 1,
    padding: '6px 12px',
    display: 'grid',
    rowGap: '6px',
    backgroundColor: tokens.colorNeutralBackground1,
  },
  opening: { display: 'grid', gridTemplateColumns: '1fr auto', alignItems: 'center', columnGap: '12px' },
  // Sheet and pane keep a height at which something can be seen of them: in a lower window, or with letters twice as
  // large, the page scrolls.
  split: {
    flex: `1 0 ${LEAST_HEIGHT}`,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 360px',
    gridTemplateRows: 'minmax(0, 1fr)',
    '@media (max-width: 720px)': {
      flexBasis: `calc(2 * ${LEAST_HEIGHT})`,
      gridTemplateColumns: 'minmax(0, 1fr)',
      gridTemplateRows: 'repeat(2, minmax(0, 1fr))',
    },
  },
  // The order of layers inside the sheet does not reach beyond it.
  sheet: { minHeight: 0, minWidth: 0, isolation: 'isolate' },
  pane: { minHeight: 0, minWidth: 0, borderLeft: `1px solid ${tokens.colorNeutralStroke2}` },
  empty: {
    flex: '1 0 auto',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    rowGap: '12px',
    padding: '24px',
    textAlign: 'center',
    lineHeight: '24px',
    margin: '16px',
    border: `2px dashed ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  dropping: { outline: `3px solid ${tokens.colorBrandStroke1}`, outlineOffset: '-3px' },
});
