import { cellName } from '../../grid/address.js';
import type { AttachmentColumn, AttachmentRow } from '../../recognition/attachment.js';
import { unitsIn } from '../../recognition/totals.js';
import { parseUnitName } from '../../recognition/unit-name.js';
import type { AuditedTable } from '../audited-table.js';
import { typingError } from '../blame/typing-errors.js';
import {
  isExplained,
  NOTHING_FOUND,
  type AuditContext,
  type Check,
  type CheckDescription,
  type CheckOutcome,
} from '../check.js';
import type { Finding, Suspect } from '../finding.js';
import { cellOf, columnTitle } from '../naming.js';
import {
  agreeButForFew,
  contradicted,
  countIn,
  countsAsMeant,
  isBorneOut,
  isGross,
  listedApart,
  percent,
  relativeDifference,
  tableOf,
  unitsOf,
  type Apart,
} from './apart.js';
import { misplacedAmong, misplacedFinding } from './misplaced.js';

const description: CheckDescription = {
  id: 'district-volumes',
  severity: 'warning',
  title: '附件3 各区县合计与附件1 不符',
  formula: '附件3 区县一列各行之和＝附件1 该区县的季度总评价数 M',
  source: '两个附件统计的是同一季度的评价',
  example: '周村区在附件3 合计 924044，附件1 只有 57942',
};

/** District totals of attachment 3 against attachment 1: small differences in one statement, gross ones by themselves. */
export const districtVolumes: Check = {
  descriptions: [description],
  run: (context, earlier): CheckOutcome => {
    const [volumes, districts] = [tableOf(context.tables, 'volumes'), tableOf(context.tables, 'districts')];
    if (volumes === undefined || districts === undefined || !context.isOn(description.id, volumes))
      return notPossible(context, volumes);
    const { misplaced, rest } = misplacedAmong(differences(volumes, districts, earlier));
    const compared = volumes.attachment.columns.filter(
      ({ role, header }) =>
        role === 'district' && unitsOf(districts).some(({ name }) => name === parseUnitName(header).name),
    ).length;
    const wrong = agreeButForFew(rest.length, compared) ? rest.filter(({ column }) => isBorneOut(volumes, column)) : [];
    const gross = rest.filter((one) => !wrong.includes(one) && isGross(one));
    const small = rest.filter((one) => !wrong.includes(one) && !isGross(one));
    return {
      findings: [
        ...wrong.map((one) => contradicted(description.id, districts, one.row, one, volumes)),
        ...misplaced.map((one) => misplacedFinding(description.id, volumes, one, '附件1')),
        ...gross.map((one) => grossFinding(volumes, districts, one)),
        ...smallFinding(volumes, small),
      ],
      notChecked: [],
    };
  },
};

interface DistrictApart extends Apart {
  readonly column: AttachmentColumn;
  readonly row: AttachmentRow;
}

function notPossible({ tables }: AuditContext, volumes: AuditedTable | undefined): CheckOutcome {
  if (volumes === undefined || tableOf(tables, 'districts') !== undefined) return NOTHING_FOUND;
  return {
    findings: [],
    notChecked: [
      {
        check: description.id,
        sheet: volumes.attachment.sheet,
        reason: { code: 'not-checked-no-attachment', parameters: { attachment: '附件1' } },
      },
    ],
  };
}

function differences(
  volumes: AuditedTable,
  districts: AuditedTable,
  earlier: readonly Finding[],
): readonly DistrictApart[] {
  const rows = new Map(unitsOf(districts).map((row) => [row.name, row]));
  const counted = unitsOf(volumes);
  const meant = countsAsMeant(volumes, earlier);
  const total = volumes.attachment.rows.find(
    (row) => row.kind === 'total' && unitsIn(volumes.attachment, row)?.length === counted.length,
  );
  return volumes.attachment.columns.flatMap((column): readonly DistrictApart[] => {
    const district = column.role === 'district' ? rows.get(parseUnitName(column.header).name) : undefined;
    const there = district === undefined ? null : countIn(district, 'received');
    if (district === undefined || there === null) return [];
    const totalCell = total === undefined ? '' : cellName(total.row, column.column);
    // Of a sheet that lacks a row the printed totals are the better sums.
    const lacksRow = earlier.some(
      ({ sheet, says, cells }) =>
        sheet === volumes.attachment.sheet && says.code === 'finding-totals-row-missing' && cells.includes(totalCell),
    );
    const here =
      (lacksRow && total !== undefined ? countIn(total, column.id) : null) ??
      counted.reduce((sum, row) => sum + (meant(row, column) ?? 0), 0);
    if (
      here === there ||
      isExplained(earlier, districts.attachment.sheet, cellOf(districts, district.row, 'received'), here)
    )
      return [];
    // The printed total agrees: what is wrong is one of the cells that it adds up, and that is told already.
    if (
      total !== undefined &&
      countIn(total, column.id) === there &&
      earlier.some(
        ({ check, sheet, cells }) =>
          sheet === volumes.attachment.sheet && (check === 'unit-twice' || cells.includes(totalCell)),
      )
    )
      return [];
    // Without a total it is the column's header that names what is compared.
    const cells = [
      total === undefined ? cellName(volumes.attachment.area.top, column.column) : totalCell,
      `${districts.attachment.sheet}!${cellOf(districts, district.row, 'received')}`,
    ];
    return [{ unit: district.name, here, there, size: relativeDifference(here, there), cells, column, row: district }];
  });
}

