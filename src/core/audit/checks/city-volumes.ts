import type { AttachmentColumn, AttachmentRow } from '../../recognition/attachment.js';
import type { AuditedTable } from '../audited-table.js';
import { typingError, typingErrorPhrase } from '../diagnosis/typing-errors.js';
import {
  isExplained,
  NOTHING_FOUND,
  type AuditContext,
  type Check,
  type CheckDescription,
  type CheckOutcome,
} from '../check.js';
import { countIn, sumOfCounts, tableOf, unitsOf } from '../counts.js';
import type { Finding, Phrase, Suspect } from '../finding.js';
import { matchUnits, type UnitMatch, type UnitMatching } from '../matching/match-units.js';
import { cellOf, columnOf } from '../naming.js';
import { countSuspect, report } from '../report.js';
import {
  agreeButForFew,
  contradictedFinding,
  correctedCounts,
  groupedFinding,
  isCorroborated,
  isGross,
  percent,
  relativeDifference,
  type Discrepancy,
} from './discrepancies.js';
import { misplacedAmong, misplacedFinding } from './misplaced.js';

const agree: CheckDescription = {
  id: 'city-volumes',
  severity: 'warning',
  title: '附件3 市级一列与附件2 不符',
  formula: '附件3 市级一列＝附件2 对应单位的季度总评价数 M（按名称对应，可在 核查记录 中改正）',
  source: '两个附件统计的是同一季度的评价',
  example: '医疗保障局在附件3 是 18188，附件2 是 18097',
};

const inOneOnly: CheckDescription = {
  id: 'units-in-one',
  severity: 'notice',
  title: '只在一个附件里的单位',
  formula: '附件2 的单位都在附件3 里，附件3 有评价的单位都在附件2 里',
  source: '同上',
  example: '应急管理局只在附件2 里',
};

/** The city column of attachment 3 against attachment 2. */
export const cityVolumes: Check = {
  descriptions: [agree, inOneOnly],
  run: (context, earlier): CheckOutcome => {
    const volumes = tableOf(context.tables, 'volumes');
    const city = volumes && columnOf(volumes, 'city');
    if (volumes === undefined || city === undefined) return NOTHING_FOUND;
    const departments = tableOf(context.tables, 'departments');
    if (departments === undefined) return notPossible(volumes);
    const comparison = new CityComparison({ volumes, departments, city }, context);
    const findings = [...comparison.differences(earlier), ...comparison.unitsInOneOnly()];
    return { findings: findings.filter(({ check }) => context.isOn(check, volumes)), notChecked: [] };
  },
};

function notPossible({ attachment }: AuditedTable): CheckOutcome {
  const reason: Phrase = { code: 'not-checked-no-attachment', parameters: { attachment: '附件2' } };
  return { findings: [], notChecked: [{ check: agree.id, sheet: attachment.sheet, reason }] };
}

interface ComparedTables {
  readonly volumes: AuditedTable;
  readonly departments: AuditedTable;
  /** The city column of attachment 3. */
  readonly city: AttachmentColumn;
}

interface UnitDiscrepancy extends Discrepancy {
  readonly match: UnitMatch;
  /** What one of the two includes and the other perhaps does not: 含公证. */
  readonly scope: string;
}

class CityComparison {
  private readonly volumes: AuditedTable;
  private readonly departments: AuditedTable;
  private readonly city: AttachmentColumn;
  private readonly matching: UnitMatching;

  constructor({ volumes, departments, city }: ComparedTables, { matches }: AuditContext) {
    this.volumes = volumes;
    this.departments = departments;
    this.city = city;
    this.matching = matchUnits(unitsOf(volumes), unitsOf(departments), matches);
  }

  differences(earlier: readonly Finding[]): readonly Finding[] {
    const { volumes } = this;
    const { misplaced, rest } = misplacedAmong(this.discrepancies(earlier));
    const mistakes = this.mistakesAmong(rest);
    const others = rest.filter((discrepancy) => !mistakes.has(discrepancy));
    const gross = others.filter(isGross);
    const small = others.filter((discrepancy) => !isGross(discrepancy));
    const withoutScope = gross.filter(({ scope }) => scope === '');
    const withScope = gross.filter(({ scope }) => scope !== '');
    return [
      ...[...mistakes].map(([discrepancy, row]) =>
        contradictedFinding({ check: agree.id, table: this.departments, row, volumes }, discrepancy),
      ),
      ...misplaced.map((group) => misplacedFinding({ check: agree.id, table: volumes, other: '附件2' }, group)),
      ...[...withoutScope, ...withScope].map((discrepancy) => this.grossFinding(discrepancy)),
      ...groupedFinding({ check: agree.id, table: volumes, code: 'finding-city-small' }, small),
    ];
  }

  private discrepancies(earlier: readonly Finding[]): readonly UnitDiscrepancy[] {
    const countOf = correctedCounts(this.volumes, earlier);
    return this.matching.matches
      .flatMap((match) => this.discrepancyIn(match, countOf(match.volume, this.city)) ?? [])
      .filter((discrepancy) => !this.isReported(discrepancy, earlier));
  }

