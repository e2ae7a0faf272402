import { makeStyles } from '@fluentui/react-components';

/** What opens below a unit's line. */
export const useBelowStyles = makeStyles({
  below: { padding: '4px 4px 10px', display: 'flex', flexDirection: 'column', rowGap: '8px' },
});
