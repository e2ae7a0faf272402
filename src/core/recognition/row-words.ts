import { folded } from '../grid/folded.js';
import { isSignature } from './signature.js';
import { normalise } from './normalise.js';

const LONGEST_NAME = 12;
const UNIT = /(?:[区县旗局委办]|管委会|中心|公司|支队|法院|检察院)$/;
/** 各区县, 功能区, 市直部门, 一、… head several units. */
const NO_UNIT = /^(?:各|全|功能|市直|市级|区县|县区|主城|中心城|[一二三四五六七八九十]+[、.])|[、,;。]/;

/** Tells whether a bare name is called as units are: 张店区, 市公安局; 功能区 heads several. */
export function isCalledLikeUnit(text: string): boolean {
  if (text.length > LONGEST_NAME) return false;
  const name = normalise(text);
  return UNIT.test(name) && !NO_UNIT.test(name);
}

/** 填报人：, 审核人, 联系电话: what stands below a table and is no unit. */
export function isFooter(text: string): boolean {
  return /[:：]\s*$/.test(text) || isSignature(text);
}

/** 人口（万人）: the row gives the populations of the districts that the columns are of. */
export function isPopulationsOfColumns(text: string): boolean {
  return /^(?:常住|户籍|总)?人口(?:总?数)?(?:万人?)?$/.test(normalise(text));
}

/** 其中：张店区: the row is a part of the unit above it. */
export function isPartOfUnit(text: string): boolean {
  return /^其中/.test(normalise(text));
}

/** Tells whether a text is a serial number that somebody typed as text: (1), 2、. */
export function isSerialNumber(text: string): boolean {
  return /^\(?\d+[.、)]?$/.test(folded(text));
}
