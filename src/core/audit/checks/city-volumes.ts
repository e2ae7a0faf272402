import type { AuditedTable } from '../audited-table.js';
import { typingError } from '../blame/typing-errors.js';
import { isExplained, NOTHING_FOUND, type Check, type CheckDescription, type CheckOutcome } from '../check.js';
import type { Finding, Suspect } from '../finding.js';
import { matchUnits, type UnitMatch } from '../matching/match-units.js';
import { cellOf, columnOf } from '../naming.js';
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
  run: ({ tables, isOn, matches: given }, earlier): CheckOutcome => {
    const [volumes, departments] = [tableOf(tables, 'volumes'), tableOf(tables, 'departments')];
    if (volumes === undefined || columnOf(volumes, 'city') === undefined) return NOTHING_FOUND;
    const { sheet } = volumes.attachment;
    if (departments === undefined)
      return {
        findings: [],
        notChecked: [
          {
            check: agree.id,
            sheet,
            reason: { code: 'not-checked-no-attachment', parameters: { attachment: '附件2' } },
          },
        ],
      };
    const matching = matchUnits(unitsOf(volumes), unitsOf(departments), given);
    const city = columnOf(volumes, 'city');
    const meant = countsAsMeant(volumes, earlier);
    const { misplaced, rest: apart } = misplacedAmong(
      matching.matches
        .flatMap((match) =>
          differenceIn(match, volumes, departments, city === undefined ? null : meant(match.volume, city)),
        )
        .filter((one) => !isTold(one, volumes, departments, earlier)),
    );
    const mistakes =
      city !== undefined && agreeButForFew(apart.length, matching.matches.length) && isBorneOut(volumes, city);
    const wrong = mistakes
      ? apart.flatMap((one) =>
          one.scope === '' && one.match.departments[0] !== undefined && one.match.departments.length === 1
            ? [{ ...one, row: one.match.departments[0] }]
            : [],
        )
      : [];
    const others = apart.filter((one) => !wrong.some(({ match }) => match === one.match));
    const scoped = others.filter((one) => isGross(one) && one.scope !== '');
    const gross = others.filter((one) => isGross(one) && one.scope === '');
    const small = others.filter((one) => !isGross(one));
    const onlyVolumes = matching.onlyVolumes.filter((row) => (countIn(row, 'city') ?? 0) > 0);
    const onlyDepartments = matching.onlyDepartments.filter((row) => (countIn(row, 'received') ?? 0) > 0);
    const cells = [
      ...onlyVolumes.map((row) => cellOf(volumes, row.row, 'city')),
      ...onlyDepartments.map((row) => `${departments.attachment.sheet}!${cellOf(departments, row.row, 'received')}`),
    ];
    const [first = ''] = cells;
    const at =
      onlyVolumes.length > 0
        ? { sheet, cell: first, cells }
        : { sheet: departments.attachment.sheet, cell: withoutSheet(first), cells: cells.map(withoutSheet) };
    const alone: readonly Finding[] =
      cells.length === 0
        ? []
        : [
            {
              check: inOneOnly.id,
              severity: 'notice',
              ...at,
              unit: '',
              column: '',
              found: '',
              expected: '',
              says: {
                code: 'finding-units-in-one',
                parameters: {
                  volumes: onlyVolumes.map(({ name }) => name).join('、'),
                  departments: onlyDepartments.map(({ name }) => name).join('、'),
                },
              },
              advice: { code: 'advice-match', parameters: {} },
              suspects: [],
            },
          ];
    return {
      findings: [
        ...(isOn(agree.id, volumes)
          ? [
              ...wrong.map((one) => contradicted(agree.id, departments, one.row, one, volumes)),
              ...misplaced.map((one) => misplacedFinding(agree.id, volumes, one, '附件2')),
              ...[...gross, ...scoped].map((one) => single(volumes, departments, one)),
              ...together(volumes, small),
            ]
          : []),
        ...(isOn(inOneOnly.id, volumes) ? alone : []),
      ],
      notChecked: [],
    };
  },
};

function withoutSheet(place: string): string {
  return place.slice(place.indexOf('!') + 1);
}

