import type { Texts } from '../texts.js';
import type { rules as chinese } from '../zh-CN/rules.js';
import type { Impossibility, WantedValue } from '../../core/method/read-rules.js';

function textFor(texts: Readonly<Record<string, string>>, detail: string | number | undefined): string {
  return texts[String(detail)] ?? '';
}

/** What a field of a rules file should hold. */
const WANTED: Readonly<Record<WantedValue, string>> = {
  decimal: 'Numbers are quoted decimals such as "0.5".',
  text: 'It is a quoted text.',
  list: 'It is a list, in [ ].',
  record: 'It is a group of fields, in { }.',
  places: 'It is a whole number from 0 to 9, without quotes.',
  flag: 'It is true or false, without quotes.',
  quarter: 'A quarter is written "2021Q2".',
  'kind-of-form': 'Method and form are of the same kind of attachment.',
};

/** Why a value cannot be a rule. */
const IMPOSSIBLE: Readonly<Record<Impossibility, string>> = {
  negative: 'It cannot be below 0.',
  'too-long': 'The number is too large or too long: at most 7 digits before the point and 8 behind it.',
  'component-twice': 'Two components have the same id; change one.',
  'second-ladder': 'Only one component can give points by rank; remove the other.',
  'second-adjustment': 'There can be only one adjustment; remove the other.',
  'minimum-above-maximum': 'The minimum is above the maximum; correct one.',
  'not-a-rate': 'This column is no rate; name one of the form’s rates.',
  'not-an-adjustment': 'This column is no adjustment; name the form’s adjustment.',
};

/** What is wrong with a rules file, and how to correct it. */
export const rules: Texts<keyof typeof chinese> = {
  'rules-unreadable': (p) =>
    `The rules file ${p['file']} is not valid JSON (${p['reason']}). The rules command prints a fresh one.`,
  'rules-not-utf8': (p) =>
    `The rules file ${p['file']} is not in UTF-8 (perhaps in GBK). Open it in an editor, save it in UTF-8, ` +
    'and try again.',
  'rules-unknown-field': (p) => `The rules in ${p['file']} have an unknown field: ${p['path']}. Correct or remove it.`,
  'rules-unknown-kind': (p) =>
    `The rules in ${p['file']} have an unknown value: ${p['path']}. Compare with what the rules command prints.`,
  'rules-missing-field': (p) =>
    `The rules in ${p['file']} lack a field: ${p['path']}. Compare with what the rules command prints.`,
  'rules-wrong-type': (p) =>
    `A field of the rules in ${p['file']} is wrong: ${p['path']}. ${textFor(WANTED, p['detail'])}`,
  'rules-impossible': (p) =>
    `The rules in ${p['file']} cannot be so: ${p['path']}. ${textFor(IMPOSSIBLE, p['detail'])}`,
};
