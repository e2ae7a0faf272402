import { useEffect, useState } from 'react';
import type { CellValue } from '../core/grid/grid.js';
import { typedText } from '../core/grid/typed.js';
import type { MessageKey } from '../messages/index.js';
import type { Editing } from './CellEditor.js';
import { pastedText } from './clipboard.js';
import type { CellSelection } from './moves.js';

/** The selected cell and what it holds; of a merged area, its first cell. */
export interface SelectedCell extends CellSelection {
  readonly sheet: string;
  readonly value: CellValue;
  readonly formula: string | null;
  /** The code of its number format. */
  readonly format: string;
}

interface EditingContext {
  readonly cell: SelectedCell;
  readonly selection: CellSelection;
  readonly refusalOf: (text: string) => string | null;
  readonly onEdit: (sheet: string, cell: CellSelection, text: string) => Promise<string | null>;
  readonly t: (key: MessageKey) => string;
}

export interface CellEditing {
  /** The text being typed, `null` while no cell is edited. */
  readonly editing: Editing | null;
  /** Why a text was not taken. */
  readonly refusal: string | null;
  readonly dismissRefusal: () => void;
  /** Opens the field over the selected cell with a text in place of what the cell holds; with `null`, to edit that. */
  readonly start: (text: string | null) => void;
  readonly changeText: (editing: Editing, text: string) => void;
  /** Takes what was typed. Returns whether that is done: a text that cannot be taken stays in its field. */
  readonly finish: (editing: Editing) => boolean;
  readonly discard: () => void;
  /** Empties the selected cell. */
  readonly clear: () => void;
  /** Puts the text of the clipboard into the selected cell. */
  readonly paste: (copied: string) => void;
}

/** Editing of the selected cell: by typing, by emptying it, by pasting into it. A cell with a formula is not edited. */
export function useCellEditing({ cell, selection, refusalOf, onEdit, t }: EditingContext): CellEditing {
  const [editing, setEditing] = useState<Editing | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  useEffect(() => {
    if (editing === null) setRefusal(null);
  }, [selection]);

  const submit = (sheet: string, place: CellSelection, text: string): void =>
    void onEdit(sheet, place, text).then(setRefusal);
  const submitHere = (text: string): void => submit(cell.sheet, { row: cell.row, column: cell.column }, text);
  const refuseFormula = (): void => setRefusal(t('viewer-formula-cell'));

  const start = (text: string | null): void => {
    if (cell.formula !== null) return refuseFormula();
    setRefusal(null);
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
    setRefusal(null);
  };
  const finish = (edited: Editing): boolean => {
    const isChanged = edited.text !== edited.original;
    if (!isChanged) {
      discard();
      return true;
    }
    const reason = refusalOf(edited.text);
    setRefusal(reason);
    if (reason !== null) return false;
    setEditing(null);
    submit(edited.sheet, edited.cell, edited.text);
    return true;
  };
  const clear = (): void => {
    if (cell.formula !== null) return refuseFormula();
    if (cell.value !== null) submitHere('');
  };
  const paste = (copied: string): void => {
    const text = pastedText(copied);
    if (text === null) return setRefusal(t('viewer-paste-one'));
    if (text === '') return setRefusal(t('viewer-paste-nothing'));
    if (cell.formula !== null) return refuseFormula();
    const reason = refusalOf(text);
    if (reason === null) submitHere(text);
    else setRefusal(reason);
  };

  return {
    editing,
    refusal,
    dismissRefusal: () => setRefusal(null),
    start,
    changeText: (edited, text) => setEditing({ ...edited, text }),
    finish,
    discard,
    clear,
    paste,
  };
}
