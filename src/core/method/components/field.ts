import type { ColumnRole } from '../../form/form.js';

/** The columns of a form that a component can be made from: rates, and the one in which points are typed. */
export type ReadRole = Extract<ColumnRole, 'computed' | 'adjustment'>;

interface FieldTexts {
  /** In Chinese, as the sheet 计分办法 and the editor call it. */
  readonly label: string;
  /** In English, for the JSON schema. */
  readonly description: string;
}

/**
 * A field of a component or of a clause. `decimal` is a decimal in quotes ("-0.5"), `amount` one that is not below 0,
 * `flag` true or false, and true where it is left out; `id`, `column` (a column's id) and `columns` (the ids of one or
 * more) are for the program: nobody is offered to edit them.
 */
export type Field = FieldTexts &
  (
    | { readonly type: 'decimal' | 'amount' | 'text' | 'id' | 'flag' | 'clauses'; readonly isOptional?: true }
    | { readonly type: 'column' | 'columns'; readonly role: ReadRole; readonly isOptional?: undefined }
  );

/** Fields that may be of any record: their names are data. */
export type AnyFields = Readonly<Record<string, Field>>;

type IsOptional<T, Name extends keyof T> = Record<never, never> extends Pick<T, Name> ? true : false;

/** The declaration of every field of `T`: one that is missing, unknown or wrongly required does not compile. */
export type FieldsOf<T> = {
  readonly [Name in keyof T]-?: Field &
    (IsOptional<T, Name> extends true ? { readonly isOptional: true } : { readonly isOptional?: undefined });
};
