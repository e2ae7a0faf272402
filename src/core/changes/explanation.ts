import { compare, fromDecimal, toNumber, type Rational } from '../exact/rational.js';
import type { Expression } from '../expression/expression.js';
import { roundedFormula, toFormula } from '../expression/formula.js';
import { cellName } from '../grid/address.js';
import { valueAt, type Area, type Grid } from '../grid/grid.js';
import { formatFor } from '../grid/printed.js';
import { columnsOfComponent, pointsOf, rankingBy, type Component } from '../method/components/index.js';
import { componentInWords, ruleName } from '../method/method-in-words.js';
import { quarterName } from '../recognition/period.js';
import { rateExpressions } from '../scoring/score.js';
import type { Scorecard, UnitScore } from '../scoring/scorecard.js';
import type { Change } from './plan.js';
import { MAX_LIVE_RANKS } from './rank-range.js';
import { rangeName } from './row-blocks.js';
import { isInEveryScore, rateFormula } from './rate-formula.js';
import { freeSheetName, planSheet, textCell, type DraftCell } from './sheet-draft.js';
import { textInputs } from './text-inputs.js';

const EXPLANATION_SHEET = '得分明细';
const TAB_COLOUR = '70AD47';
const UNIT_WIDTH = 18;
const FIGURE_WIDTH = 11;
const HEADING = '得分明细：各项得分由附件中的数计算，附件改动后自动更新';

type SheetRow = readonly (DraftCell | null)[];

/**
 * Plans the sheet 得分明细: for each attachment and unit every component's input, rank and points, the sum, the cap and the
 * score, as formulas over the attachment.
 */
export function planExplanation(sheets: readonly Grid[], scorecards: readonly Scorecard[]): readonly Change[] {
  let rows: readonly SheetRow[] = [[textCell(HEADING)]];
  const headers: Area[] = [];
  for (const scorecard of scorecards) {
    const grid = sheets.find(({ sheet }) => sheet === scorecard.attachment.sheet);
    if (grid === undefined) continue;
    const blankRow: SheetRow = [];
    const block = blockOf(grid, scorecard, rows.length + 1);
    const header = rows.length + 1 + HEADER_OF_BLOCK;
    headers.push({ top: header, left: 0, bottom: header, right: (block[HEADER_OF_BLOCK]?.length ?? 1) - 1 });
    rows = [...rows, blankRow, ...block];
  }
  const present = sheets.find((grid) => grid.sheet.startsWith(EXPLANATION_SHEET) && valueAt(grid, 0, 0) === HEADING);
  return planSheet(sheets, present?.sheet ?? freeSheetName(sheets, EXPLANATION_SHEET), {
    tabColour: TAB_COLOUR,
    columnWidths: widthsOf(headers),
    look: { titleRows: [0], headers, wrappedColumns: [], frozen: { rows: 0, columns: 1 } },
    rows,
  });
}

function widthsOf(headers: readonly Area[]): readonly number[] {
  const figures = headers.reduce((most, { right }) => Math.max(most, right), 0);
  return [UNIT_WIDTH, ...new Array<number>(figures).fill(FIGURE_WIDTH)];
}

/** Where the column names stand in a block: below its title and its rules. */
const HEADER_OF_BLOCK = 2;

/** A column of the block: its header and what stands in a unit's row. */
interface BlockColumn {
  readonly key: string;
  readonly header: string;
  cell(unit: UnitScore, row: number): DraftCell | null;
}

/** The rows of one attachment: title, method, headers, and a row for each unit; the first is row `top` of the sheet. */
function blockOf(grid: Grid, scorecard: Scorecard, top: number): readonly SheetRow[] {
  const { attachment, method } = scorecard;
  const units = scorecard.units.filter(({ status }) => status === 'scored' || status === 'no-adjustment');
  const firstRow = top + HEADER_OF_BLOCK + 1;
  const columns = new Block(grid, scorecard, { firstRow, height: units.length }).columns();
  const { form, period } = attachment;
  const quarter = period === null ? '' : ` ${quarterName(period)}`;
  const rules = method.components.map((component) => `${component.clause}、${componentInWords(component, form)}`);
  return [
    [textCell(`${form.title}${quarter} · ${method.title}`)],
    [textCell(rules.join(''))],
    columns.map(({ header }) => textCell(header)),
    ...units.map((unit, index) => columns.map((column) => column.cell(unit, firstRow + index))),
  ];
}

