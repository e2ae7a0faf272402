import type { Package } from './package.js';
import { walk } from './xml.js';

export interface Relationship {
  readonly id: string;
  readonly type: string;
  /** Full name of the part inside the package; for an external target, the address. */
  readonly target: string;
}

/** Returns the name of the part that holds the relationships of `part`; the empty name is the package's own. */
export function relationshipsPart(part: string): string {
  const slash = part.lastIndexOf('/');
  return `${part.slice(0, slash + 1)}_rels/${part.slice(slash + 1)}.rels`;
}

/** Reads the relationships of a part; a part without any has none. */
export function relationshipsOf(file: Package, part: string): readonly Relationship[] {
  const name = relationshipsPart(part);
  if (!file.has(name)) return [];
  const found: Relationship[] = [];
  walk(file.text(name), name, {
    open({ name: element, attributes }) {
      if (element !== 'Relationship') return;
      const target = attributes['Target'] ?? '';
      found.push({ id: attributes['Id'] ?? '', type: (attributes['Type'] ?? '').replace(/^.*\//, ''), target: attributes['TargetMode'] === 'External' ? target : resolve(part, target) });
    },
  });
  return found;
}

function resolve(from: string, target: string): string {
  const path = target.startsWith('/') ? target.slice(1) : `${from.slice(0, from.lastIndexOf('/') + 1)}${target}`;
  const steps: string[] = [];
  for (const step of decodeURI(path).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}
