import { memo, type ReactNode } from 'react';
import { isDateInInput } from '../../core/changes/typing.js';
import { cellName } from '../../core/grid/address.js';
import { typedValue } from '../../core/grid/typed.js';
import type { Language } from '../../messages/index.js';
import { Pane } from '../../pane/Pane.js';
import type { ThemeName } from '../../pane/themes.js';
import { Deferred } from '../../pane/ui/Deferred.js';
import type { CellSelection } from '../../viewer/moves.js';
import type { Marks } from '../../viewer/sheet-rendering.js';
import type { EnterTexts, RefusalOf } from '../../viewer/use-cell-editing.js';
import { SheetViewer } from '../../viewer/SheetViewer.js';
import type { Translate } from './notices.js';
import type { OpenWorkbook } from './open-workbook.js';
import { usePageStyles } from './page-styles.js';
import type { SheetView } from './sheet-view.js';
import { pagePublisher } from './publisher.js';
import type { Notices } from './use-notices.js';
import type { Sheets } from './use-sheets.js';

interface Props {
  readonly workbook: OpenWorkbook;
  readonly view: SheetView;
  readonly sheets: Sheets;
  readonly marks: Marks;
  readonly notices: Notices;
  readonly zoom: number;
  readonly onZoom: (zoom: number) => void;
  readonly language: Language;
  readonly theme: ThemeName;
  readonly onLanguage: (language: Language) => void;
  readonly t: Translate;
}

/** The sheets of the open file, beside the pane. */
export function OpenFileView(props: Props): ReactNode {
  const { workbook, view, sheets, marks, notices, zoom, onZoom, language, theme, onLanguage, t } = props;
  const styles = usePageStyles();
  const select = (selection: CellSelection): void => {
    sheets.select(selection);
    const { row, column } = selection;
    void workbook.call('selected', { sheet: sheets.active, row, column }).catch(notices.showFailure);
  };
  const enter: EnterTexts = (sheet, texts, kind) => workbook.call('enter', sheet, texts, kind);
  const refusalOf: RefusalOf = (sheet, entry) => {
    const { row, column, text } = entry;
    if (typedValue(text, 'General', 2000) === undefined) return t('page-formula-refused');
    if (!isDateInInput(entry, workbook.entryContext(sheet))) return null;
    return t('viewer-date-refused', { cell: cellName(row, column), text });
  };
  return (
    <div className={styles.split}>
      <main className={styles.sheet}>
        <Deferred>
          <SheetViewer
            grids={view.grids}
            looks={view.looks}
            active={sheets.active}
            selection={sheets.selection}
            marks={marks}
            language={language}
            zoom={zoom}
            onZoom={onZoom}
            onActivate={(sheet) => sheets.goTo(sheet, { row: 0, column: 0 })}
            onSelect={select}
            refusalOf={refusalOf}
            onEnter={enter}
          />
        </Deferred>
      </main>
      <aside className={styles.pane} aria-label={t('page-pane')}>
        <Deferred>
          <WorkbookPane workbook={workbook} language={language} theme={theme} onLanguage={onLanguage} />
        </Deferred>
      </aside>
    </div>
  );
}

/** The pane; it renders when its session changes, not with every step in the sheet. */
const WorkbookPane = memo(function WorkbookPane({
  workbook,
  language,
  theme,
  onLanguage,
}: Pick<Props, 'workbook' | 'language' | 'theme' | 'onLanguage'>): ReactNode {
  return (
    <Pane
      session={workbook.session}
      language={language}
      theme={theme}
      publisher={pagePublisher}
      openSample={null}
      onLanguage={onLanguage}
      isAside
    />
  );
});
