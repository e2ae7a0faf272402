import { cellName } from '../../grid/address.js';
import type { AttachmentColumn, AttachmentRow } from '../../recognition/attachment.js';
import { unitsIn } from '../../recognition/totals.js';
import { parseUnitName } from '../../recognition/unit-name.js';
import type { AuditedTable } from '../audited-table.js';
import { typingError, typingErrorPhrase } from '../diagnosis/typing-errors.js';
import { slipThatExplains } from '../diagnosis/sum-cause.js';
import {
  isExplained,
  NOTHING_FOUND,
  type AuditContext,
  type Check,
  type CheckDescription,
  type CheckOutcome,
} from '../check.js';
import { countIn, tableOf, unitsOf } from '../counts.js';
import type { Finding, Phrase, Suspect } from '../finding.js';
import { cellOf, columnTitle } from '../naming.js';
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

const description: CheckDescription = {
  id: 'district-volumes',
  severity: 'warning',
  title: '附件3 各区县合计与附件1 不符',
  formula: '附件3 区县一列各行之和＝附件1 该区县的季度总评价数 M',
  source: '两个附件统计的是同一季度的评价',
  example: '周村区在附件3 合计 924044，附件1 只有 57942',
};

/** District totals of attachment 3 against attachment 1: small differences in one finding, gross ones by themselves. */
export const districtVolumes: Check = {
  descriptions: [description],
  run: (context, earlier): CheckOutcome => {
    const volumes = tableOf(context.tables, 'volumes');
    const districts = tableOf(context.tables, 'districts');
    if (volumes === undefined || districts === undefined || !context.isOn(description.id, volumes))
      return notPossible(context, volumes);
    return { findings: new DistrictComparison(volumes, districts, earlier).findings(), notChecked: [] };
  },
};

function notPossible({ tables }: AuditContext, volumes: AuditedTable | undefined): CheckOutcome {
  if (volumes === undefined || tableOf(tables, 'districts') !== undefined) return NOTHING_FOUND;
  const reason: Phrase = { code: 'not-checked-no-attachment', parameters: { attachment: '附件1' } };
  return { findings: [], notChecked: [{ check: description.id, sheet: volumes.attachment.sheet, reason }] };
}

/** A column of attachment 3 with its row of attachment 1. */
interface District {
  readonly column: AttachmentColumn;
  readonly row: AttachmentRow;
}

type DistrictDiscrepancy = Discrepancy & District;

class DistrictComparison {
  private readonly units: readonly AttachmentRow[];
  /** The totals row of every unit. */
  private readonly total: AttachmentRow | undefined;
  private readonly countOf: (row: AttachmentRow, column: AttachmentColumn) => number | null;

  constructor(
    private readonly volumes: AuditedTable,
    private readonly districts: AuditedTable,
    private readonly earlier: readonly Finding[],
  ) {
    this.units = unitsOf(volumes);
    this.total = volumes.attachment.rows.find(
      (row) => row.kind === 'total' && unitsIn(volumes.attachment, row)?.length === this.units.length,
    );
    this.countOf = correctedCounts(volumes, earlier);
  }

  findings(): readonly Finding[] {
    const { volumes } = this;
    const check = description.id;
    const compared = this.comparedDistricts();
    const { misplaced, rest } = misplacedAmong(compared.flatMap((district) => this.discrepancyIn(district) ?? []));
    const areMistakes = agreeButForFew(rest.length, compared.length);
    const mistakes = rest.filter(({ column }) => areMistakes && isCorroborated(volumes, column));
    const others = rest.filter((discrepancy) => !mistakes.includes(discrepancy));
    const small = others.filter((discrepancy) => !isGross(discrepancy));
    return [
      ...mistakes.map((discrepancy) =>
        contradictedFinding({ check, table: this.districts, row: discrepancy.row, volumes }, discrepancy),
      ),
      ...misplaced.map((group) => misplacedFinding({ check, table: volumes, other: '附件1' }, group)),
      ...others.filter(isGross).map((discrepancy) => this.grossFinding(discrepancy)),
      ...groupedFinding({ check, table: volumes, code: 'finding-district-small' }, small),
    ];
  }

  private comparedDistricts(): readonly District[] {
    const rows = new Map(unitsOf(this.districts).map((row) => [row.name, row]));
    return this.volumes.attachment.columns
      .filter(({ role }) => role === 'district')
      .flatMap((column) => {
        const row = rows.get(parseUnitName(column.header).name);
        if (row === undefined) return [];
        return [{ column, row }];
      });
  }

  private discrepancyIn({ column, row }: District): DistrictDiscrepancy | null {
    const there = countIn(row, 'received');
    if (there === null) return null;
    const here = this.sumOf(column);
    const received = this.receivedCell(row);
    const { sheet } = this.districts.attachment;
    if (here === there || isExplained(this.earlier, { sheet, cell: received, value: here })) return null;
    if (this.isOfOneCell(column, there)) return null;
    // Without a total it is the column's header that names what is compared.
    const place = this.totalCell(column) ?? cellName(this.volumes.attachment.area.top, column.column);
    const cells = [place, `${sheet}!${received}`];
    return { unit: row.name, here, there, size: relativeDifference(here, there), cells, column, row };
  }

