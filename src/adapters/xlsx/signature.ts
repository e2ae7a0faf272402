import type { Package } from './package.js';
import { relationshipsOf, removeRelated } from './relationships.js';

/** Tells whether a package carries a digital signature. */
export function isSigned(file: Package): boolean {
  return signatures(file).length > 0;
}

/** Takes the signature away: it vouches for bytes that are no longer these. */
export function dropSignature(file: Package): void {
  for (const relationship of signatures(file)) removeRelated(file, '', relationship);
}

function signatures(file: Package): ReturnType<typeof relationshipsOf> {
  return relationshipsOf(file, '').filter(({ type }) => type === 'origin');
}
