import type { AttachmentKind, Form } from '../form/form.js';
import { normalise } from './normalise.js';

/** What tells the kind of a table whose columns leave it open. */
export interface KindEvidence {
  /** The kind that the title speaks of. */
  readonly title: AttachmentKind | undefined;
  /** What heads the units: 区县名称, 市级部门. */
  readonly header: string;
  readonly sheet: string;
  readonly units: readonly string[];
}

/** The kind with what told it; or why it cannot be told. */
export type KindDecision =
  | { readonly kind: AttachmentKind; readonly because: 'title' | 'columns' | 'sheet' | 'units' }
  | { readonly kind: null; readonly because: 'undecided' | 'contradictory' };

/**
 * Decides between forms whose columns are the same (districts and departments): by the title, else what heads the
 * units, else the sheet's name, else the units' names. Where title or sheet name speak of one kind and every unit is of
 * the other, it does not decide.
 */
export function decideKind(forms: readonly Form[], { title, header, sheet, units }: KindEvidence): KindDecision {
  const byUnits = kindOfUnits(units);
  const said = kindInWords(forms, { title, header, sheet });
  if (said !== undefined) {
    const isContradicted = units.length > 1 && byUnits !== undefined && byUnits !== said.kind;
    return isContradicted ? { kind: null, because: 'contradictory' } : said;
  }
  if (byUnits === undefined) return { kind: null, because: 'undecided' };
  return { kind: byUnits, because: 'units' };
}

type DecidedKind = Exclude<KindDecision, { readonly kind: null }>;

/** The kind that the words around a table speak of, the title's before others. */
function kindInWords(
  forms: readonly Form[],
  { title, header, sheet }: Omit<KindEvidence, 'units'>,
): DecidedKind | undefined {
  if (title !== undefined) return { kind: title, because: 'title' };
  const byHeader = kindSaidBy(forms, header);
  if (byHeader !== undefined) return { kind: byHeader, because: 'columns' };
  const bySheet = kindSaidBy(forms, sheet) ?? kindOfSheetName(sheet);
  if (bySheet !== undefined) return { kind: bySheet, because: 'sheet' };
  return undefined;
}

/** 市直, 部门得分, 各区 as the name of a sheet: short words that say nothing in a title. Both or neither: nothing. */
function kindOfSheetName(sheet: string): AttachmentKind | undefined {
  const plain = normalise(sheet);
  const isOfDepartments = /市直|市级|部门|局委办|委办局|机关/.test(plain);
  const isOfDistricts = /各区|各县|[区县]市?[区县]|[区县]域|区市|县市|^[区县]$/.test(plain);
  if (isOfDepartments === isOfDistricts) return undefined;
  return isOfDepartments ? 'departments' : 'districts';
}

/** The one kind that a text speaks of; `undefined` where it speaks of none or of several. */
export function kindSaidBy(forms: readonly Form[], text: string): AttachmentKind | undefined {
  const plain = normalise(text);
  const speaking = forms.filter((form) => form.titleKeywords.some((keyword) => speaks(plain, keyword)));
  if (speaking.length !== 1) return undefined;
  return speaking[0]?.kind;
}

/** 附件1 does not stand in 附件12. */
function speaks(text: string, keyword: string): boolean {
  const at = text.indexOf(keyword);
  if (at < 0) return false;
  const isPartOfNumber = /\d$/.test(keyword) && /\d/.test(text[at + keyword.length] ?? '');
  return !isPartOfNumber;
}

function kindOfUnits(units: readonly string[]): AttachmentKind | undefined {
  if (units.length === 0) return undefined;
  if (units.every((unit) => /[区县旗市]$/.test(unit))) return 'districts';
  // 高新区管委会 and 开发区 are districts too: only names that no district bears speak for departments.
  const mayAllBe = units.every((unit) => isDepartment(unit) || isOfCity(unit));
  return mayAllBe && units.some(isDepartment) ? 'departments' : undefined;
}

/** 市残联, 市妇联: of the city, and no district (市中区). */
function isOfCity(unit: string): boolean {
  return /^市./.test(unit) && !/[区县旗市]$/.test(unit);
}

function isDepartment(unit: string): boolean {
  return /(?:局|委|委员会|办|办公室|中心|公司|支队|法院|检察院)$/.test(unit) && !/[区县旗]/.test(unit);
}
