import type { AttachmentRow } from '../../recognition/attachment.js';

/** A unit of attachment 3 with the units of attachment 2 that it stands for; several where it sums them up. */
export interface UnitMatch {
  readonly volume: AttachmentRow;
  readonly departments: readonly AttachmentRow[];
  /**
   * `same`: but for 市; `short`: one name abbreviates the other; `joint`: 教体局 for 教育局 and 体育局; `given`: somebody
   * said so.
   */
  readonly rule: 'same' | 'short' | 'joint' | 'given';
}

export interface UnitMatching {
  readonly matches: readonly UnitMatch[];
  readonly onlyVolumes: readonly AttachmentRow[];
  readonly onlyDepartments: readonly AttachmentRow[];
}

/** Units that somebody matched by hand: by the name in attachment 3, the names in attachment 2; none: no unit fits. */
export type GivenMatches = ReadonlyMap<string, readonly string[]>;

/**
 * Matches the units of attachments 3 and 2 by their names, the surest ways first; a name that fits two is skipped.
 * `given` are the matches made by hand: they go before all others.
 */
export function matchUnits(
  volumes: readonly AttachmentRow[],
  departments: readonly AttachmentRow[],
  given: GivenMatches = new Map(),
): UnitMatching {
  const matching = new Matching(volumes, departments);
  matching.matchGiven(given);
  matching.matchPairs('same', (a, b) => a === b || withoutCity(a) === withoutCity(b));
  matching.matchJoint();
  matching.matchPairs(
    'short',
    (a, b) => abbreviates(withoutCity(a), withoutCity(b)) || abbreviates(withoutCity(b), withoutCity(a)),
  );
  return matching.result();
}

/** What is matched so far, and what is not yet. */
class Matching {
  private readonly matches = new Map<AttachmentRow, UnitMatch>();
  private readonly matchedDepartments = new Set<AttachmentRow>();

  constructor(
    private readonly volumes: readonly AttachmentRow[],
    private readonly departments: readonly AttachmentRow[],
  ) {}

  matchGiven(given: GivenMatches): void {
    for (const volume of this.volumes) {
      const names = given.get(volume.name);
      if (names === undefined) continue;
      const departments = this.departments.filter(({ name }) => names.includes(name));
      this.add({ volume, departments, rule: 'given' });
    }
  }

  /** Matches units of which each fits the other alone. */
  matchPairs(rule: UnitMatch['rule'], fits: (volume: string, department: string) => boolean): void {
    for (const volume of this.openVolumes()) {
      const [department, ...others] = this.openDepartments().filter(({ name }) => fits(volume.name, name));
      if (department === undefined || others.length > 0) continue;
      const rivals = this.openVolumes().filter(({ name }) => fits(name, department.name));
      if (rivals.length === 1) this.add({ volume, departments: [department], rule });
    }
  }

  matchJoint(): void {
    for (const volume of this.openVolumes()) {
      const departments = jointParts(volume.name, this.openDepartments());
      if (departments !== null) this.add({ volume, departments, rule: 'joint' });
    }
  }

  result(): UnitMatching {
    return {
      matches: this.volumes.flatMap((volume) => this.matches.get(volume) ?? []),
      onlyVolumes: this.openVolumes(),
      onlyDepartments: this.openDepartments(),
    };
  }

  private add(match: UnitMatch): void {
    this.matches.set(match.volume, match);
    match.departments.forEach((department) => this.matchedDepartments.add(department));
  }

  private openVolumes(): readonly AttachmentRow[] {
    return this.volumes.filter((volume) => !this.matches.has(volume));
  }

  private openDepartments(): readonly AttachmentRow[] {
    return this.departments.filter((department) => !this.matchedDepartments.has(department));
  }
}

function withoutCity(name: string): string {
  return name.replace(/^市(?!场)/, '');
}

/** 人社局 stands for 人力资源和社会保障局: the same first character, and the others in their order. */
function abbreviates(short: string, long: string): boolean {
  if (short.length < 2 || short.length >= long.length || short[0] !== long[0]) return false;
  let at = 0;
  for (const character of long) {
    if (character === short[at]) at += 1;
  }
  return at === short.length;
}

/** 教体局: each character of its stem begins the name of one unit with the same ending. */
function jointParts(name: string, departments: readonly AttachmentRow[]): readonly AttachmentRow[] | null {
  const plain = withoutCity(name);
  const ending = plain.slice(-1);
  const stem = [...plain.slice(0, -1)];
  if (stem.length < 2 || stem.length > 4) return null;
  const parts = new Set<AttachmentRow>();
  for (const character of stem) {
    const fitting = departments.filter(
      (department) => withoutCity(department.name).startsWith(character) && department.name.endsWith(ending),
    );
    const [part] = fitting;
    if (part === undefined || fitting.length > 1) return null;
    parts.add(part);
  }
  if (parts.size < stem.length) return null;
  return [...parts];
}