/** One attachment's block; knows where each of its columns stands. */
class Block {
  private readonly expressions: ReadonlyMap<string, Expression>;
  private readonly places = new Map<string, number>();
  private readonly firstRow: number;
  /** How many units it has. */
  private readonly height: number;

  constructor(
    private readonly grid: Grid,
    private readonly scorecard: Scorecard,
    { firstRow, height }: { readonly firstRow: number; readonly height: number },
  ) {
    this.firstRow = firstRow;
    this.height = height;
    this.expressions = rateExpressions(scorecard.attachment, scorecard.method);
  }

  columns(): readonly BlockColumn[] {
    const { method, attachment } = this.scorecard;
    const list: BlockColumn[] = [this.unitColumn()];
    for (const component of method.components) {
      for (const id of columnsOfComponent(component)) list.push(this.inputColumn(component, id));
      const ranking = rankingBy(component);
      if (ranking !== null) list.push(this.rankColumn(ranking.column));
      list.push(this.pointsColumn(component));
    }
    list.push(this.sumColumn());
    if (method.cap !== undefined) list.push(this.capColumn(method.cap));
    list.push(this.scoreColumn());
    if (attachment.columns.some(({ role }) => role === 'score')) list.push(this.publishedColumn());
    list.forEach(({ key }, index) => this.places.set(key, index));
    return list;
  }

  private unitColumn(): BlockColumn {
    const column = this.attachmentColumn('unit');
    return {
      key: 'unit',
      header: '单位',
      cell: ({ row }) => {
        if (column === undefined) return textCell(row.name);
        const value = valueAt(this.grid, row.row, column);
        // Beside its name a cell may hold a population, under which the name is out of sight.
        if (value !== row.name) return textCell(row.name);
        return { value, formula: `=${this.remote(row.row, column)}`, format: 'General' };
      },
    };
  }

  /** A rate is worked out from its counts: what is printed in its column may be rounded or typed. */
  private inputColumn(component: Component, id: string): BlockColumn {
    const expression = this.expressions.get(id);
    return {
      key: inputKey(component, id),
      header: ruleName(id, this.scorecard.attachment.form),
      cell: (unit) => (expression === undefined ? this.countCell(unit, id) : this.rateCell(unit, id, expression)),
    };
  }

  private countCell(unit: UnitScore, id: string): DraftCell | null {
    const reading = unit.row.readings[id];
    const column = this.attachmentColumn(id);
    if (reading?.kind !== 'number') return null;
    const cell = { value: reading.value, format: 'General' };
    if (column === undefined || !this.isLive(unit)) return cell;
    return { ...cell, formula: `=${this.remote(unit.row.row, column)}` };
  }

  private rateCell(unit: UnitScore, id: string, expression: Expression): DraftCell {
    const rate = unit.rates[id];
    const cell = { value: rate === undefined ? '-' : toNumber(rate), format: '0.00%' };
    if (!this.isLive(unit)) return cell;
    const reference = (count: string): string => this.remote(unit.row.row, this.attachmentColumn(count) ?? 0);
    return { ...cell, formula: rateFormula(expression, reference) };
  }

  private rankColumn(id: string): BlockColumn {
    return {
      key: `rank ${id}`,
      header: '名次',
      cell: ({ rank }, row) => {
        if (rank === null) return null;
        if (this.height > MAX_LIVE_RANKS) return { value: rank, format: 'General' };
        const input = this.inputOf(id);
        const ranked = rangeName(input, { from: this.firstRow, to: this.firstRow + this.height - 1 }, '$');
        return { value: rank, formula: `=RANK(${cellName(row, input)},${ranked})`, format: 'General' };
      },
    };
  }

