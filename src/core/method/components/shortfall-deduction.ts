import { divide, multiply, number, subtract, add, type Expression } from '../../expression/expression.js';
import { signOf, type Rational } from '../../exact/rational.js';
import type { ComponentKind } from './component-kind.js';
import { isWhole, printPoints, printRate, printThreshold } from './printed-facts.js';

/** Takes off what several rates lack of 100 %, averaged: (300%-差评回访率-整改率-整改满意率)÷3×100. */
export interface ShortfallDeduction {
  readonly kind: 'shortfall-deduction';
  readonly id: string;
  readonly clause: string;
  readonly columns: readonly string[];
  /** Points lost where all the rates are 0. */
  readonly factor: string;
  /** What a rate that does not exist counts as; 1 takes nothing off. */
  readonly undefined: string;
}

export const shortfallDeduction: ComponentKind<ShortfallDeduction> = {
  kind: 'shortfall-deduction',
  fields: { columns: 'columns', factor: 'amount', undefined: 'decimal' },
  points: ({ columns, factor, undefined: otherwise }) => {
    const lacking = Number(otherwise) === 1 ? ofThoseThatExist(columns) : ofAll(columns, otherwise);
    return subtract(number('0'), multiply(divide(lacking, number(String(columns.length))), number(factor)));
  },
  full: () => '0',
  columns: ({ columns }) => columns,
  words: ({ columns, factor }, name) => {
    const names = columns.map(name);
    return `${names.join('、')}为扣分项，扣分为（${names.length * 100}%-${names.join('-')}）÷${names.length}×${factor}。`;
  },
  sentence: ({ columns, factor, undefined: otherwise }, facts) => {
    const rates = columns.map((id) => ({ name: facts.name(id), value: facts.value(id) }));
    const { lost } = printPoints(facts);
    const parameters = { names: rates.map(({ name }) => name).join('、'), count: columns.length, factor, lost };
    if (Number(otherwise) === 1 && rates.every(({ value }) => value === undefined))
      return { code: 'points-shortfall-absent', parameters };
    if (signOf(facts.lost) === 0) return { code: 'points-shortfall-none', parameters };
    const lacking = rates.filter(({ value }) => (value === undefined ? Number(otherwise) !== 1 : !isWhole(value)));
    const counted = (value: Rational | undefined): string =>
      value === undefined ? `-（${printThreshold(otherwise)}）` : printRate(value);
    return {
      code: 'points-shortfall',
      parameters: { ...parameters, rates: lacking.map(({ name, value }) => `${name} ${counted(value)}`).join('、') },
    };
  },
  notes: ({ columns, factor }) => ({
    figures: [
      ['#%-', String(columns.length * 100)],
      ['[÷/]#[×x*]', String(columns.length)],
      ['[÷/]\\d+[×x*]#', factor],
    ],
  }),
  doubts: () => [],
};

// Each existing rate lacks 1 − rate, so together they lack their number less their sum.
function ofThoseThatExist(columns: readonly string[]): Expression {
  return subtract({ op: 'count', columns }, { op: 'sum', columns });
}

function ofAll(columns: readonly string[], otherwise: string): Expression {
  const rates = columns.map((id): Expression => ({ op: 'ifUndefined', column: id, otherwise: number(otherwise) }));
  return subtract(
    number(String(columns.length)),
    rates.reduce((sum, rate) => add(sum, rate)),
  );
}
