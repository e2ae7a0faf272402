/// <reference types="office-js" />

/**
 * Returns the fill of the cell `i` rows and `j` columns into the range, as RRGGBB, `pattern` for one that is not solid,
 * or `null` for none. To be called after the sync.
 */
export type FillReading = (i: number, j: number) => string | null;

/** Queues the reading of the fills of a range, cell by cell. */
export function readFills(range: Excel.Range): FillReading {
  const properties = range.getCellProperties({ format: { fill: { color: true, pattern: true } } });
  return (i, j) => {
    // The rules know only what `load` brings; this is a result, filled by the sync of whoever asks.
    // eslint-disable-next-line office-addins/call-sync-before-read, office-addins/load-object-before-read
    const fill = properties.value[i]?.[j]?.format?.fill;
    // A cell without fill says white, or nothing at all.
    if (fill?.pattern === 'None' || fill?.color === undefined || fill.color === '') return null;
    if (fill.pattern !== undefined && fill.pattern !== 'Solid') return 'pattern';
    return fill.color.replace('#', '').toUpperCase();
  };
}
