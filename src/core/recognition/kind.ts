import type { AttachmentKind, Form } from '../form/form.js';
import { normalise } from './normalise.js';

/** What tells the kind of a table whose columns leave it open. */
export interface KindSigns {
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
 * Decides between forms whose columns are the same (districts and departments): by the title, else what
 * heads the units, else the sheet's name, else the units' names. Where title or sheet name speak of one kind and every unit is of the other, it does not decide.
 */
export function decideKind(forms: readonly Form[], { title, header, sheet, units }: KindSigns): KindDecision {
  const byUnits = kindOfUnits(units);
  const bySheet = kindSaidBy(forms, sheet);
  const byHeader = kindSaidBy(forms, header);
  const said = title ?? byHeader ?? bySheet;
  if (said === undefined)
    return byUnits === undefined ? { kind: null, because: 'undecided' } : { kind: byUnits, because: 'units' };
  if (units.length > 1 && byUnits !== undefined && byUnits !== said) return { kind: null, because: 'contradictory' };
  return { kind: said, because: title !== undefined ? 'title' : byHeader !== undefined ? 'columns' : 'sheet' };
}

/** The one kind that a text speaks of; `undefined` where it speaks of none or of several. */
export function kindSaidBy(forms: readonly Form[], text: string): AttachmentKind | undefined {
  const plain = normalise(text);
  const speaking = forms.filter((form) => form.signs.some((sign) => speaks(plain, sign)));
  return speaking.length === 1 ? speaking[0]?.kind : undefined;
}

/** 附件1 does not stand in 附件12. */
function speaks(text: string, sign: string): boolean {
  const at = text.indexOf(sign);
  return at >= 0 && !(/\d$/.test(sign) && /\d/.test(text[at + sign.length] ?? ''));
}

function kindOfUnits(units: readonly string[]): AttachmentKind | undefined {
  if (units.length === 0) return undefined;
  if (units.every((unit) => /[区县旗市]$/.test(unit))) return 'districts';
  // 高新区管委会 and 开发区 are districts too: only names that no district bears speak for departments.
  return units.every(
    (unit) => /(?:局|委|委员会|办|办公室|中心|公司|支队|法院|检察院)$/.test(unit) && !/[区县旗]/.test(unit),
  )
    ? 'departments'
    : undefined;
}
