import type { ComputedTable } from '../../app/compute.js';
import { print, type Rational } from '../../core/exact/rational.js';
import { printAs } from '../../core/grid/printed.js';
import { isTyped, methodRanking } from '../../core/method/components/index.js';
import type { Method } from '../../core/method/method.js';
import type { Attachment, AttachmentColumn } from '../../core/recognition/attachment.js';
import { addendsIn } from '../../core/recognition/row-sums.js';
import { sumOf, unitsIn } from '../../core/recognition/totals.js';
import type { UnitScore } from '../../core/scoring/scorecard.js';
import { standingScore } from '../../core/scoring/standing.js';
import { message, type Language } from '../../messages/index.js';
import { quarterName } from '../../messages/quarter.js';

/** Returns the score table of an attachment for people: unit, rates, rank, points, adjustment, score. */
export function scoreTable({ attachment, method, scorecard }: ComputedTable, language: Language): string {
  const headed = [attachment.sheet, attachment.form.title];
  if (attachment.period) headed.push(quarterName(attachment.period));
  const heading = headed.join(' · ');
  if (scorecard === null || method === null) return [heading, ...totals(attachment, language)].join('\n');
  const nameOf = (id: string, otherwise: string): string =>
    attachment.form.columns.find((column) => column.id === id)?.names[0] ?? otherwise;
  const rates = attachment.columns.filter((column) => column.role === 'computed');
  const ranking = methodRanking(method);
  const ranked = ranking === null ? [] : [ranking.column];
  const earned = method.components.filter((component) => !isTyped(component));
  const header = [
    message(language, 'unit'),
    ...rates.map(({ id, header, isInPoints }) => nameOf(id, header) + (isInPoints === true ? '（%）' : '')),
    ...ranked.map((column) => message(language, 'rank-by', { column: nameOf(column, column) })),
    ...earned.map(({ clause }) => `${message(language, 'points')}${clause}`),
    message(language, 'adjustment'),
    message(language, 'score'),
  ];
  const scoreText = (unit: UnitScore): string => {
    const standing = printed(standingScore(scorecard, unit), method);
    const computed = printed(unit.score, method);
    if (scorecard.keptScores.has(unit.row.row)) return message(language, 'score-beside', { score: standing, computed });
    return standing || (unit.row.remark ?? '');
  };
  const rows = scorecard.units.map((unit) => [
    unit.row.name,
    ...rates.map((column) => rateText(unit.rates, column)),
    ...ranked.map(() => (unit.rank === null ? '' : String(unit.rank))),
    ...earned.map(({ id }) => {
      const given = unit.components.find((component) => component.id === id);
      return given ? print(given.points, 2) : '';
    }),
    unit.adjustment === null ? '' : print(unit.adjustment, 2).replace(/(?:\.|(?<![.0]))0+$/, ''),
    scoreText(unit),
  ]);
  return [
    heading,
    message(language, 'rules-used', { title: method.title, source: method.source }),
    alignedColumns([header, ...rows]),
  ].join('\n');
}

function printed(score: Rational | null, { rounding }: Method): string {
  if (score === null) return '';
  return print(score, rounding.places);
}

/** A unit's rate, in points where its column is; a dash where it has none. */
function rateText(rates: UnitScore['rates'], { id, isInPoints = false }: AttachmentColumn): string {
  if (!(id in rates)) return '';
  const rate = rates[id];
  if (!rate) return '-';
  return printAs(rate, { percent: true, places: 2, inPoints: isInPoints });
}

/** 附件3 has no scores: a line for each column with its sum, for each totals row. */
function totals(attachment: Attachment, language: Language): readonly string[] {
  const sums = attachment.rows.flatMap((row) => {
    const units = row.kind === 'total' ? unitsIn(attachment, row) : null;
    return units === null ? [] : [{ row, units }];
  });
  if (sums.length === 0) return [message(language, 'table-without-totals', {})];
  const header = [
    message(language, 'column'),
    ...sums.map(({ row: { name, row }, units }) =>
      message(language, 'total-of-units', { name, row: row + 1, units: units.length }),
    ),
  ];
  const columns = attachment.columns.filter(({ role }) => role === 'city' || role === 'district' || role === 'sum');
  const lines = columns.map((column) => [
    column.header,
    ...sums.map(({ units }) => {
      const added = (column.role === 'sum' ? addendsIn(attachment, column) : [column]).map(({ id }) =>
        sumOf(units, id),
      );
      return added.every(({ unreadable }) => unreadable === undefined)
        ? String(added.reduce((all, { sum }) => all + sum, 0))
        : '';
    }),
  ]);
  return [alignedColumns([header, ...lines])];
}

/** Aligns the cells of a table for a terminal: the first column left, the others right. */
export function alignedColumns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, index) =>
    rows.reduce((widest, row) => Math.max(widest, displayWidth(row[index] ?? '')), 0),
  );
  return rows
    .map((row) =>
      row
        .map((cell, index) =>
          index === 0
            ? cell + gap(cell, widths[index])
            : gap(cell, index === row.length - 1 ? 0 : widths[index]) + cell,
        )
        .join('  '),
    )
    .join('\n');
}

function gap(cell: string, width = 0): string {
  return ' '.repeat(Math.max(0, width - displayWidth(cell)));
}

// Chinese characters and full-width signs take two columns of a terminal.
function displayWidth(text: string): number {
  return [...text].reduce(
    (width, character) =>
      width +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6“”]/.test(character)
        ? 2
        : 1),
    0,
  );
}
