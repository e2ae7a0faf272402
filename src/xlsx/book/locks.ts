import type { Package } from '../package/package.js';
import { childOf, parseTree } from '../xml/tree.js';
import { isTrue } from '../xml/xml.js';
import { propertiesOf } from './properties.js';

/**
 * What somebody has done to a workbook so that others leave it as it is: its sheets are locked against being added and
 * removed (`structure`), it is to be opened for reading (`read-only`), or it is marked as final.
 */
export type Lock = 'structure' | 'read-only' | 'final';

/** What Excel notes among the properties of a workbook that is marked as final. */
const FINAL = '_MarkAsFinal';

/** Tells how a workbook is locked. */
export function locksOf(file: Package, workbookPart: string): readonly Lock[] {
  const root = parseTree(file.text(workbookPart), workbookPart, 1);
  const locks: Lock[] = [];
  if (isTrue(childOf(root, 'workbookProtection')?.attributes['lockStructure'])) locks.push('structure');
  const sharing = childOf(root, 'fileSharing')?.attributes ?? {};
  const hasPassword = sharing['hashValue'] !== undefined || sharing['reservationPassword'] !== undefined;
  if (isTrue(sharing['readOnlyRecommended']) || hasPassword) locks.push('read-only');
  const isFinal = propertiesOf(file).some(
    ({ property, text }) => typeof property !== 'string' && property.custom === FINAL && isTrue(text.trim()),
  );
  if (isFinal) locks.push('final');
  return locks;
}
