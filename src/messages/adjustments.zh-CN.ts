import { quarterName } from './quarter.js';

type Parameters = Readonly<Record<string, string | number>>;

/** Texts of the ledger, the method in the open and the notes under the tables. */
export const adjustmentsZhCN = {
  'ledger-created': (p: Parameters) => `已新建工作表“${p['sheet']}”，放在最后，页签为红色：内部资料，不随通报下发。`,
  'ledger-no-room': (p: Parameters) =>
    `“${p['sheet']}”的台账下面有别的内容，没有写入。请先在台账末尾插入空行，再登记。`,
  'ledger-other-period': (p: Parameters) =>
    `“加减分台账”是${quarterName(String(p['period']))}的，没有用于${p['attachment'] ? quarterName(String(p['attachment'])) : '本表'}。`,
  'ledger-unreadable': (p: Parameters) =>
    `“${p['sheet']}”里找不到“单位、条款、分值”这几个列名，台账没有读出来。请改回列名。`,
  'bare-number-replaced': (p: Parameters) =>
    `${p['unit']}原来手填 ${p['typed']}，没有记录；现在按台账为 ${p['sum']}。其余的分请再登记，或记为“待分类”。`,
  'ledger-none': () => '工作簿里还没有加减分台账。',
  'entry-unit-unknown': (p: Parameters) =>
    `${p['attachment']}里没有“${p['unit']}”${p['likely'] ? `，是否为“${p['likely']}”？` : '，请核对单位名称。'}`,
  'entry-unit-ambiguous': (p: Parameters) =>
    `${p['attachment']}里不止一个“${p['unit']}”，分不清是哪一个，请先改正附件中的单位名称。`,
  'entry-unit-not-scored': (p: Parameters) => `${p['unit']}（${p['remark']}）不计分，加减分没有写入。`,
  'entry-clause-unknown': (p: Parameters) => `没有“${p['clause']}”这一条款。可用的条款：${p['known']}；或写“待分类”。`,
  'entry-points-outside': (p: Parameters) =>
    `${p['unit'] ? `${p['unit']}：` : ''}分值 ${p['points']} 超出条款“${p['clause']}”的范围（${rangeOf(p)}）。`,
  'entry-points-off-grid': (p: Parameters) =>
    `${p['unit'] ? `${p['unit']}：` : ''}分值 ${p['points']} 不是 ${p['grid']} 的整数倍（条款“${p['clause']}”），请核对。`,
  'entry-points-unreadable': (p: Parameters) => `${p['unit']}的分值“${p['text']}”读不懂，请填数字，如 5 或 -2。`,
  'entry-times-unreadable': (p: Parameters) =>
    `${p['unit'] ? `${p['unit']}的` : ''}次数“${p['text']}”不对，请填 1、2、3 这样的整数。`,
  'entry-not-found': (p: Parameters) =>
    `“${p['sheet']}”第 ${p['row']} 行没有加减分记录，台账可能已经改动，请重新打开。`,
  'attachment-not-found': (p: Parameters) => `工作簿里没有找到${p['attachment']}。`,
  'attachment-unclear': (p: Parameters) => `“${p['unit']}”在附件1和附件2里都有，请用 --attachment 说明是哪一个。`,
  'adjustment-not-in-method': (p: Parameters) => `${p['attachment']}所用的计分办法没有加减分。`,
  'adjustment-column-missing': () => '表里没有“加减分”列，台账的分数没有地方写。请补上该列。',
  'adjustment-unknown': (p: Parameters) => `${p['unit']}的台账里有读不懂的分值或次数，请先改正。`,
  'adjustment-bounded': (p: Parameters) => `${p['unit']}加减分合计 ${p['sum']}，按办法以 ${p['bounded']} 计。`,
  'adjustment-disagrees': (p: Parameters) => `${p['unit']}的加减分填的是 ${p['typed']}，台账合计是 ${p['sum']}。`,
  'adjustments-owed': (p: Parameters) => `${p['attachment']}：${p['units']} 个单位待补事由`,
  'adjustments-none-owed': (p: Parameters) => `${p['attachment']}：事由齐全`,
  'owed-reason': () => '事由待补',
  'owed-evidence': () => '依据待补',
  'owed-clause': () => '待分类',
  'adjustment-saved': (p: Parameters) => `${p['unit']}：加减分 ${p['from']} → ${p['to']}`,
  'rank-moved': (p: Parameters) => `${p['unit']} ${p['from']}→${p['to']}`,
  'score-moved': (p: Parameters) => `综合得分 ${p['from']} → ${p['to']}`,
  'rank-changes': (p: Parameters) => `名次变动：${p['moves']}`,
  'rank-unchanged': () => '名次没有变动。',
  'csv-written': (p: Parameters) => `台账 ${p['entries']} 条，已导出：${p['file']}`,
  'method-of-workbook': (p: Parameters) => `按工作簿里“${p['sheet']}”表的办法计算：${p['title']}。`,
  'method-of-other-period': (p: Parameters) =>
    `按工作簿里“${p['sheet']}”表的办法计算：${p['title']}，它适用于${quarterName(String(p['period']))}，请核对。`,
  'method-sheet-created': (p: Parameters) => `已新建工作表“${p['sheet']}”，记下与内置办法不同的计分办法。`,
  'method-sheet-edited': (p: Parameters) => `“计分办法”表里${p['attachment']}的内容手工改过，已按改后的计算。`,
  'method-sheet-newer': (p: Parameters) =>
    `“计分办法”表是较新版本的程序写的（版本 ${p['version']}），可以照常计算，但不会改写它。`,
  'method-sheet-newer-unreadable': (p: Parameters) =>
    `“计分办法”表是较新版本的程序写的，${p['attachment']}的办法读不懂，没有计算。请升级程序，或删去该表后按内置办法计算。`,
  'method-sheet-unreadable': (p: Parameters) =>
    `“计分办法”表${p['path'] ? `的 ${p['path']} ` : ''}读不懂${p['attachment'] ? `，${p['attachment']}没有计算` : '，没有写入'}。请改正这一格，或删去该表后按内置办法计算。`,
  'method-sheet-not-overwritten': (p: Parameters) =>
    `“计分办法”表是较新版本的程序写的（版本 ${p['version']}），没有改写。请升级程序后再改。`,
  'method-full-mark': (p: Parameters) => `各项满分合计 ${p['sum']}，不等于 ${p['full']}。`,
  'method-weight-odd': (p: Parameters) => `${p['name']}的满分是 ${p['weight']}，请核对。`,
  'method-undefined-odd': (p: Parameters) =>
    `${p['name']}在无此比率时得 ${p['points']} 分，不在 0 到 ${p['weight']} 之间。`,
  'method-ladder-floor-above': (p: Parameters) => `第一名得 ${p['first']} 分，低于最低得分 ${p['floor']}。`,
  'method-ladder-below-floor': (p: Parameters) =>
    `有 ${p['units']} 个单位排名，从第 ${p['rank']} 名起按名次递减会低于最低得分 ${p['floor']}，都按 ${p['floor']} 分计。`,
  'method-threshold-odd': (p: Parameters) => `不得分的比率界限 ${p['rate']} 不在 0 到 1（100%）之间。`,
  'method-base-outside': (p: Parameters) => `加减分的基础分 ${p['base']} 不在上下限之内。`,
  'method-clause-twice': (p: Parameters) => `条款 ${p['clause']} 出现了两次。`,
  'method-ranges-overlap': (p: Parameters) =>
    `条款 ${p['clause']}（${p['range']}）与条款 ${p['other']}（${p['otherRange']}）的分值范围有重叠。`,
  'method-range-reversed': (p: Parameters) => `条款 ${p['clause']} 的最少 ${p['least']} 大于最多 ${p['most']}。`,
  'method-range-mixed': (p: Parameters) =>
    `条款 ${p['clause']} 的范围 ${p['least']} 到 ${p['most']} 既有加分又有扣分。`,
  'method-grid-odd': (p: Parameters) =>
    `条款 ${p['clause']} 的范围 ${p['least']} 到 ${p['most']} 不是 ${p['grid']} 的整数倍。`,
  'note-disagrees': (p: Parameters) =>
    `表下说明“${p['clause']}、${p['name']}”写的是 ${p['found']}，计分办法是 ${p['expected']}。`,
  'note-clause-differs': (p: Parameters) =>
    `表下说明“${p['clause']}、${p['name']}”与计分办法不是一种算法，应为：${p['expected']}`,
  'note-clause-extra': (p: Parameters) =>
    `表下说明“${p['clause']}、${p['name']}”写有“${p['found']}”，计分办法里没有这一项。`,
  'note-clause-missing': (p: Parameters) => `表下说明没有写“${p['name']}”，计分办法有：${p['expected']}`,
  base: () => '基础分',
  entries: () => '记录',
  total: () => '合计',
  clause: () => '条款',
  times: () => '次数',
  reason: () => '事由',
  evidence: () => '依据',
  date: () => '日期',
  by: () => '登记人',
  attachment: () => '附件',
  remarks: () => '待补',
} satisfies Readonly<Record<string, (p: Parameters) => string>>;

function rangeOf(p: Parameters): string {
  return p['least'] === p['most'] ? `每次 ${p['least']}` : `每次 ${p['least']} 到 ${p['most']}`;
}
