import { compile } from '../../expression/evaluate.js';
import { columnsOf, type Expression } from '../../expression/expression.js';
import * as exact from '../../exact/rational.js';
import type { Rational } from '../../exact/rational.js';
import { printAs, type Printing } from '../../grid/printed.js';
import type { AttachmentRow } from '../../recognition/attachment.js';
import type { Phrase } from '../finding.js';
import type { PrintedCell } from '../printed-cell.js';
import { typingError, typingErrorPhrase } from './typing-errors.js';

/** What a wrong rate can be compared with. */
export interface RateContext {
  readonly row: AttachmentRow;
  readonly expression: Expression;
  /** The sheet's counts by id and name. */
  readonly counts: readonly { readonly id: string; readonly name: string }[];
  /** The nearest units with their value of the same rate. */
  readonly neighbours: readonly { readonly unit: string; readonly rate: Rational | undefined }[];
}

/** Says how a rate came to be printed wrong, as far as it can be told. */
export function rateCause(cell: PrintedCell, value: Rational | undefined, context: RateContext): Phrase {
  if (cell.kind === 'none' || cell.kind === 'blank') return phrase('why-rate-missing');
  if (cell.kind === 'other') return phrase('why-rate-not-a-number');
  if (value === undefined) return phrase(cell.value === 1 ? 'why-rate-undefined-full' : 'why-rate-undefined');
  if (printTruncated(value, cell.printing) === cell.text) return phrase('why-rate-truncated');
  const slip = typingError(digitsOf(printAs(value, cell.printing)), digitsOf(cell.text));
  if (slip !== undefined) return typingErrorPhrase(slip);
  // 100 % and 0 % stand everywhere: that another row has them too explains nothing.
  if (cell.value === 1 || cell.value === 0) return phrase('why-rate-wrong');
  const isShown = (rate: Rational | undefined): boolean =>
    rate !== undefined && printAs(rate, cell.printing) === cell.text;
  const neighbour = context.neighbours.find(({ rate }) => isShown(rate));
  if (neighbour !== undefined) return phrase('why-rate-other-row', { unit: neighbour.unit });
  return otherColumn(context, isShown) ?? phrase('why-rate-wrong');
}

/** Prints cut off instead of rounded, as a calculator or an INT would have it; empty where nothing is to be cut off. */
function printTruncated(value: Rational, printing: Printing): string {
  const places = printing.percent ? printing.places + 2 : printing.places;
  const half = exact.divide(exact.integer(1), exact.integer(2 * 10 ** places)) as Rational;
  const scaled = exact.multiply(value, exact.integer(10 ** places));
  const needsNoRounding = exact.compare(exact.roundHalfAway(scaled, 0), scaled) === 0;
  if (needsNoRounding) return '';
  return printAs(exact.subtract(value, half), printing);
}

/** Looks for a count that was used in the place of another. */
function otherColumn(context: RateContext, isShown: (rate: Rational | undefined) => boolean): Phrase | undefined {
  const { expression, counts } = context;
  const used = columnsOf(expression);
  for (const id of used) {
    for (const other of counts) {
      if (used.includes(other.id) || !isShown(rateWith(context, id, other.id))) continue;
      const column = counts.find((count) => count.id === id)?.name ?? id;
      return phrase('why-rate-other-column', { column, other: other.name });
    }
  }
  return undefined;
}

/** The rate with one column's count in the place of another's. */
function rateWith({ row, expression }: RateContext, replaced: string, replacement: string): Rational | undefined {
  return compile(expression)({
    value: (column) => {
      const reading = row.readings[column === replaced ? replacement : column];
      if (reading?.kind !== 'number') return undefined;
      return exact.fromNumber(reading.value);
    },
    rank: () => undefined,
  });
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

function phrase(code: Phrase['code'], parameters: Phrase['parameters'] = {}): Phrase {
  return { code, parameters };
}
