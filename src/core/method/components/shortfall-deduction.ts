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

type Code = 'points-shortfall' | 'points-shortfall-none' | 'points-shortfall-absent';

export const shortfallDeduction: ComponentKind<ShortfallDeduction, Code> = {
  kind: 'shortfall-deduction',
  description: 'Takes off what several rates lack of 100 %, averaged: (300%-差评回访率-整改率-整改满意率)÷3×100.',
  fields: {
    columns: {
      type: 'columns',
      role: 'computed',
      label: '所用比率',
      description: 'The rates: ids of columns of the form.',
    },
    factor: { type: 'amount', label: '全部未做到时扣', description: 'Points lost where all the rates are 0.' },
    undefined: {
      type: 'decimal',
      label: '无此比率时视为',
      description: 'What a rate that does not exist (0÷0) counts as; 1 takes nothing off.',
    },
  },
  ownNames: { inFields: '扣分', inLosses: '差评整改' },
  points: ({ columns, factor, undefined: otherwise }) => {
    const averageLack = divide(lackOf(columns, otherwise), number(String(columns.length)));
    return subtract(number('0'), multiply(averageLack, number(factor)));
  },
  full: () => '0',
  words: ({ columns, factor }, name) => {
    const names = columns.map(name);
    const lack = `${names.length * 100}%-${names.join('-')}`;
    return `${names.join('、')}为扣分项，扣分为（${lack}）÷${names.length}×${factor}。`;
  },
  sentence: ({ columns, factor, undefined: otherwise }, facts) => {
    const rates = columns.map((id) => ({ name: facts.name(id), value: facts.value(id) }));
    const { lost } = printPoints(facts);
    const parameters = { names: rates.map(({ name }) => name).join('、'), count: columns.length, factor, lost };
    if (Number(otherwise) === 1 && rates.every(({ value }) => value === undefined))
      return { code: 'points-shortfall-absent', parameters };
    if (signOf(facts.lost) === 0) return { code: 'points-shortfall-none', parameters };
    const lacking = rates.filter(({ value }) => isLacking(value, otherwise));
    const printed = lacking.map(({ name, value }) => `${name} ${printCounted(value, otherwise)}`).join('、');
    return { code: 'points-shortfall', parameters: { ...parameters, rates: printed } };
  },
  notes: ({ columns, factor }) => ({
    figures: [
      ['#%-', String(columns.length * 100)],
      ['[÷/]#[×x*]', String(columns.length)],
      ['[÷/]\\d+[×x*]#', factor],
    ],
  }),
  warnings: () => [],
};

function isLacking(rate: Rational | undefined, otherwise: string): boolean {
  if (rate === undefined) return Number(otherwise) !== 1;
  return !isWhole(rate);
}

/** Prints a rate as it was counted: one that does not exist with what stands for it, -（0%）. */
function printCounted(rate: Rational | undefined, otherwise: string): string {
  if (rate === undefined) return `-（${printThreshold(otherwise)}）`;
  return printRate(rate);
}

function lackOf(columns: readonly string[], otherwise: string): Expression {
  if (Number(otherwise) === 1) return lackOfExisting(columns);
  return lackOfAll(columns, otherwise);
}

// Each existing rate lacks 1 − rate, so together they lack their number less their sum.
function lackOfExisting(columns: readonly string[]): Expression {
  return subtract({ op: 'count', columns }, { op: 'sum', columns });
}

function lackOfAll(columns: readonly string[], otherwise: string): Expression {
  const rates = columns.map((id): Expression => ({ op: 'ifUndefined', column: id, otherwise: number(otherwise) }));
  return subtract(
    number(String(columns.length)),
    rates.reduce((sum, rate) => add(sum, rate)),
  );
}
