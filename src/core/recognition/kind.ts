import type { AttachmentKind, Form } from '../form/form.js';
import { normalise } from './normalise.js';

/**
 * Decides between forms whose columns are the same (districts and departments): by the title, else the sheet's name,
 * else the units' names. `undefined` where these do not tell.
 */
export function decideKind(forms: readonly Form[], evidence: { readonly title: string; readonly sheet: string; readonly units: readonly string[] }): AttachmentKind | undefined {
  return bySigns(forms, evidence.title) ?? bySigns(forms, evidence.sheet) ?? byUnits(evidence.units);
}

function bySigns(forms: readonly Form[], text: string): AttachmentKind | undefined {
  const plain = normalise(text);
  const speaking = forms.filter((form) => form.signs.some((sign) => plain.includes(sign)));
  return speaking.length === 1 ? speaking[0]?.kind : undefined;
}

function byUnits(units: readonly string[]): AttachmentKind | undefined {
  if (units.length === 0) return undefined;
  const districts = units.filter((unit) => /[区县旗市]$/.test(unit)).length;
  if (districts === units.length) return 'districts';
  return districts === 0 ? 'departments' : undefined;
}
