import type { Package } from '../package/package.js';
import { addressesIn, removeRelated } from '../package/relationships.js';
import type { TraceKind } from './trace-kinds.js';

/** Legacy drawings (VML) are read as text: they need not be sound XML. */
const PATTERNS: readonly { readonly kind: TraceKind; readonly pattern: RegExp }[] = [
  { kind: 'descriptions', pattern: /\s(?:alt|title|o:title)="([^"]+)"/g },
  { kind: 'hyperlinks', pattern: /\s(?:href|o:href|r:href)="([^"]+)"/g },
  // A picture that lies outside the file; one inside it is named by the number of a relationship.
  { kind: 'hyperlinks', pattern: /\ssrc="([^"#]+)"/g },
  { kind: 'macro-buttons', pattern: /<x:FmlaMacro>([^<]*)<\/x:FmlaMacro>/g },
];

interface LegacyTrace {
  readonly kind: TraceKind;
  readonly text: string;
}

/** Tells whether a part is a legacy drawing. */
export function isLegacy(part: string): boolean {
  return /\.vml$/i.test(part);
}

/** What a legacy drawing says of people and places. */
export function legacyTraces(file: Package, part: string): readonly LegacyTrace[] {
  const vml = file.text(part);
  const texts = PATTERNS.flatMap(({ kind, pattern }) =>
    [...vml.matchAll(pattern)].map(([, text = '']): LegacyTrace => ({ kind, text })),
  );
  return [
    ...texts,
    ...addressesIn(file, part).map(({ target }): LegacyTrace => ({ kind: 'hyperlinks', text: target })),
  ];
}

/** Takes traces of these kinds out of a legacy drawing. */
export function removeLegacyTraces(file: Package, part: string, kinds: ReadonlySet<TraceKind>): void {
  const present = file.text(part);
  let rest = present;
  for (const { kind, pattern } of PATTERNS) if (kinds.has(kind)) rest = rest.replace(pattern, '');
  if (kinds.has('hyperlinks')) {
    for (const address of addressesIn(file, part)) {
      rest = withoutReferenceTo(rest, address.id);
      removeRelated(file, part, address);
    }
  }
  if (rest !== present) file.setText(part, rest);
}

/** `o:relid="rId1"` and the like, whatever the attribute is called. */
function withoutReferenceTo(vml: string, id: string): string {
  return vml.replace(/\s(?:o:relid|o:relId|r:id|r:pict|r:link)="([^"]*)"/g, (attribute, named) =>
    named === id ? '' : attribute,
  );
}
