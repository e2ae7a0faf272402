/** A name that somebody defined in a workbook. */
export interface DefinedName {
  readonly name: string;
  /** The sheet it is local to, or `null`. */
  readonly sheet: string | null;
  /** As in a formula, without `=`. */
  readonly refersTo: string;
}
