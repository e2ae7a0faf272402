import { makeStyles, tokens } from '@fluentui/react-components';

/** What several parts of the pane look like. */
export const useCommonStyles = makeStyles({
  /** The part of a tab that scrolls. */
  page: {
    flex: '1 1 0',
    minHeight: 0,
    overflowY: 'auto',
    padding: '10px 12px',
    display: 'flex',
    flexDirection: 'column',
    rowGap: '14px',
  },
  /** Buttons beside each other. */
  actions: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px' },
  /** Small print. */
  note: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  plainList: { listStyleType: 'none', margin: 0, padding: 0 },
  /** A field in a row of figures; Fluent's own are too high for one. */
  field: {
    width: '100%',
    boxSizing: 'border-box',
    height: '26px',
    padding: '0 6px',
    fontFamily: 'inherit',
    fontSize: 'inherit',
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
  },
});
