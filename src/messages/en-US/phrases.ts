import type { MessageParameters } from '../texts.js';
import { either, when } from '../choices.js';
import { quarterNameIn } from '../quarter.js';

/** What became of a number typed as text; the way out is another on the command line than in the pane. */
export function textNumber(p: MessageParameters): string {
  const invisible = either(
    p['hasInvisible'],
    `The cell holds signs that nobody sees and was read as ${p['value']}. `,
    '',
  );
  return invisible + textInstead(p);
}

function textInstead({ unit, text, instead }: MessageParameters): string {
  switch (instead) {
    case 'nothing':
      return `“${text}” of ${unit} is text; it was computed as a number, but formulas over it will fail.`;
    case 'sums':
      return (
        `“${text}” of ${unit} is text, which formulas do not add up: the sums it goes into were written as ` + 'values.'
      );
    default:
      return (
        `“${text}” of ${unit} is text, over which formulas fail: the rates and the score that need it were ` +
        'written as values.'
      );
  }
}

/** An attachment of another quarter than the one that is computed; `left` is its range where both are on one sheet. */
export function olderLeft({ period, left, computed }: MessageParameters): string {
  const which = `An attachment of the same kind${when(left !== undefined, ` in ${left}`)}`;
  const instead = left === undefined ? '' : `; only “${computed}” was computed`;
  return period === ''
    ? `${which} that names no quarter was left alone${instead}`
    : `${which} for ${quarterNameIn(String(period))} was left alone${instead}`;
}

/** An attachment beside another of its kind and quarter. */
export function duplicateLeft({ period, left, computed }: MessageParameters): string {
  return (
    `${either(left === undefined, 'This', `“${left}”`)} is an attachment of the same kind as ` +
    `“${computed}”${either(period === '', ', neither naming a quarter', ' and of the same quarter')}; only ` +
    `“${computed}” was computed`
  );
}

export const on = (p: MessageParameters): string => (p['sheet'] ? `“${p['sheet']}”` : 'the workbook');