function grossFinding(volumes: AuditedTable, districts: AuditedTable, apart: DistrictApart): Finding {
  const { sheet } = volumes.attachment;
  const suspects = suspectsFor(volumes, districts, apart);
  return {
    check: description.id,
    severity: 'warning',
    sheet,
    cell: suspects.find((one) => one.sheet === sheet)?.cell ?? apart.cells[0] ?? '',
    cells: [...new Set([...apart.cells, ...suspects.filter((one) => one.sheet === sheet).map(({ cell }) => cell)])],
    unit: apart.unit,
    column: columnTitle(volumes, apart.column.id),
    found: String(apart.here),
    expected: String(apart.there),
    says: {
      code: 'finding-district-gross',
      parameters: { unit: apart.unit, here: apart.here, there: apart.there, size: percent(apart.size) },
    },
    advice: { code: 'advice-which-place', parameters: {} },
    suspects,
    size: apart.size,
  };
}

function smallFinding(volumes: AuditedTable, apart: readonly DistrictApart[]): readonly Finding[] {
  if (apart.length === 0) return [];
  const size = Math.max(...apart.map((one) => one.size));
  return [
    {
      check: description.id,
      severity: 'warning',
      sheet: volumes.attachment.sheet,
      cell: apart[0]?.cells[0] ?? '',
      cells: apart.flatMap(({ cells }) => cells),
      unit: '',
      column: '',
      found: apart.map(({ here }) => here).join('、'),
      expected: apart.map(({ there }) => there).join('、'),
      says: {
        code: 'finding-district-small',
        parameters: { count: apart.length, units: listedApart(apart), size: percent(size) },
      },
      advice: { code: 'advice-which-place', parameters: {} },
      suspects: [],
      size,
    },
  ];
}

/** A slip of the hand that explains the whole difference, else the one cell that is large enough for it. */
function suspectsFor(
  volumes: AuditedTable,
  districts: AuditedTable,
  { column, here, there, row }: DistrictApart,
): readonly Suspect[] {
  const { sheet } = volumes.attachment;
  const excess = here - there;
  const cells = unitsOf(volumes).flatMap((unit) => {
    const value = countIn(unit, column.id);
    return value === null ? [] : [{ unit, value, cell: cellName(unit.row, column.column) }];
  });
  const slips = cells.flatMap(({ unit, value, cell }): readonly Suspect[] => {
    const meant = value - excess;
    const slip = meant < 0 ? undefined : typingError(String(meant), String(value));
    return slip === undefined
      ? []
      : [
          {
            sheet,
            cell,
            found: String(value),
            proposed: String(meant),
            value: meant,
            why: { code: `why-typed-${slip.kind}`, parameters: { column: unit.name } },
            place: 1,
          },
        ];
  });
  const slip = typingError(String(here), String(there));
  const received: readonly Suspect[] =
    slip === undefined
      ? []
      : [
          {
            sheet: districts.attachment.sheet,
            cell: cellOf(districts, row.row, 'received'),
            found: String(there),
            proposed: String(here),
            value: here,
            why: { code: `why-typed-${slip.kind}`, parameters: { column: columnTitle(districts, 'received') } },
            place: 1,
          },
        ];
  if (slips.length + received.length > 0) return [...slips, ...received];
  const large = cells.filter(({ value }) => value >= excess);
  const [only] = large;
  if (excess <= 0 || only === undefined || large.length > 1) return [];
  return [
    {
      sheet,
      cell: only.cell,
      found: String(only.value),
      proposed: null,
      value: null,
      why: { code: 'why-volume-large', parameters: { unit: only.unit.name, excess } },
      place: 1,
    },
  ];
}
