const OFFSET = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;
const MASK = (1n << 64n) - 1n;

/**
 * Returns 16 hexadecimal digits that tell two pieces of data apart, whatever the order of their keys (FNV-1a; it finds
 * edits, it does not prove authorship).
 */
export function digestOf(data: unknown): string {
  let hash = OFFSET;
  for (const sign of canonical(data)) hash = ((hash ^ BigInt(sign.codePointAt(0) ?? 0)) * PRIME) & MASK;
  return hash.toString(16).padStart(16, '0');
}

function canonical(data: unknown): string {
  if (Array.isArray(data)) return `[${data.map(canonical).join(',')}]`;
  if (typeof data !== 'object' || data === null) return JSON.stringify(data) ?? 'null';
  const fields = Object.entries(data)
    .filter(([key, value]) => key !== '$schema' && value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, value]) => `${JSON.stringify(key)}:${canonical(value)}`).join(',')}}`;
}
