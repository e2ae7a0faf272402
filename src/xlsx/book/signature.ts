import type { Package } from '../package/package.js';
import { relationshipsOf, removeRelations } from '../package/relationships.js';

const ORIGIN = 'origin';

/** Tells whether a package carries a digital signature. */
export function isSigned(file: Package): boolean {
  return relationshipsOf(file, '').some(({ type }) => type === ORIGIN);
}

/** Takes the signature away: it vouches for bytes that are no longer these. */
export function dropSignature(file: Package): void {
  removeRelations(file, '', [ORIGIN]);
}
