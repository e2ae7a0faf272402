/** The kinds of sheet a bulletin attaches: 附件1 districts, 附件2 departments, 附件3 volumes. */
export type AttachmentKind = 'districts' | 'departments' | 'volumes';

/**
 * What a column is for. Inputs and adjustments are typed by people; computed columns, the score and row sums are
 * filled.
 */
export type ColumnRole =
  'serial' | 'unit' | 'population' | 'input' | 'computed' | 'adjustment' | 'score' | 'city' | 'district' | 'sum';

/** A column as a form describes it. */
export interface FormColumn {
  readonly id: string;
  readonly role: ColumnRole;
  /** The symbol in the header's second row: `A`, `N1`. */
  readonly symbol?: string;
  /** Names it goes by, the first being the one our texts use; compared without spaces, brackets or width. */
  readonly names: readonly string[];
  /** For a computed column: its expression in the header language, such as `M/A` or `(1-T/M)%`. */
  readonly expression?: string;
  /** A sheet without it is no attachment of this kind. */
  readonly essential?: boolean;
}

/** A relation between columns that must hold (error) or should hold (warning) in each unit's row. */
export interface FormConstraint {
  readonly relation: string;
  readonly severity: 'error' | 'warning';
}

/** 表样: what a kind of sheet is made of, as data. */
export interface Form {
  readonly id: string;
  readonly kind: AttachmentKind;
  readonly title: string;
  /** Words in a title, header or sheet name that speak for this kind. */
  readonly titleKeywords: readonly string[];
  readonly columns: readonly FormColumn[];
  readonly constraints: readonly FormConstraint[];
  /** Names of a totals row. */
  readonly totals: readonly string[];
}
