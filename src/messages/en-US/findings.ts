import type { Texts } from '../texts.js';
import type { findings as chinese } from '../zh-CN/findings.js';
import { either, listed, when } from '../choices.js';
import { quarterNameIn } from '../quarter.js';
import { counted, verb } from './counted.js';

/** Texts of the audit: what is wrong, why a cell is suspected, what to do. */
export const findings: Texts<keyof typeof chinese> = {
  'finding-relation': (p) =>
    `${p['unit']}: ${p['relation']} ${either(p['certain'], 'must hold', 'usually holds')}; the sheet has ` +
    `${p['found']}.`,
  'finding-count': (p) =>
    `${p['unit']}: ${p['found']} in ${p['cell']} agrees with none of ${p['columns']} in its ` +
    `row${when(p['proposed'], `; ${p['proposed']} would agree with all of them`)}.`,
  'finding-rate': (p) =>
    `${p['column']} of ${p['unit']} is printed as ${p['found']}; by the counts it is ${p['expected']}.`,
  'finding-score': (p) =>
    `The composite score of ${p['unit']} is printed as ${p['found']}; by the method it is ${p['expected']}.`,
  'finding-total': (p) =>
    `The total of ${p['column']} is printed as ${p['found']}; its rows add up to ${p['expected']}: ` +
    `${p['gap']} too ${either(p['more'], 'many', 'few')}.`,
  'finding-totals-left-out': (p) =>
    `The totals leave out row ${p['row']} (${p['unit']}): those of ${p['columns']} lack just its figures.`,
  'finding-totals-twice': (p) =>
    `The totals count row ${p['row']} (${p['unit']}) twice: those of ${p['columns']} have just its figures too many.`,
  'finding-totals-exchanged': (p) =>
    `Two cells of row ${p['row']} (${p['unit']}) seem to stand in each other’s place: exchanged, the totals ` +
    `of ${p['columns']} are right.`,
  'finding-totals-moved': (p) =>
    `Cells of row ${p['row']} (${p['unit']}) seem to stand a column off: moved back, the totals of ` +
    `${p['columns']} are right.`,
  'finding-totals-row-missing': (p) =>
    `${counted(p['count'], 'total')} ${verb(p['count'], 'is', 'are')} larger than the sums (${p['gaps']}): a ` +
    `row seems to be ` +
    `missing${when(p['unit'], `, ${p['unit']} of attachment 2`)}.`,
  'finding-totals-throughout': (p) =>
    `${counted(p['count'], 'total')} ${verb(p['count'], 'differs', 'differ')} from the sums by ${p['gaps']}, ` +
    `probably for one and the same reason.`,
  'finding-row-and-column': (p) =>
    `${p['unit']}, ` +
    `${either(Number(p['count']) > 1, `one cell of ${p['districts']}`, `${p['districts']} ${p['found']}`)}: ` +
    `“${p['sum']}” of the row and the total of the column are both ${p['gap']} ` +
    `${either(p['more'], 'more', 'less')} than their ` +
    `cells${when(!(Number(p['count']) > 1), `; with ${p['expected']} both agree`)}.`,
  'finding-row-sum': (p) =>
    `“${p['column']}” of ${p['unit']} shows ${p['found']}; its row adds up to ${p['expected']}, ${p['gap']} ` +
    `${either(p['more'], 'too many', 'too few')}.`,
  'finding-row-sums-left-out': (p) =>
    `“${p['column']}” leaves out the column ${p['district']}: ${counted(p['count'], 'row')} ` +
    `${verb(p['count'], 'lacks', 'lack')} just what it holds.`,
  'finding-row-sums-twice': (p) =>
    `“${p['column']}” adds the column ${p['district']} twice: ${counted(p['count'], 'row')} ` +
    `${verb(p['count'], 'has', 'have')} just what it holds too many.`,
  'finding-row-sums-throughout': (p) =>
    `“${p['column']}” of ${counted(p['count'], 'row')} is not the sum of the row, probably for one reason.`,
  'finding-grand-total': (p) =>
    `“${p['column']}” in the row ${p['total']} shows ${p['found']}; the units add up to ${p['expected']}, ` +
    `${p['gap']} ${either(p['more'], 'too many', 'too few')}.`,
  'why-row-and-column': () => 'with this cell changed the sum of the row and the total of the column both agree',
  'why-row-sum-wrong': () => 'not the sum of its row',
  'why-row-sum-formula': () => 'the formula adds up something else',
  'why-row-sums-left-out': (p) => `${p['district']} was not added`,
  'why-row-sums-twice': (p) => `${p['district']} was added twice`,
  'why-grand-total': () => 'not the sum of the units',
  'why-totals-left-out': (p) => `row ${p['row']} (${p['unit']}) was left out`,
  'why-totals-twice': (p) => `row ${p['row']} (${p['unit']}) was counted twice`,
  'why-totals-exchanged': () => 'the figure once the two cells are exchanged',
  'why-totals-moved': () => 'the figure once moved back by a column',
  'why-rate-missing': () => 'the ratio exists but “-” is printed',
  'why-rate-undefined': () => 'the divisor is 0: there is no such ratio, print “-”',
  'why-rate-undefined-full': () => 'the divisor is 0: there is no such ratio, but it was taken as 100%',
  'why-rate-not-a-number': () => 'a rate belongs here',
  'why-rate-truncated': () => 'cut off instead of rounded',
  'why-rate-other-row': (p) => `the same as ${p['unit']}'s: perhaps taken from another row`,
  'why-rate-other-column': (p) => `as if ${p['other']} had been taken for ${p['column']}`,
  'why-rate-wrong': () => "does not agree with the row's counts",
  'why-score-rate-printed': (p) => `computed with the printed ${p['column']} of ${p['rate']}`,
  'why-score-rates-printed': () => 'computed from the rates as they are printed',
  'finding-counts-apart': (p) =>
    `${p['unit']}: the printed rates (${p['columns']}) and the composite score agree with one another and ` +
    'not with the counts: ' +
    either(
      p['other'],
      `they are those of ${p['other']}, probably copied from there.`,
      'they are probably another unit’s, or were not updated.',
    ),
  'why-counts-apart': () => 'disagrees with the printed rates and the score: see the original data',
  'why-score-rates-rounded': () => 'computed with rounded rates; only the last step is rounded',
  'why-score-rank': (p) =>
    `the points of rank ${p['used']} were used; the rank is ${p['rank']} (those of ${p['used']} are used ` +
    `twice, those of ${p['rank']} never)`,
  'why-score-ladder-left-out': () => 'the points by rank are missing',
  'why-score-threshold-missed': (p) => `below the threshold, yet given the points of rank ${p['rank']}`,
  'why-score-cap-missed': (p) => `above ${p['cap']} and not capped`,
  'why-score-bound-missed': (p) => `the adjustment ${p['adjustment']} is out of bounds and counts as ${p['bound']}`,
  'why-score-component-left-out': (p) => `component ${p['clause']} (${p['column']}) was left out`,
  'why-score-truncated': () => 'cut off instead of rounded',
  'why-score-other-row': (p) => `the same as ${p['unit']}'s: perhaps taken from another row`,
  'why-score-not-a-number': () => 'a composite score belongs here',
  'why-score-wrong': () => 'does not agree with the sum of its components',
  'why-adjustment': () => 'with this adjustment the composite score is right',
  'why-typed-changed': () => 'one digit looks mistyped',
  'why-typed-swapped': () => 'two digits look swapped',
  'why-typed-dropped': () => 'a digit seems to be missing',
  'why-typed-doubled': () => 'a digit seems to be typed twice',
  'why-typed-added': () => 'a digit seems to be too many',
  'why-elsewhere': () => 'what attachment 3 says, and the rest of the row agrees',
  'why-exchanged': () => 'seems to be exchanged with the cell beside it',
  'why-fits': () => 'the only number that agrees with the rest of the row',
  'why-fits-many': () => 'another number here would make the row agree; see the source for which',
  'why-total-left-out': (p) => `${p['cell']} (${p['unit']}, ${p['value']}) was left out`,
  'why-total-twice': (p) => `${p['cell']} (${p['unit']}, ${p['value']}) was counted twice`,
  'why-total-one-left-out': (p) => `one ${p['value']} seems to be left out`,
  'why-total-one-twice': (p) => `one ${p['value']} seems to be counted twice`,
  'why-total-wrong': () => 'does not agree with the sum of its rows',
  'advice-change': () => 'Check and correct it; where it is right, waive the finding with a reason.',
  'advice-check-source': () => 'See from the source which cell was mistyped.',
  'advice-which-place': () =>
    'See which place is right and correct the other; where they count different things, waive the finding ' +
    'with a reason.',
  'advice-match': () => 'Where one unit has two names, say so on the sheet 核查记录.',
  'finding-district-gross': (p) =>
    `${p['unit']}: its column in attachment 3 adds up to ${p['here']}, attachment 1 has ${p['there']} ` +
    `evaluations received: ${p['size']} apart.`,
  'finding-district-small': (p) =>
    `${counted(p['count'], 'district')} ${verb(p['count'], 'has', 'have')} other totals in attachment 3 than in ` +
    `attachment 1, at most ${p['size']} ` +
    `apart: ${p['units']} (3/1).`,
  'finding-city-gross': (p) =>
    `${p['unit']}: ${p['here']} in the city column of attachment 3, ${p['there']} in attachment 2 ` +
    `(${p['departments']}): ${p['size']} apart.`,
  'finding-city-scope': (p) =>
    `${p['unit']}: ${p['here']} in the city column of attachment 3, ${p['there']} in attachment 2 ` +
    `(${p['departments']}, ${p['scope']}): they count different things, please confirm.`,
  'finding-city-small': (p) =>
    `${counted(p['count'], 'unit')} ${verb(p['count'], 'has', 'have')} other figures in the city column of ` +
    `attachment 3 than in attachment 2, at most ` +
    `${p['size']} apart: ${p['units']} (3/2).`,
  'finding-units-in-one': (p) =>
    `In one attachment only: ${listed('; ', [
      when(p['departments'], `${p['departments']} (2)`),
      when(p['volumes'], `${p['volumes']} (3)`),
    ])}.`,
  'finding-places-exchanged': (p) =>
    `${p['first']} and ${p['last']} are just the other way round in attachment 3 and in ${p['other']}: one ` +
    'of the two has them in the wrong place.',
  'finding-places-moved': (p) =>
    `From ${p['first']} to ${p['last']}, ${counted(p['count'], 'figure')} of attachment 3 and ${p['other']} are ` +
    `off by ` +
    'one place: one of the two has them in the wrong place.',
  'finding-received-contradicted': (p) =>
    `${p['unit']} received ${p['there']} evaluations here and ${p['here']} in attachment 3; the other units agree.`,
  'why-borne-out': () => 'attachment 3 says so, and its column adds up to its total',
  'finding-nearly-equal': (p) =>
    `${p['unit']}: ${p['upper']} ${p['high']} and ${p['lower']} ${p['low']} are one slip of the hand apart, ` +
    'and equal for most units: mistyped?',
  'why-volume-large': (p) => `the only cell (${p['unit']}) large enough for the ${p['excess']} too many`,
  'not-checked-no-attachment': (p) => `the workbook has no ${p['attachment']}`,
  'advice-confirm': () => 'Please confirm; where it is right there is nothing to do.',
  'advice-to-number': () => 'Compute with --fix-numbers, or convert to numbers in Excel.',
  'advice-compute': () => 'Compute again to write the formulas.',
  'finding-not-a-count': (p) => `${p['column']} of ${p['unit']}, “${p['text']}”, is no whole number of at least 0.`,
  'finding-is-date': (p) => `${p['column']} of ${p['unit']} is a date or a time (${p['text']}) and no number.`,
  'why-not-a-count': () => 'a count is a whole number of at least 0',
  'finding-text-numbers': (p) =>
    `${counted(p['count'], 'cell')} ${verb(p['count'], 'holds', 'hold')} numbers as text: ${p['cells']}.` +
    when(p['invisible'], ` Signs that nobody sees are in, with what was read: ${p['invisible']}.`),
  'finding-blank': (p) =>
    `${counted(p['count'], 'cell')} ${verb(p['count'], 'is', 'are')} blank ` +
    `(${p['cells']}) in rows that have figures: 0, or left out?`,
  'finding-dash': (p) =>
    `${counted(p['count'], 'cell')} ${verb(p['count'], 'says', 'say')} “-” (${p['cells']}) ` +
    `where others say 0: is the same meant?`,
  'finding-shown-full': (p) => `${counted(p['count'], 'rate')} shown as 100% though below it: ${p['cells']}.`,
  'finding-over-full': (p) => `${p['unit']} has a rate above 100%: ${p['found']}.`,
  'finding-adjustment-above': (p) =>
    `The adjustment of ${p['unit']}, ${p['typed']}, is above ${p['bound']} and counts as ${p['bound']}.`,
  'finding-adjustment-below': (p) =>
    `The adjustment of ${p['unit']}, ${p['typed']}, is below ${p['bound']} and counts as ${p['bound']}.`,
  'finding-adjustment-off-grid': (p) =>
    `The clauses cannot make the adjustment of ${p['unit']}, ${p['typed']} (base ${p['base']}).`,
  'finding-adjustment-beyond': (p) =>
    `The clauses cannot make the adjustment of ${p['unit']}, ${p['typed']}: each given once, they come to ` +
    `${p['least']} to ${p['most']}, and no entries of the ledger explain it.`,
  'why-ledger': () => "the sum of the ledger's entries",
  'why-method': () => 'as the method has it',
  'finding-formula-constant': (p) => `${p['column']} has formulas, but these cells hold typed numbers: ${p['cells']}.`,
  'finding-formula-odd': (p) =>
    `The formulas of ${p['column']} in ${p['cells']} are unlike the others (such as ${p['usual']}).`,
  'finding-formula-range': (p) => `The formulas in ${p['cells']} leave out row ${p['rows']}.`,
  'finding-unit-twice': (p) => `${p['unit']} is there ${counted(p['count'], 'time')}: ${p['cells']}.`,
  'finding-unit-missing': (p) => `${p['unit']} is in ${p['there']} and not in ${p['not']}.`,
  'finding-serial': (p) =>
    `The serial number of ${p['unit']} is ${p['found']}; after the row above it would be ${p['expected']}.`,
  'finding-population': (p) =>
    `The population of ${p['unit']} is ${p['here']} in attachment 3 and ${p['there']} in attachment 1 (10,000).`,
  'finding-section': (p) => `${p['unit']} has ${p['due']} evaluations due but stands in the section “${p['section']}”.`,
  'finding-section-borderline': (p) =>
    `${p['unit']} has exactly ${p['due']} evaluations due and stands in the section “${p['section']}”; please confirm.`,
  'finding-row-copied': (p) => `The counts of ${p['unit']} are all those of ${p['other']}: copied?`,
  'finding-row-stale': (p) => `The counts of ${p['unit']} are all those of the quarter before: not updated?`,
  'finding-quarter-unchanged': (p) =>
    `“${p['sheet']}” says ${quarterNameIn(String(p['period']))}, but its counts are all those of ` +
    `${either(p['final'], 'what was published last', 'the workbook of the quarter before')} ` +
    `(${quarterNameIn(String(p['before']))}): was only the title changed?`,
  'finding-rows-stale': (p) =>
    `The counts of ${counted(p['count'], 'unit')} ${verb(p['count'], 'is', 'are')} exactly those of the quarter ` +
    `before: the sheet was not updated, ` +
    'or the other workbook is not the previous one.',
  'finding-per-head': (p) =>
    `${p['unit']} has ${p['rate']} evaluations per 10,000 people, much ${either(p['more'], 'more', 'fewer')} ` +
    `than the others.`,
  'finding-department-row': (p) =>
    `${p['unit']} has ${p['count']} in ${p['district']}; per head of the other districts it would be about ` +
    `${p['usual']}.`,
  'finding-few-bad': (p) =>
    `${p['unit']} has ${p['active']} active and ${p['bad']} bad evaluations; by the others' share about ` +
    `${p['expected']} would be bad.`,
  'finding-quarter-change': (p) =>
    `${p['unit']} has ${p['now']} after ${p['before']} the quarter before, a change that stands out.`,
  'not-checked-no-previous': () => 'no workbook of the quarter before was given to compare with',
  'not-checked-off': (p) => `the method switches “${p['check']}” off`,
  'finding-scores-throughout': (p) =>
    `Most composite scores differ from what “${p['method']}” gives: perhaps another method was used.`,
  'finding-rates-throughout': (p) =>
    `Most rates in ${p['column']} differ from the counts: perhaps another expression was used.`,
  'finding-columns-throughout': (p) => `Most units disagree in ${p['columns']}, probably for one and the same reason.`,
  'finding-scores-other-method': (p) =>
    `${p['count']} of ${p['all']} composite scores follow “${p['other']}”; this sheet is to follow “${p['method']}”.`,
  'finding-column-shifted': (p) =>
    `${p['column']} seems to stand a row off from ${p['from']} on: moved ${either(p['up'], 'down', 'up')} by ` +
    'one row, every row agrees.',
  'finding-columns-exchanged': (p) =>
    `${p['column']} and ${p['other']} seem to stand in each other’s column: exchanged, every row agrees.`,
  'why-column-down': () => 'the figure of the next row belongs here',
  'why-column-up': () => 'the figure of the row above belongs here',
  'why-column-exchanged': () => 'the figure once the columns are exchanged',
  'advice-column-slip': () => 'Move these cells back together and audit again.',
  'advice-method': () => 'Check the method and the columns first, the rows after.',
  'finding-relation-throughout': (p) =>
    `Most units do not satisfy ${p['relation']} (${p['columns']}): perhaps columns are shifted, or the ` +
    'figures mean something else here.',
  'not-checked-no-column': (p) => `the sheet has no column “${p['column']}”`,
  'not-checked-blank': (p) => `the column “${p['column']}” is not filled in yet`,
};
