import type { AttachmentKind } from '../form/form.js';
import departments2021Q1 from './data/departments-2021Q1.json' with { type: 'json' };
import departments2021Q2 from './data/departments-2021Q2.json' with { type: 'json' };
import districts2021Q1 from './data/districts-2021Q1.json' with { type: 'json' };
import districts2021Q2 from './data/districts-2021Q2.json' with { type: 'json' };
import type { Method } from './method.js';

const builtIn: readonly Method[] = [
  districts2021Q2 as Method,
  departments2021Q2 as Method,
  districts2021Q1 as Method,
  departments2021Q1 as Method,
];

/** Returns every built-in method of a kind, the newest first. */
export function builtInMethods(kind: AttachmentKind): readonly Method[] {
  return builtIn.filter((method) => method.kind === kind).sort((a, b) => b.period.localeCompare(a.period, 'en'));
}

/**
 * Returns the built-in method of a kind for a period (`2021Q2`), else the newest of that kind; `null` for volumes,
 * which have none.
 */
export function builtInMethod(kind: AttachmentKind, period: string | null): Method | null {
  const ofKind = builtInMethods(kind);
  return ofKind.find((method) => method.period === period) ?? ofKind[0] ?? null;
}
