import { useEffect, useState } from 'react';
import { readsCells, type CellText, type EntryKind, type EntryOutcome } from '../core/changes/typing.js';
import { areaName, cellName } from '../core/grid/address.js';
import type { Area, CellValue } from '../core/grid/grid.js';
import { typedText } from '../core/grid/typed.js';
import type { MessageKey, MessageParameters } from '../messages/index.js';
import { emptied, filledDown, placeBlock, type BlockSheet } from './blocks.js';
import type { Editing } from './CellEditor.js';
import type { Block } from './clipboard.js';
import { entryReport, type EntryReport } from './entry-report.js';
import type { CellSelection } from './moves.js';
import type { SelectedRange } from './ranges.js';

/** The selected cell and what it holds; of a merged area, its first cell. */
export interface SelectedCell extends CellSelection {
  readonly sheet: string;
  readonly value: CellValue;
  readonly formula: string | null;
  /** The code of its number format. */
  readonly format: string;
}

/** Takes texts into cells of a sheet. */
export type EnterTexts = (sheet: string, texts: readonly CellText[], kind: EntryKind) => Promise<EntryOutcome>;

/** Returns why a text cannot be taken into a cell of a sheet at all, `null` where it can. */
export type RefusalOf = (sheet: string, entry: CellText) => string | null;

interface EditingContext extends BlockSheet {
  readonly cell: SelectedCell;
  readonly range: SelectedRange;
  readonly onSelectArea: (area: Area) => void;
  readonly refusalOf: RefusalOf;
  readonly onEnter: EnterTexts;
  readonly t: (key: MessageKey, parameters?: MessageParameters) => string;
}

export interface CellEditing {
  /** The text being typed, `null` while no cell is edited. */
  readonly editing: Editing | null;
  /** What came of the last entry, or why a text was not taken. */
  readonly report: EntryReport | null;
  readonly dismissReport: () => void;
  /** Opens the field over the selected cell with a text in place of what the cell holds; with `null`, to edit that. */
  readonly start: (text: string | null) => void;
  readonly changeText: (editing: Editing, text: string) => void;
  /** Takes what was typed. Returns whether that is done: a text that cannot be taken stays in its field. */
  readonly finish: (editing: Editing) => boolean;
  readonly discard: () => void;
  /** Empties the selected cells. */
  readonly clear: () => void;
  /** Empties the selected cells, which lie on the clipboard now. */
  readonly cut: () => void;
  /** Fills the selected cells from the first row of them. */
  readonly fillDown: () => void;
  /** Puts a block of texts into the cells from the first selected one on. */
  readonly paste: (block: Block) => void;
}

/** Editing of the selected cells: by typing, emptying, filling and pasting. A cell with a formula is not edited. */
export function useCellEditing(context: EditingContext): CellEditing {
  const { cell, range, grid, layout, refusalOf, onEnter, onSelectArea, t } = context;
  const [editing, setEditing] = useState<Editing | null>(null);
  const [report, setReport] = useState<EntryReport | null>(null);
  /** The selection that the report is about. */
  const [reportedArea, setReportedArea] = useState('');
  const area = areaName(range.area);
  useEffect(() => {
    if (editing === null && reportedArea !== area) setReport(null);
  }, [area]);

  const sheet: BlockSheet = { grid, layout };
  const refuse = (text: string | null): void => {
    setReport(text === null ? null : { tone: 'refusal', text });
    setReportedArea(area);
  };
  const refuseFormula = (): void => refuse(t('viewer-formula-cell'));
  const enter = (kind: EntryKind, texts: readonly CellText[], reportFor: string): void => {
    if (texts.length === 0) return;
    void onEnter(cell.sheet, texts, kind).then((outcome) => {
      setReportedArea(reportFor);
      setReport(entryReport({ kind, texts, outcome, t }));
    });
  };

  const start = (text: string | null): void => {
    // What was refused stays in its field until it is put right or given up.
    if (editing !== null && !finish(editing)) return;
    if (readsCells(cell.formula)) return refuseFormula();
    setReport(null);
    const original = typedText(cell.value, cell.format);
    setEditing({
      sheet: cell.sheet,
      cell: { row: cell.row, column: cell.column },
      original,
      text: text ?? original,
      isTypedOver: text !== null,
    });
  };
  const discard = (): void => {
    setEditing(null);
    setReport(null);
  };
  const finish = (edited: Editing): boolean => {
    const isChanged = edited.text !== edited.original;
    if (!isChanged) {
      discard();
      return true;
    }
    const { text } = edited;
    const reason = refusalOf(edited.sheet, { ...edited.cell, text });
    refuse(reason);
    if (reason !== null) return false;
    setEditing(null);
    void onEnter(edited.sheet, [{ ...edited.cell, text }], 'typed').then((outcome) => {
      setReport(entryReport({ kind: 'typed', texts: [{ ...edited.cell, text }], outcome, t }));
    });
    return true;
  };
  const clear = (): void => {
    const texts = emptied(sheet, range.area);
    const isOneFormula = texts.length === 1 && readsCells(cell.formula);
    if (isOneFormula) refuseFormula();
    else enter('emptied', texts, area);
  };
  const fillDown = (): void => {
    const { texts, formula } = filledDown(sheet, range.area);
    if (formula !== null) return refuse(t('viewer-fill-formula', { cell: cellName(formula.row, formula.column) }));
    enter('filled', texts, area);
  };
  const paste = (block: Block): void => {
    const isEmpty = block.every((row) => row.every((text) => text === ''));
    if (isEmpty) return refuse(t('viewer-paste-nothing'));
    const placed = placeBlock(layout, range, block);
    const [first] = placed.texts;
    if (placed.texts.length > 1) {
      onSelectArea(placed.area);
      return enter('pasted', placed.texts, areaName(placed.area));
    }
    if (first === undefined) return;
    if (readsCells(cell.formula)) return refuseFormula();
    const reason = refusalOf(cell.sheet, first);
    if (reason === null) enter('pasted', placed.texts, area);
    else refuse(reason);
  };

  return {
    editing,
    report,
    dismissReport: () => setReport(null),
    start,
    changeText: (edited, text) => setEditing({ ...edited, text }),
    finish,
    discard,
    clear,
    cut: () => enter('cut', emptied(sheet, range.area), area),
    fillDown,
    paste,
  };
}
