import type { CellValue } from '../../src/core/grid/grid.js';

const NAMES = [
  '序号',
  '部门',
  '季度应评价数',
  '季度总评价数',
  '主动评价数',
  '主动好评数',
  '差评总数',
  '有效差评数',
  '无效差评数',
  '差评回复数',
  '差评整改数',
  '整改满意数',
  '总评价率',
  '主动评价率',
  '好评率',
  '主动评价好评率',
  '差评回复率',
  '差评整改率',
  '整改满意率',
  '加减分',
  '综合得分',
];

/** The rows of an attachment 1 with so many districts, computed columns blank; the same in every run. */
export function districtRows(units: number): CellValue[][] {
  const rows: CellValue[][] = [['2021年第二季度各区县“好差评”评估通报表', ...new Array<null>(20).fill(null)], NAMES];
  for (let index = 0; index < units; index += 1) {
    const due = 1000 + ((index * 7919) % 90_000);
    const active = (index * 104_729) % due;
    const bad = Math.min(active, 1);
    rows.push([
      index + 1,
      `第${index}区`,
      due,
      due - (index % 50),
      active,
      Math.max(0, active - 1),
      bad,
      0,
      bad,
      bad,
      0,
      0,
      ...new Array<null>(7).fill(null),
      10,
      null,
    ]);
  }
  return rows;
}
