import { adjustmentsZhCN } from './adjustments.zh-CN.js';
import { auditZhCN } from './audit.zh-CN.js';
import { excelZhCN } from './excel.zh-CN.js';
import { inspectZhCN } from './inspect.zh-CN.js';
import { publishZhCN } from './publish.zh-CN.js';
import { pageZhCN } from './page.zh-CN.js';
import { paneZhCN } from './pane.zh-CN.js';
import { quarterName } from './quarter.js';
import { scoringZhCN } from './scoring.zh-CN.js';

type Parameters = Readonly<Record<string, string | number>>;

/** Every text by its key; a key missing in another language does not compile. */
export const zhCN = {
  ...adjustmentsZhCN,
  ...auditZhCN,
  ...excelZhCN,
  ...inspectZhCN,
  ...publishZhCN,
  ...pageZhCN,
  ...paneZhCN,
  ...scoringZhCN,
  'unit-no-figures': (p: Parameters) => `${p['unit']}没有数据${p['remark'] ? `（${p['remark']}）` : ''}，不计分。`,
  'unit-incomplete': (p: Parameters) => `${p['unit']}数据不全${p['remark'] ? `（${p['remark']}）` : ''}，不计分，原有内容未动。`,
  'unit-unreadable': (p: Parameters) => `${p['unit']}有读不懂的数，不计分；改正后请重新计算。`,
  'unit-nothing-received': (p: Parameters) => `${p['unit']}应评价数或总评价数为 0，不计分、不参加排名。`,
  'unit-no-adjustment': (p: Parameters) => `${p['unit']}的加减分没有填，已算各项比率，未算综合得分；填好后请重新计算。`,
  'score-negative': (p: Parameters) => `${p['unit']}的综合得分低于 0（${p['score']}），请核对。`,
  'text-number': (p: Parameters) => `${p['unit']}的“${p['text']}”是文本，公式会出错：该行写入的是数值，不是公式。加 --fix-numbers 可把它改成数字。`,
  'text-number-fixed': (p: Parameters) => `${p['unit']}的“${p['text']}”原是文本，已改成数字。`,
  'rank-as-value': (p: Parameters) => `共 ${p['units']} 个单位参加排名：名次写成数值，没有写 RANK 公式；数据改动后请重新计算。`,
  'rate-kept': (p: Parameters) => `${p['unit']}的${p['column']}保留原值；综合得分按计数计算，不用这个比率。`,
  'total-not-filled': (p: Parameters) => `${p['column']}的合计没有填：${p['cell']} 读不懂。`,
  'calculation-manual': () => '工作簿设为手动计算：公式不会自动更新，请在“公式”选项卡改为自动。',
  'precision-as-displayed': () => '工作簿设为“以显示精度为准”：比率会按显示的位数参与计算，得分可能不同，请在选项中取消。',
  'calculation-iterates': () => '工作簿开启了迭代计算，循环引用不会报错，请核对。',
  'cell-unreadable': (p: Parameters) => `读不懂“${p['text']}”${p['proposal'] !== undefined ? `，是否应为 ${p['proposal']}？` : '，请改成数字。'}`,
  'column-missing': (p: Parameters) => `缺少必需的列：${p['names']}。请补上该列或改正列名。`,
  'column-ambiguous': (p: Parameters) => `有两列都像是“${p['names']}”，请改正其中一列的列名。`,
  'kind-undecided': (p: Parameters) => `分不清是哪一种附件${p['candidates'] ? `（${p['candidates']}）` : ''}，请在标题或表名中写明。`,
  'kind-contradictory': (p: Parameters) => `标题或表名与表中的单位对不上，分不清是哪一种附件${p['candidates'] ? `（${p['candidates']}）` : ''}。请改正标题，或检查是否贴错了表。`,
  'period-differs': (p: Parameters) => `标题写的是${quarterName(String(p['period']))}，表名写的是${quarterName(String(p['other']))}：按标题读取，请核对。`,
  'columns-hidden': (p: Parameters) => `有隐藏的列（${p['columns']}），也照常读取。`,
  'row-without-unit': (p: Parameters) => `第 ${p['row']} 行有数字，没有单位名称：未读取。请填上单位，或删去这些数字。`,
  'row-not-read': (p: Parameters) => `第 ${p['row']} 行“${p['text']}”没有序号，只有零星数字：不当作单位，未读取。确是单位的，请补上序号。`,
  'period-unknown': () => '没有读到是哪个季度，按最新的计分办法计算。',
  'rows-hidden': (p: Parameters) => `有隐藏或筛选掉的行${p['rows'] ? `（${p['rows']}）` : ''}，也照常读取。`,
  'header-nearly': (p: Parameters) => `列名“${p['header']}”很像“${p['names']}”，请核对；未按该列读取。`,
  'older-left-alone': (p: Parameters) => `工作簿里还有${quarterName(String(p['period']))}的同类附件，未计算；需要时用 --sheet 指定。`,
  'duplicate-left-alone': () => '同一季度有两张同类附件，只计算第一张；需要时用 --sheet 指定。',
  'nothing-recognised': () => '没有找到附件1、附件2 或附件3 的表。请检查列名（季度应评价数、季度总评价数……）是否完整。',
  'sheet-not-found': (p: Parameters) => `没有名为“${p['sheet']}”的工作表，或其中没有附件。有附件的工作表：${p['known'] || '无'}。`,
  'file-not-found': (p: Parameters) => `找不到文件：${p['file']}`,
  'file-not-readable': (p: Parameters) => `打不开文件 ${p['file']}（${p['reason']}）。请先在 Excel 或 WPS 中关闭它，或检查权限。`,
  'file-not-writable': (p: Parameters) => `写不进 ${p['file']}（${p['reason']}），没有写入任何内容。请先在 Excel 或 WPS 中关闭它，检查权限，或用 --out 换一个位置。`,
  'file-is-folder': (p: Parameters) => `${p['file']} 是文件夹，请写明其中的 .xlsx 文件。`,
  'folder-not-found': (p: Parameters) => `没有文件夹 ${p['folder']}，没有写入任何内容。请先建好文件夹，或换一个 --out。`,
  'file-would-be-overwritten': (p: Parameters) => `不会覆盖原文件 ${p['file']}：请换一个 --out，或用 --in-place（会保留备份）。`,
  'file-encrypted': () => '文件有打开密码。请在 Excel 或 WPS 中取消密码，另存后再试。',
  'file-is-xls': () => '这是旧格式（.xls 或 .et）。请在 Excel 或 WPS 中“另存为 .xlsx”后再试。',
  'file-is-not-xlsx': () => '这不是 .xlsx 文件。请用 Excel 或 WPS 打开后“另存为 .xlsx”再试。',
  'sheet-too-large': (p: Parameters) => `工作表“${p['sheet']}”从头到 ${p['cell']} 范围太大，多半是远处有零星内容。请在 Excel 或 WPS 中按 Ctrl+End 找到它，删去多余的行列，另存后再试。`,
  'file-damaged': (p: Parameters) => `文件已损坏${p['part'] ? `（${p['part']}）` : ''}。请用 Excel 或 WPS 打开修复，另存后再试。`,
  'file-has-doctype': () => '文件中有 DOCTYPE 声明，可能不安全，已拒绝打开。请用 Excel 或 WPS 另存为 .xlsx 后再试。',
  'file-is-bomb': () => '文件解压后过大，已拒绝打开。请删去不用的行和工作表，另存后再试。',
  'file-path-leaves-package': () => '文件结构不正常（路径越界），已拒绝打开。请用 Excel 或 WPS 另存为 .xlsx 后再试。',
  'file-duplicate-entry': () => '文件结构不正常（内容重复），已拒绝打开。请用 Excel 或 WPS 另存为 .xlsx 后再试。',
  'file-strict-ooxml': () => '这是“Strict Open XML”格式。请在 Excel 中另存为普通的“Excel 工作簿 (.xlsx)”后再试。',
  'cell-in-array-formula': (p: Parameters) => `${p['sheet'] ?? ''}${p['cell'] ?? ''} 在数组公式中，不能单独改。请先去掉该数组公式。`,
  'note-on-threaded-comment': (p: Parameters) => `${p['sheet']}!${p['cell']} 上有批注对话，不能再加注释。请先在 Excel 中处理该对话。`,
  'sheet-name-invalid': (p: Parameters) => `“${p['sheet']}”不能作表名（最多 31 个字，不能有 [ ] : * ? / \\）。请换一个名称。`,
  'sheet-last-visible': (p: Parameters) => `“${p['sheet']}”是唯一显示的工作表，不能删除或隐藏。请先显示另一张表。`,
  'sheet-still-used': (p: Parameters) => `${p['cell']} 的公式还在引用“${p['sheet']}”，不能删除这张表。请先改掉该公式。`,
  'table-overlaps': (p: Parameters) => `表格“${p['table']}”与 ${p['cells']} 的合并单元格或另一个表格重叠。请先取消合并或移开。`,
  'cell-text-too-long': (p: Parameters) => `${p['sheet']}!${p['cell']} 的文字超过 ${p['length']} 字，Excel 放不下。请缩短后再试。`,
  'changed-meanwhile': (p: Parameters) => `工作簿内容已变（${p['cells']}），没有写入任何内容，请重新计算。`,
  'internal-error': (p: Parameters) => `程序出错（${p['reason']}），没有写入任何内容。请把文件和这句话发给维护人员。`,
  'rules-unreadable': (p: Parameters) => `计分办法文件 ${p['file']} 不是有效的 JSON（${p['reason']}）。可用 rules 命令重新导出一份再改。`,
  'rules-unknown-field': (p: Parameters) => `计分办法文件 ${p['file']} 里有不认识的字段：${p['path']}。请改正或删去。`,
  'rules-unknown-kind': (p: Parameters) => `计分办法文件 ${p['file']} 里有不认识的取值：${p['path']}。请对照 rules 命令导出的办法改正。`,
  'rules-missing-field': (p: Parameters) => `计分办法文件 ${p['file']} 缺少字段：${p['path']}。请对照 rules 命令导出的办法补上。`,
  'rules-wrong-type': (p: Parameters) => `计分办法文件 ${p['file']} 的字段写得不对：${p['path']}。数写成带引号的十进制数，如 "0.5"。`,
  'argument-unknown': (p: Parameters) => `不认识的参数：${p['argument']}`,
  'argument-missing': (p: Parameters) => `缺少参数：${p['argument']}`,
  'argument-wrong': (p: Parameters) => `参数 ${p['argument']} 的值不对：${p['value']}${p['known'] ? `。可用的值：${p['known']}` : ''}`,
  'argument-without-value': (p: Parameters) => `参数 ${p['argument']} 后面缺少值。`,
  'argument-takes-no-value': (p: Parameters) => `参数 ${p['argument']} 后面不带值。`,
  'arguments-exclude': (p: Parameters) => `${p['one']} 和 ${p['other']} 不能同时用，请去掉一个。`,
  'rules-not-used': (p: Parameters) => `--rules 给的办法用于“${p['title']}”，工作簿里没有计算这种附件，没有用上。`,
  'method-of-earlier-period': (p: Parameters) => `没有${quarterName(String(p['attachment']))}的计分办法，按“${p['title']}”计算，请核对。`,
  'decision-needed': () => '有表没有认定，需要先明确（见上），没有写入任何内容。',
  'progress-reading': (p: Parameters) => `正在读取 ${p['file']} ……`,
  'progress-computing': (p: Parameters) => `正在计算 ${p['sheets']} 个工作表 ……`,
  'progress-filling': (p: Parameters) => `正在填写 ${p['cells']} 格 ……`,
  'progress-writing': (p: Parameters) => `正在写入 ${p['file']} ……`,
  'replaced-heading': (p: Parameters) => `与计算结果不同的格（${p['count']} 处${p['kept'] ? `，其中 ${p['kept']} 处保留原值` : ''}）：`,
  'written-to': (p: Parameters) => `已写入 ${p['cells']} 格，完成的文件：${p['file']}`,
  'backup-at': (p: Parameters) => `原文件的备份：${p['file']}`,
  'problems-heading': () => '需要知道的：',
  'rules-used': (p: Parameters) => `计分办法：${p['title']}（${p['source']}）`,
  unit: () => '单位',
  score: () => '综合得分',
  rank: () => '名次',
  adjustment: () => '加减分',
  points: () => '得分',
  usage: () =>
    `用法：
  audit IN.xlsx [--previous FILE.xlsx] [--rules FILE] [--report FILE.html] [--json]
  compute IN.xlsx [--out OUT.xlsx | --in-place] [--sheet 表名]… [--write formulas|values] [--rules FILE] [--keep-existing] [--fix-numbers] [--explain] [--json]
  rules [--kind districts|departments|volumes]
  inspect IN.xlsx [--json]
  ledger list IN.xlsx [--json | --csv FILE]
  ledger add IN.xlsx --unit 单位 --clause 条款 --points 分值 [--times 次数] [--reason 事由] [--evidence 依据] [--date 日期] [--by 登记人] [--attachment 附件1|附件2] [--out OUT.xlsx | --in-place]
${publishZhCN['publish-usage']()}`,
} satisfies Readonly<Record<string, (p: Parameters) => string>>;
