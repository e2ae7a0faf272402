import { normalise } from './normalise.js';

/** 去年同期, 上季度数据, 与上年同期比, 较上季度增减, 环比, 占比; 张店区（上季度）. */
const ANOTHER_TIME =
  /^(?:与|和|同|比|对比)?(?:去年|上年|上季|上期|上一个?季|上月|同期)|^(?:同比|环比)|^[较比](?:上[季年期月一]|去年|前[期年]|同期)/;
const QUARTER = /^(?:20\d\d年?度?)?第?[一二三四1-4]季度?(?:数据?|情况)?$/;
const MEASURED =
  /(?:上季度?|上期|同期|同比|环比|增减(?:[数量额率]|幅度?|情况)?|增[幅长]率?|占比|比重|差[额值异]|对比)$/;
const CHECKED = /^(?:数据)?(?:核对|校对|校验|核验|验算|试算|测算)(?:数据?|[行项值用]|差额|结果|情况)*$/;
/** What stands for all units or for none. */
const OVERALL =
  /^(?:全省|全国)(?:平均|均值|水平|总数|数据?|情况)*$|^(?:全市|各区县)?平均|^(?:最[高低大小]值?|中位数|标准差|满分|目标值?)$/;
const EXAMPLE = /^(?:填[写表报])?(?:示例|样例|范例|举例)|(?:示例|样例|范例)$|^例$/;

/**
 * Tells whether what stands where a unit's name is expected names figures that units are compared or checked with
 * (去年同期, 占比, 核对, 全省, 张店区（上季度）) or shows how to fill the table in (示例).
 */
export function isComparison(text: string): boolean {
  if (/^\s*例\s*[:：]/.test(text)) return true;
  const name = normalise(text);
  return [ANOTHER_TIME, QUARTER, MEASURED, CHECKED, OVERALL, EXAMPLE].some((pattern) => pattern.test(name));
}
