import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { usePane } from '../context.js';
import { placeName } from '../place-name.js';

const useStyles = makeStyles({
  link: {
    padding: 0,
    minWidth: 0,
    height: '24px',
    // As high as a finger needs, in lines of 20 pixels.
    margin: '-2px 0',
    border: 'none',
    verticalAlign: 'baseline',
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: 'underline',
    fontWeight: tokens.fontWeightRegular,
    '@media (forced-colors: active)': { color: 'LinkText', forcedColorAdjust: 'auto' },
  },
});

/** A link to a cell, or to a sheet where there is no cell; nothing where there is no sheet either. */
export function PlaceLink({ sheet, cell }: { readonly sheet: string; readonly cell: string }): ReactNode {
  const styles = useStyles();
  const { t, session } = usePane();
  const place = placeName(sheet, cell);
  if (place === '') return null;
  return (
    <Button
      appearance="transparent"
      size="small"
      className={styles.link}
      aria-label={t('pane-go-to', { place })}
      onClick={() => void session.goTo(sheet, cell)}
    >
      {place}
    </Button>
  );
}
