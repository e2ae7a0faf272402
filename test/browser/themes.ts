import type { PaneOptions } from './open-pane.js';

/** Office's dark theme, as it hands it to a pane. */
export const DARK: PaneOptions = {
  theme: {
    bodyBackgroundColor: '#212121',
    bodyForegroundColor: '#ffffff',
    controlBackgroundColor: '#2b2b2b',
    controlForegroundColor: '#ffffff',
    primaryFontColor: '#ffffff',
    primaryBackgroundColor: '#212121',
    secondaryFontColor: '#ffffff',
    secondaryBackgroundColor: '#2b2b2b',
  },
};