  private receivedCell({ row }: AttachmentRow): string {
    return cellOf(this.districts, row, 'received');
  }

  private totalCell({ column }: AttachmentColumn): string | undefined {
    return this.total && cellName(this.total.row, column);
  }

  private sumOf(column: AttachmentColumn): number {
    const sum = this.units.reduce((all, row) => all + (this.countOf(row, column) ?? 0), 0);
    // Of a sheet that lacks a row the printed totals are the better sums.
    if (this.total !== undefined && this.lacksRow(column)) return countIn(this.total, column.id) ?? sum;
    return sum;
  }

  /** An earlier finding says that a whole row is missing from the column. */
  private lacksRow(column: AttachmentColumn): boolean {
    return this.earlierFindings().some(
      ({ message, cells }) =>
        message.code === 'finding-totals-row-missing' && cells.includes(this.totalCell(column) ?? ''),
    );
  }

  /** The printed total agrees: what is wrong is one of the cells that it adds up, and that is reported already. */
  private isOfOneCell(column: AttachmentColumn, there: number): boolean {
    if (this.total === undefined || countIn(this.total, column.id) !== there) return false;
    const cell = this.totalCell(column) ?? '';
    return this.earlierFindings().some(({ check, cells }) => check === 'unit-twice' || cells.includes(cell));
  }

  /** What was found in attachment 3 before. */
  private earlierFindings(): readonly Finding[] {
    return this.earlier.filter(({ sheet }) => sheet === this.volumes.attachment.sheet);
  }

  private grossFinding(discrepancy: DistrictDiscrepancy): Finding {
    const { unit, here, there, size, column } = discrepancy;
    const suspects = this.suspectsFor(discrepancy);
    const suspectCells = suspects
      .filter(({ sheet }) => sheet === this.volumes.attachment.sheet)
      .map(({ cell }) => cell);
    return report({
      check: description.id,
      severity: 'warning',
      table: this.volumes,
      cell: suspectCells[0] ?? discrepancy.cells[0] ?? '',
      cells: [...new Set([...discrepancy.cells, ...suspectCells])],
      unit,
      column: columnTitle(this.volumes, column.id),
      found: String(here),
      expected: String(there),
      message: { code: 'finding-district-gross', parameters: { unit, here, there, size: percent(size) } },
      advice: 'advice-which-place',
      suspects,
      size,
    });
  }

  /** A typing error that explains the whole difference, else the one cell that is large enough for it. */
  private suspectsFor(discrepancy: DistrictDiscrepancy): readonly Suspect[] {
    const slips = [...this.mistypedVolumes(discrepancy), ...this.mistypedReceived(discrepancy)];
    if (slips.length > 0) return slips;
    return this.largeVolume(discrepancy);
  }

  private mistypedVolumes({ column, here, there }: DistrictDiscrepancy): readonly Suspect[] {
    const suspects: Suspect[] = [];
    for (const { unit, value, cell } of this.volumesIn(column)) {
      const slip = slipThatExplains({ value }, there - here);
      if (slip === undefined) continue;
      const why = typingErrorPhrase(slip, unit.name);
      suspects.push(countSuspect({ table: this.volumes, cell, found: value, value: value - (here - there), why }));
    }
    return suspects;
  }

  private mistypedReceived({ here, there, row }: DistrictDiscrepancy): readonly Suspect[] {
    const slip = typingError(String(here), String(there));
    if (slip === undefined) return [];
    const why = typingErrorPhrase(slip, columnTitle(this.districts, 'received'));
    return [countSuspect({ table: this.districts, cell: this.receivedCell(row), found: there, value: here, why })];
  }

  private largeVolume({ column, here, there }: DistrictDiscrepancy): readonly Suspect[] {
    const excess = here - there;
    const [only, another] = this.volumesIn(column).filter(({ value }) => value >= excess);
    if (excess <= 0 || only === undefined || another !== undefined) return [];
    return [
      {
        sheet: this.volumes.attachment.sheet,
        cell: only.cell,
        found: String(only.value),
        proposed: null,
        value: null,
        why: { code: 'why-volume-large', parameters: { unit: only.unit.name, excess } },
        place: 1,
      },
    ];
  }

  private volumesIn(column: AttachmentColumn): readonly Volume[] {
    return this.units.flatMap((unit) => {
      const value = countIn(unit, column.id);
      if (value === null) return [];
      return [{ unit, value, cell: cellName(unit.row, column.column) }];
    });
  }
}

/** A count of attachment 3. */
interface Volume {
  readonly unit: AttachmentRow;
  readonly value: number;
  readonly cell: string;
}
