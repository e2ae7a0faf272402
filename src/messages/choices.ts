/** Parts of a text that depend on what it tells: `${when(p['remark'], `（${p['remark']}）`)}`. */

/** The text where the condition holds; nothing where it does not, or is 0, empty or absent. */
export function when(condition: unknown, text: string): string {
  return condition ? text : '';
}

/** One text or the other. */
export function either(condition: unknown, text: string, otherwise: string): string {
  return condition ? text : otherwise;
}

/** The parts that are not empty, joined. */
export function listed(separator: string, parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(separator);
}
