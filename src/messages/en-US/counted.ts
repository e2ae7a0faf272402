/**
 * A number with its noun: 1 cell, 2 cells; `several` where the plural is no -s.
 *
 * @example
 *   import { counted } from './counted.js';
 *   counted(1, 'cell') // => '1 cell'
 *   counted(2, 'cell') // => '2 cells'
 *   counted('1', 'entry', 'entries') // => '1 entry'
 */
export function counted(count: string | number | undefined, one: string, several = `${one}s`): string {
  return `${count ?? 0} ${Number(count) === 1 ? one : several}`;
}

/** The verb of a number of things: is or are. */
export function verb(count: string | number | undefined, ofOne: string, ofSeveral: string): string {
  return Number(count) === 1 ? ofOne : ofSeveral;
}