  private discrepancyIn(match: UnitMatch, here: number | null): UnitDiscrepancy | null {
    const { volume, departments } = match;
    const isComplete = departments.every((row) => countIn(row, 'received') !== null);
    if (here === null || departments.length === 0 || !isComplete) return null;
    const there = sumOfCounts(departments, 'received');
    if (here === there) return null;
    const cells = [
      cellOf(this.volumes, volume.row, 'city'),
      ...departments.map((row) => this.withSheet(this.receivedCell(row))),
    ];
    return {
      match,
      unit: volume.name,
      here,
      there,
      size: relativeDifference(here, there),
      cells,
      scope: differingScope(match),
    };
  }

  private receivedCell({ row }: AttachmentRow): string {
    return cellOf(this.departments, row, 'received');
  }

  private withSheet(cell: string): string {
    return `${this.departments.attachment.sheet}!${cell}`;
  }

  /** An earlier finding already asks for one of the two counts to become the other. */
  private isReported({ match, here, there, cells }: UnitDiscrepancy, earlier: readonly Finding[]): boolean {
    const inVolumes = { sheet: this.volumes.attachment.sheet, cell: cells[0] ?? '', value: there };
    if (isExplained(earlier, inVolumes)) return true;
    const [row] = match.departments;
    if (row === undefined) return false;
    const { sheet } = this.departments.attachment;
    return isExplained(earlier, { sheet, cell: this.receivedCell(row), value: here });
  }

  /** Where the attachments agree but for a few units, those are mistakes of attachment 2: each with its row there. */
  private mistakesAmong(discrepancies: readonly UnitDiscrepancy[]): ReadonlyMap<UnitDiscrepancy, AttachmentRow> {
    const mistakes = new Map<UnitDiscrepancy, AttachmentRow>();
    const areMistakes =
      agreeButForFew(discrepancies.length, this.matching.matches.length) && isCorroborated(this.volumes, this.city);
    if (!areMistakes) return mistakes;
    for (const discrepancy of discrepancies) {
      const [row, another] = discrepancy.match.departments;
      if (discrepancy.scope === '' && row !== undefined && another === undefined) mistakes.set(discrepancy, row);
    }
    return mistakes;
  }

  private grossFinding(discrepancy: UnitDiscrepancy): Finding {
    const { match, unit, here, there, size, cells, scope } = discrepancy;
    const parameters = {
      unit,
      here,
      there,
      size: percent(size),
      scope,
      departments: match.departments.map(({ name }) => name).join('、'),
    };
    // A scope note says that the two do not count the same things.
    const isSameScope = scope === '';
    return report({
      check: agree.id,
      severity: isSameScope ? 'warning' : 'notice',
      table: this.volumes,
      cells,
      unit,
      column: this.volumes.attachment.form.columns.find(({ id }) => id === 'city')?.names[0] ?? '',
      found: String(here),
      expected: String(there),
      message: { code: isSameScope ? 'finding-city-gross' : 'finding-city-scope', parameters },
      advice: 'advice-which-place',
      suspects: this.suspectsFor(discrepancy),
      size,
    });
  }

  /** Both places, where a typing error makes the one of the other. */
  private suspectsFor({ match, unit, here, there, cells }: UnitDiscrepancy): readonly Suspect[] {
    const [row, another] = match.departments;
    if (row === undefined || another !== undefined) return [];
    const slip = typingError(String(there), String(here)) ?? typingError(String(here), String(there));
    if (slip === undefined) return [];
    const why = typingErrorPhrase(slip, unit);
    return [
      countSuspect({ table: this.volumes, cell: cells[0] ?? '', found: here, value: there, why }),
      countSuspect({ table: this.departments, cell: this.receivedCell(row), found: there, value: here, why }),
    ];
  }

  unitsInOneOnly(): readonly Finding[] {
    const { volumes, departments } = this;
    const inVolumes = this.matching.onlyVolumes.filter((row) => (countIn(row, 'city') ?? 0) > 0);
    const inDepartments = this.matching.onlyDepartments.filter((row) => (countIn(row, 'received') ?? 0) > 0);
    if (inVolumes.length + inDepartments.length === 0) return [];
    const departmentCells = inDepartments.map((row) => this.receivedCell(row));
    const parameters = {
      volumes: inVolumes.map(({ name }) => name).join('、'),
      departments: inDepartments.map(({ name }) => name).join('、'),
    };
    const parts = {
      check: inOneOnly.id,
      severity: 'notice',
      message: { code: 'finding-units-in-one', parameters },
      advice: 'advice-match',
    } as const;
    if (inVolumes.length === 0) return [report({ ...parts, table: departments, cells: departmentCells })];
    const volumeCells = inVolumes.map((row) => cellOf(volumes, row.row, 'city'));
    const cells = [...volumeCells, ...departmentCells.map((cell) => this.withSheet(cell))];
    return [report({ ...parts, table: volumes, cells })];
  }
}

/** The scope notes of matched units; empty where they are the same. */
function differingScope({ volume, departments }: UnitMatch): string {
  const scopes = [volume.scope, ...departments.map(({ scope }) => scope)];
  if (new Set(scopes).size === 1) return '';
  return scopes.filter((scope) => scope !== null).join('、');
}