interface UnitApart extends Apart {
  readonly match: UnitMatch;
  /** What one of the two includes and the other perhaps does not: 含公证. */
  readonly scope: string;
}

function differenceIn(
  match: UnitMatch,
  volumes: AuditedTable,
  departments: AuditedTable,
  here: number | null,
): readonly UnitApart[] {
  const counts = match.departments.map((row) => countIn(row, 'received'));
  if (here === null || counts.length === 0 || counts.some((count) => count === null)) return [];
  const there = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  if (here === there) return [];
  const scopes = [match.volume.scope, ...match.departments.map(({ scope }) => scope)];
  const scope = new Set(scopes).size > 1 ? scopes.filter((one) => one !== null).join('、') : '';
  const cells = [
    cellOf(volumes, match.volume.row, 'city'),
    ...match.departments.map((row) => `${departments.attachment.sheet}!${cellOf(departments, row.row, 'received')}`),
  ];
  return [{ match, unit: match.volume.name, here, there, size: relativeDifference(here, there), cells, scope }];
}

/** An earlier finding already asks for one of the two counts to become the other. */
function isTold(
  { match, here, there, cells }: UnitApart,
  volumes: AuditedTable,
  departments: AuditedTable,
  earlier: readonly Finding[],
): boolean {
  const [row] = match.departments;
  return (
    isExplained(earlier, volumes.attachment.sheet, cells[0] ?? '', there) ||
    (row !== undefined &&
      isExplained(earlier, departments.attachment.sheet, cellOf(departments, row.row, 'received'), here))
  );
}

function single(
  volumes: AuditedTable,
  departments: AuditedTable,
  { match, unit, here, there, size, cells, scope }: UnitApart,
): Finding {
  const [row, another] = match.departments;
  const slip =
    another === undefined
      ? (typingError(String(there), String(here)) ?? typingError(String(here), String(there)))
      : undefined;
  const why = { code: `why-typed-${slip?.kind ?? 'changed'}`, parameters: { column: unit } };
  const suspects: readonly Suspect[] =
    slip === undefined || row === undefined
      ? []
      : [
          {
            sheet: volumes.attachment.sheet,
            cell: cells[0] ?? '',
            found: String(here),
            proposed: String(there),
            value: there,
            why,
            place: 1,
          },
          {
            sheet: departments.attachment.sheet,
            cell: cellOf(departments, row.row, 'received'),
            found: String(there),
            proposed: String(here),
            value: here,
            why,
            place: 1,
          },
        ];
  return {
    // A scope note says that the two do not count the same things.
    check: agree.id,
    severity: scope === '' ? 'warning' : 'notice',
    sheet: volumes.attachment.sheet,
    cell: cells[0] ?? '',
    cells,
    unit,
    column: volumes.attachment.form.columns.find(({ id }) => id === 'city')?.names[0] ?? '',
    found: String(here),
    expected: String(there),
    says: {
      code: scope === '' ? 'finding-city-gross' : 'finding-city-scope',
      parameters: {
        unit,
        here,
        there,
        size: percent(size),
        scope,
        departments: match.departments.map(({ name }) => name).join('、'),
      },
    },
    advice: { code: 'advice-which-place', parameters: {} },
    suspects,
    size,
  };
}

function together(volumes: AuditedTable, apart: readonly UnitApart[]): readonly Finding[] {
  if (apart.length === 0) return [];
  const size = Math.max(...apart.map((one) => one.size));
  return [
    {
      check: agree.id,
      severity: 'warning',
      sheet: volumes.attachment.sheet,
      cell: apart[0]?.cells[0] ?? '',
      cells: apart.flatMap(({ cells }) => cells),
      unit: '',
      column: '',
      found: apart.map(({ here }) => here).join('、'),
      expected: apart.map(({ there }) => there).join('、'),
      says: {
        code: 'finding-city-small',
        parameters: { count: apart.length, units: listedApart(apart), size: percent(size) },
      },
      advice: { code: 'advice-which-place', parameters: {} },
      suspects: [],
      size,
    },
  ];
}
