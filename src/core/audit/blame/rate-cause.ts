import { compile } from '../../expression/evaluate.js';
import type { Expression } from '../../expression/expression.js';
import { columnsOf } from '../../expression/expression.js';
import * as exact from '../../exact/rational.js';
import type { Rational } from '../../exact/rational.js';
import { printAs, type Printing } from '../../grid/printed.js';
import type { AttachmentRow } from '../../recognition/attachment.js';
import type { Phrase } from '../finding.js';
import type { PrintedCell } from '../printed-cell.js';
import { typingError } from './typing-errors.js';

/** What a wrong rate can be compared with. */
export interface RateSurroundings {
  readonly row: AttachmentRow;
  readonly expression: Expression;
  /** The sheet's counts by id and name. */
  readonly counts: readonly { readonly id: string; readonly name: string }[];
  /** The nearest units with their value of the same rate. */
  readonly neighbours: readonly { readonly unit: string; readonly rate: Rational | undefined }[];
}

/** Says how a rate came to be printed wrong, as far as it can be told. */
export function rateCause(cell: PrintedCell, value: Rational | undefined, around: RateSurroundings): Phrase {
  if (cell.kind === 'none' || cell.kind === 'blank') return say('why-rate-missing');
  if (cell.kind === 'other') return say('why-rate-not-a-number');
  if (value === undefined) return say(cell.value === 1 ? 'why-rate-undefined-full' : 'why-rate-undefined');
  const shown = (rate: Rational | undefined): boolean =>
    rate !== undefined && printAs(rate, cell.printing) === cell.text;
  if (printTruncated(value, cell.printing) === cell.text) return say('why-rate-truncated');
  // 100 % and 0 % stand everywhere: that another row has them too explains nothing.
  const telling = cell.value !== 1 && cell.value !== 0;
  const digits = typingError(digitsOf(printAs(value, cell.printing)), digitsOf(cell.text));
  if (digits !== undefined) return say(`why-typed-${digits.kind}`);
  const neighbour = telling ? around.neighbours.find(({ rate }) => shown(rate)) : undefined;
  if (neighbour !== undefined) return say('why-rate-other-row', { unit: neighbour.unit });
  const other = telling ? otherColumn(around, shown) : undefined;
  return other ?? say('why-rate-wrong');
}

/** Prints cut off instead of rounded, as a calculator or an INT would have it. */
function printTruncated(value: Rational, printing: Printing): string {
  const half = exact.divide(
    exact.integer(1),
    exact.integer(2 * 10 ** (printing.places + (printing.percent ? 2 : 0))),
  ) as Rational;
  const scale = exact.integer(10 ** (printing.places + (printing.percent ? 2 : 0)));
  // A value that needs no rounding is not cut off either.
  const whole = exact.multiply(value, scale);
  return exact.compare(exact.roundHalfAway(whole, 0), whole) === 0
    ? ''
    : printAs(exact.subtract(value, half), printing);
}

function otherColumn(
  { row, expression, counts }: RateSurroundings,
  shown: (rate: Rational | undefined) => boolean,
): Phrase | undefined {
  for (const id of columnsOf(expression)) {
    for (const other of counts) {
      if (columnsOf(expression).includes(other.id)) continue;
      const rate = compile(expression)({
        value: (column) => {
          const reading = row.readings[column === id ? other.id : column];
          return reading?.kind === 'number' ? exact.fromNumber(reading.value) : undefined;
        },
        rank: () => undefined,
      });
      if (shown(rate))
        return say('why-rate-other-column', {
          column: counts.find((one) => one.id === id)?.name ?? id,
          other: other.name,
        });
    }
  }
  return undefined;
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

function say(code: string, parameters: Phrase['parameters'] = {}): Phrase {
  return { code, parameters };
}
