import type { PaneContext } from '../context.js';
import type { RankChange, Ranking, RankingRow } from '../session/state.js';
import { remarkOf } from './ranking-words.js';

/** A table to be pasted: as Word, Excel and WPS take it, and with tabs for everything else. */
interface PastedTable {
  readonly html: string;
  readonly text: string;
}

/** A ranking as a table with its heading: rank, unit, score, change, remark; a column without any text is left out. */
export function rankingTable({ rows }: Pick<Ranking, 'rows'>, t: PaneContext['t']): PastedTable {
  const lines = [
    [t('rank'), t('unit'), t('score'), t('pane-column-change'), t('pane-column-remark')],
    ...rows.map((row) => lineOf(row, t)),
  ];
  const [heading, ...others] = lines;
  const isUsed = (_: string, column: number): boolean => others.some((line) => line[column] !== '');
  const used = lines.map((line) => line.filter(isUsed));
  const isNumber = (column: number): boolean => heading?.filter(isUsed)[column] !== t('unit');
  const htmlRows = used.map((line) => htmlRow(line, isNumber)).join('');
  return {
    html: `<meta charset="utf-8"><table style="border-collapse:collapse">${htmlRows}</table>`,
    text: used.map((line) => line.map((cell) => cell.replace(/\s+/g, ' ')).join('\t')).join('\r\n'),
  };
}

function lineOf(row: RankingRow, t: PaneContext['t']): readonly string[] {
  return [
    row.rank === null ? '' : String(row.rank),
    row.unit,
    row.score ?? '',
    row.change === null ? '' : changeWords(row.change, t),
    remarkOf(row, t),
  ];
}

/** A change in words: 升 2 名，+0.50 分. */
export function changeWords({ ranks, points }: RankChange, t: PaneContext['t']): string {
  const parts: string[] = [];
  if (ranks > 0) parts.push(t('pane-ranks-up', { count: ranks }));
  if (ranks < 0) parts.push(t('pane-ranks-down', { count: -ranks }));
  if (points !== null) parts.push(t('pane-points-gained', { points }));
  return parts.join(t('pane-list-comma'));
}

function htmlRow(cells: readonly string[], isNumber: (column: number) => boolean): string {
  const style = 'border:1px solid #000;padding:2px 6px';
  const content = cells.map(
    (cell, column) => `<td style="${style};text-align:${isNumber(column) ? 'center' : 'left'}">${escaped(cell)}</td>`,
  );
  return `<tr>${content.join('')}</tr>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