  private pointsColumn(component: Component): BlockColumn {
    const expression = ranksAsColumns(pointsOf(component));
    return {
      key: `points ${component.id}`,
      header: `${component.clause}、得分`,
      cell: (unit, row) => {
        const given = unit.components.find(({ id }) => id === component.id);
        if (given === undefined) return null;
        const formula = toFormula(expression, {
          reference: (id) => this.local(component, id, row),
          ranked: () => '',
          always: (id) => isInEveryScore(this.expressions, id),
        });
        return this.number(given.points, `=${formula}`);
      },
    };
  }

  private sumColumn(): BlockColumn {
    const { components } = this.scorecard.method;
    return {
      key: 'sum',
      header: '合计',
      cell: ({ uncapped }, row) => {
        if (uncapped === null) return null;
        const points = components.map(({ id }) => cellName(row, this.place(`points ${id}`)));
        return this.number(uncapped, `=${points.join('+')}`);
      },
    };
  }

  private capColumn(cap: string): BlockColumn {
    const limit = fromDecimal(cap);
    return {
      key: 'capped',
      header: `封顶 ${cap} 分`,
      cell: ({ uncapped }, row) => {
        if (uncapped === null) return null;
        const capped = compare(uncapped, limit) > 0 ? limit : uncapped;
        return this.number(capped, `=MIN(${cap},${cellName(row, this.place('sum'))})`);
      },
    };
  }

  private scoreColumn(): BlockColumn {
    const { cap, rounding } = this.scorecard.method;
    const unrounded = cap === undefined ? 'sum' : 'capped';
    return {
      key: 'score',
      header: '综合得分',
      cell: ({ score }, row) => {
        if (score === null) return null;
        const formula = roundedFormula(cellName(row, this.place(unrounded)), rounding.places);
        return { ...this.number(score, `=${formula}`), format: formatFor({ percent: false, places: rounding.places }) };
      },
    };
  }

  private publishedColumn(): BlockColumn {
    const column = this.scorecard.attachment.columns.find(({ role }) => role === 'score')?.column ?? 0;
    return {
      key: 'published',
      header: '附件中的综合得分',
      cell: ({ row, score }) => {
        const value = valueAt(this.grid, row.row, column);
        if (score === null || typeof value !== 'number') return null;
        return {
          value,
          formula: `=${this.remote(row.row, column)}`,
          format: formatFor({ percent: false, places: this.scorecard.method.rounding.places }),
        };
      },
    };
  }

  private number(value: Rational, formula: string): DraftCell {
    return { value: toNumber(value), formula, format: '0.00##' };
  }

  private isLive({ row }: UnitScore): boolean {
    return textInputs(row, this.scorecard.attachment.columns).length === 0;
  }

  private attachmentColumn(id: string): number | undefined {
    return this.scorecard.attachment.columns.find((column) => column.id === id)?.column;
  }

  private remote(row: number, column: number): string {
    return `'${this.grid.sheet.replace(/'/g, "''")}'!${cellName(row, column)}`;
  }

  private local(component: Component, id: string, row: number): string {
    return cellName(row, this.place(id.startsWith('rank ') ? id : inputKey(component, id)));
  }

  private inputOf(id: string): number {
    const component = this.scorecard.method.components.find((one) => columnsOfComponent(one).includes(id));
    if (component === undefined) return 0;
    return this.place(inputKey(component, id));
  }

  private place(key: string): number {
    return this.places.get(key) ?? 0;
  }
}

function inputKey(component: Component, id: string): string {
  return `input ${component.id} ${id}`;
}

/** The rank has a column of its own here: the points read it instead of ranking again. */
function ranksAsColumns(node: Expression): Expression {
  switch (node.op) {
    case 'rank':
      return { op: 'column', column: `rank ${node.column}` };
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
      return { ...node, left: ranksAsColumns(node.left), right: ranksAsColumns(node.right) };
    case 'min':
    case 'max':
      return { ...node, of: node.of.map(ranksAsColumns) };
    case 'ifLess':
      return {
        ...node,
        left: ranksAsColumns(node.left),
        right: ranksAsColumns(node.right),
        then: ranksAsColumns(node.then),
        otherwise: ranksAsColumns(node.otherwise),
      };
    case 'ifUndefined':
      return { ...node, otherwise: ranksAsColumns(node.otherwise) };
    case 'round':
      return { ...node, of: ranksAsColumns(node.of) };
    default:
      return node;
  }
}
