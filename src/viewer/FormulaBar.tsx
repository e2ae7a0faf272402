import { mergeClasses } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { cellName } from '../core/grid/address.js';
import { typedText } from '../core/grid/typed.js';
import { shownText } from '../core/grid/shown.js';
import type { EntryReport } from './entry-report.js';
import type { SelectedCell } from './use-cell-editing.js';
import { useViewerStyles } from './viewer-styles.js';

interface Props {
  readonly cell: SelectedCell;
  /** Stands in place of the content. */
  readonly report: EntryReport | null;
  readonly label: string;
}

/** Above a sheet: the name of the selected cell and what it holds, or why a text was not taken. */
export function FormulaBar({ cell, report, label }: Props): ReactNode {
  const styles = useViewerStyles();
  return (
    <div className={styles.bar}>
      <span className={styles.name}>{cellName(cell.row, cell.column)}</span>
      <span
        className={mergeClasses(styles.content, cell.formula !== null && styles.formula)}
        role="status"
        aria-label={label}
      >
        {report === null ? (
          contentOf(cell)
        ) : (
          <span className={report.tone === 'refusal' ? styles.refused : undefined}>{report.text}</span>
        )}
      </span>
    </div>
  );
}

function contentOf({ value, formula, format }: SelectedCell): string {
  if (formula === null) return typedText(value, format);
  return `${formula}　→　${shownText(value, format)}`;
}
