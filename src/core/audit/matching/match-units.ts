import type { AttachmentRow } from '../../recognition/attachment.js';

/** A unit of attachment 3 with the units of attachment 2 that it stands for; several where it sums them up. */
export interface UnitMatch {
  readonly volume: AttachmentRow;
  readonly departments: readonly AttachmentRow[];
  /** `same`: but for 市; `short`: one name abbreviates the other; `joint`: 教体局 for 教育局 and 体育局; `given`: somebody said so. */
  readonly because: 'same' | 'short' | 'joint' | 'given';
}

export interface UnitMatching {
  readonly matches: readonly UnitMatch[];
  readonly onlyVolumes: readonly AttachmentRow[];
  readonly onlyDepartments: readonly AttachmentRow[];
}

/** Says which units somebody put together: by the name in attachment 3, the names in attachment 2 (none: nothing matches). */
export type GivenMatches = ReadonlyMap<string, readonly string[]>;

/** Brings the units of attachments 3 and 2 together by their names, the surest ways first; a name that fits two is left alone. */
export function matchUnits(
  volumes: readonly AttachmentRow[],
  departments: readonly AttachmentRow[],
  given: GivenMatches = new Map(),
): UnitMatching {
  const matches = new Map<AttachmentRow, UnitMatch>();
  const taken = new Set<AttachmentRow>();
  const take = (volume: AttachmentRow, found: readonly AttachmentRow[], because: UnitMatch['because']): void => {
    matches.set(volume, { volume, departments: found, because });
    found.forEach((one) => taken.add(one));
  };
  for (const volume of volumes) {
    const names = given.get(volume.name);
    if (names !== undefined)
      take(
        volume,
        departments.filter(({ name }) => names.includes(name)),
        'given',
      );
  }
  const open = (): readonly AttachmentRow[] => volumes.filter((volume) => !matches.has(volume));
  const free = (): readonly AttachmentRow[] => departments.filter((one) => !taken.has(one));
  const byRule = (because: UnitMatch['because'], fits: (volume: string, department: string) => boolean): void => {
    for (const volume of open()) {
      const fitting = free().filter(({ name }) => fits(volume.name, name));
      const [only] = fitting;
      const rivals = only === undefined ? [] : open().filter(({ name }) => fits(name, only.name));
      if (only !== undefined && fitting.length === 1 && rivals.length === 1) take(volume, [only], because);
    }
  };
  byRule('same', (a, b) => a === b || withoutCity(a) === withoutCity(b));
  for (const volume of open()) {
    const parts = jointParts(volume.name, free());
    if (parts !== null) take(volume, parts, 'joint');
  }
  byRule('short', (a, b) => abbreviates(withoutCity(a), withoutCity(b)) || abbreviates(withoutCity(b), withoutCity(a)));
  return {
    matches: volumes.flatMap((volume) => matches.get(volume) ?? []),
    onlyVolumes: open(),
    onlyDepartments: free(),
  };
}

function withoutCity(name: string): string {
  return name.replace(/^市(?!场)/, '');
}

/** 人社局 stands for 人力资源和社会保障局: the same first sign, and the others in their order. */
function abbreviates(short: string, long: string): boolean {
  if (short.length < 2 || short.length >= long.length || short[0] !== long[0]) return false;
  let at = 0;
  for (const sign of long) if (sign === short[at]) at += 1;
  return at === short.length;
}

/** 教体局: each sign of its stem begins the name of one unit with the same ending. */
function jointParts(name: string, departments: readonly AttachmentRow[]): readonly AttachmentRow[] | null {
  const plain = withoutCity(name);
  const ending = plain.slice(-1);
  const stem = [...plain.slice(0, -1)];
  if (stem.length < 2 || stem.length > 4) return null;
  const parts = stem.map((sign) =>
    departments.filter((one) => withoutCity(one.name).startsWith(sign) && one.name.endsWith(ending)),
  );
  const found = parts.flatMap((list) => (list.length === 1 ? list : []));
  return found.length === stem.length && new Set(found).size === stem.length ? found : null;
}
