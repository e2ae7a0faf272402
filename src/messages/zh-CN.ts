import type { ComponentCode } from '../core/method/components/index.js';
import { isNumeral } from './numeral.js';
import { duplicateLeft, olderLeft, textNumber } from './computing.zh-CN.js';
import { adjustmentsZhCN } from './adjustments.zh-CN.js';
import { auditZhCN } from './audit.zh-CN.js';
import { excelZhCN } from './excel.zh-CN.js';
import { inspectZhCN } from './inspect.zh-CN.js';
import { publishZhCN } from './publish.zh-CN.js';
import { pageZhCN } from './page.zh-CN.js';
import { paneZhCN } from './pane.zh-CN.js';
import { quarterName } from './quarter.js';
import { rulesZhCN } from './rules.zh-CN.js';
import { scoringZhCN } from './scoring.zh-CN.js';

type Parameters = Readonly<Record<string, string | number>>;
type Text = (p: Parameters) => string;

/** Every text by its key; a key missing in another language, or one for a kind of component, does not compile. */
export const zhCN = {
  ...adjustmentsZhCN,
  ...auditZhCN,
  ...excelZhCN,
  ...inspectZhCN,
  ...publishZhCN,
  ...rulesZhCN,
  ...pageZhCN,
  ...paneZhCN,
  ...scoringZhCN,
  'unit-no-figures': (p: Parameters) => `${p['unit']}没有数据${p['remark'] ? `（${p['remark']}）` : ''}，不计分。`,
  'unit-incomplete': (p: Parameters) =>
    `${p['unit']}数据不全（${[p['remark'], p['cells'] && `${p['cells']} 没有数字`].filter(Boolean).join('；')}），不计分，原有比率未动。${p['cells'] ? '请补上后重新计算；确实没有的填 0。' : ''}`,
  'unit-unreadable': (p: Parameters) => `${p['unit']}有读不懂的数，不计分；改正后请重新计算。`,
  'unit-nothing-received': (p: Parameters) => `${p['unit']}应评价数或总评价数为 0，不计分、不参加排名。`,
  'unit-no-adjustment': (p: Parameters) => `${p['unit']}的加减分没有填，已算各项比率，未算综合得分；填好后请重新计算。`,
  'unit-adjustment-unreadable': (p: Parameters) =>
    `${p['unit']}的加减分“${p['text']}”读不懂，已算各项比率和名次，未算综合得分；改成数字后请重新计算。`,
  'unit-adjustment-is-date': (p: Parameters) =>
    `${p['unit']}的加减分是日期（${p['text']}），不是数，已算各项比率和名次，未算综合得分；请把单元格格式改成“常规”，填上数字再计算。`,
  'unit-not-calculated': (p: Parameters) =>
    `${p['unit']}的 ${p['cells']} 是公式，文件里没有算好的结果，读起来是空白，所以不计分。请用 Excel 或 WPS 打开文件，保存一次，再计算。`,
  'score-of-unscored': (p: Parameters) =>
    `${p['unit']}不计分，综合得分一格却写着 ${p['score']}，没有动它。请删去这个得分；该计分的，补齐数据后重新计算。`,
  'score-kept': (p: Parameters) => `${p['unit']}的综合得分保留原值，计算结果是 ${p['score']}。`,
  'total-kept': (p: Parameters) => `“${p['name']}”一行的${p['column']}保留原值，各单位相加是 ${p['sum']}。`,
  'array-formula-kept': (p: Parameters) =>
    `${p['cells']} 是一个数组公式或模拟运算表，不能只改其中一格：与计算结果不同的格保留原值。要用计算值，请先在 Excel 或 WPS 中把它整个删去，再计算。`,
  'score-negative': (p: Parameters) => `${p['unit']}的综合得分低于 0（${p['score']}），请核对。`,
  'text-number': (p: Parameters) => `${textNumber(p)}加 --fix-numbers 可把它改成数字。`,
  'text-number-fixed': (p: Parameters) => `${p['unit']}的“${p['text']}”原是文本，已改成数字。`,
  'rank-as-value': (p: Parameters) =>
    `共 ${p['units']} 个单位参加排名，名次写成数值，没有写 RANK 公式（${{ 'many-units': '单位太多，RANK 会很慢', 'rate-kept': `${p['cell']} 等保留了原值，RANK 会排错`, 'column-absent': '表里没有排名所按的比率列' }[String(p['because'])] ?? ''}）；数据改动后请重新计算。`,
  'rank-goes-around': (p: Parameters) =>
    `${p['cells']} 有比率而单位不计分，名次公式绕开了它。以后排序或移动了行，请再计算一次。`,
  'rate-kept': (p: Parameters) => `${p['unit']}的“${p['column']}”保留原值；综合得分按计数计算，不用这个比率。`,
  'total-not-filled': (p: Parameters) =>
    `${p['column']}的合计没有填：${p['cell']} ${p['because'] === 'not-calculated' ? '是公式，文件里没有算好的结果。请用 Excel 或 WPS 打开文件，保存一次，再计算。' : '读不懂。'}`,
  'sum-with-city': (p: Parameters) =>
    `看不出“${p['column']}”一列是否包括“${p['city']}”：按整行相加，加了“${p['city']}”。不要加的，把列名改成“区县合计”再计算。`,
  'sum-column-unlike': (p: Parameters) =>
    `“${p['header']}”一列（${p['column']} 列）的数多数不是本行各数之和：没有当作行合计，不填也不核查。`,
  'calculation-manual': () => '工作簿设为手动计算：公式不会自动更新，请在“公式”选项卡改为自动。',
  'precision-as-displayed': () =>
    '工作簿设为“以显示精度为准”：比率会按显示的位数参与计算，得分可能不同，请在选项中取消。',
  'calculation-iterates': () => '工作簿开启了迭代计算，循环引用不会报错，请核对。',
  'cell-unreadable': (p: Parameters) =>
    p['proposal'] === undefined && isNumeral(String(p['text']))
      ? `“${p['text']}”不能作计数，请改成非负整数（0、1、2……）。`
      : `读不懂“${p['text']}”${p['proposal'] !== undefined ? `，是否应为 ${p['proposal']}？` : '，请改成数字。'}`,
  'cell-is-date': (p: Parameters) =>
    `这一格是${String(p['text']).includes(':') ? '时间' : '日期'}（${p['text']}），不是数。请把单元格格式改成“常规”，再填数字。`,
  'cell-merged': (p: Parameters) =>
    `${p['area']} 是合并单元格，只有最上面一格看得见：${p['units']}的${p['header']}被盖住了，填了也看不见。请取消合并，各填各的，再计算。`,
  'unit-column-unnamed': (p: Parameters) =>
    `没有认出单位所在的列。${p['column']} 列“${p['header']}”如果就是，请把列名改为“单位”。`,
  'column-missing': (p: Parameters) => `缺少必需的列：${p['names']}。请补上该列或改正列名。`,
  'column-ambiguous': (p: Parameters) => `有两列都像是“${p['names']}”，请改正其中一列的列名。`,
  'kind-undecided': (p: Parameters) =>
    `分不清是哪一种附件${p['candidates'] ? `（${p['candidates']}）` : ''}，请在标题或表名中写明。`,
  'kind-contradictory': (p: Parameters) =>
    `标题或表名与表中的单位对不上，分不清是哪一种附件${p['candidates'] ? `（${p['candidates']}）` : ''}。请改正标题，或检查是否贴错了表。`,
  'period-differs': (p: Parameters) =>
    `标题写的是${quarterName(String(p['period']))}，表名写的是${quarterName(String(p['other']))}：按标题读取，请核对。`,
  'columns-hidden': (p: Parameters) => `有隐藏的列（${p['columns']}），也照常读取。`,
  'row-without-unit': (p: Parameters) => `第 ${p['row']} 行有数字，没有单位名称：未读取。请填上单位，或删去这些数字。`,
  'row-below-notes': (p: Parameters) =>
    `第 ${p['rows']} 行在表下说明之后，不当作单位：未读取，不计分，也不计入合计。若是单位，请移到表内。`,
  'row-comparison': (p: Parameters) =>
    `第 ${p['row']} 行“${p['text']}”是对比、核对或举例用的，不当作单位：未读取，不计分，也不计入合计。`,
  'unit-unnumbered': (p: Parameters) =>
    `第 ${p['row']} 行“${p['unit']}”没有序号，仍当作单位计算。不是单位的，请移到表外或删去；是的，请补上序号。`,
  'unit-twice': (p: Parameters) =>
    `“${p['unit']}”出现了 ${p['count']} 次（第 ${p['rows']} 行），每一行都当作一个单位计算。请核对，删去多余的行再计算。`,
  'row-part-of-unit': (p: Parameters) =>
    `第 ${p['row']} 行“${p['text']}”是上面单位的一部分：未读取，不计分，也不再计入合计。`,
  'row-not-read': (p: Parameters) =>
    `第 ${p['row']} 行“${p['text']}”没有序号，只有零星数字：不当作单位，未读取。确是单位的，请补上序号。`,
  'period-unknown': () => '没有读到是哪个季度，按最新的计分办法计算。',
  'rows-hidden': (p: Parameters) => `有隐藏或筛选掉的行${p['rows'] ? `（${p['rows']}）` : ''}，也照常读取。`,
  'header-nearly': (p: Parameters) => `列名“${p['header']}”很像“${p['names']}”，请核对；未按该列读取。`,
  'header-contradicts': (p: Parameters) =>
    `列名是“${p['name']}”，代号 ${p['symbol']} 却是“${p['other']}”的：按列名读取，请核对。`,
  'rate-in-percent': (p: Parameters) =>
    `“${p['header']}”的算式写着 ×100：按百分比填写，格里是比率，显示成 80.00%，不是 80。手填了 80 这样的数，会列为不同，请核对。`,
  'input-column-absent': (p: Parameters) =>
    `没有找到这些列：${p['names']}。计分要用到；请补上或改正列名，没有的一律填 0。`,
  'score-column-absent': (p: Parameters) => `没有找到“${p['name']}”列：得分没有地方写。请加上该列再计算。`,
  'table-transposed': () => '像是横过来的附件（列名在左边一列）。请复制后用“选择性粘贴—转置”转过来，再计算。',
  'table-in-one-column': () => '像是一份附件全挤在一列里。请用“数据—分列”分开，再计算。',
  'total-left-alone': (p: Parameters) => `“${p['name']}”一行不知道加的是哪些单位，没有填。`,
  'older-left-alone': (p: Parameters) => `${olderLeft(p)}需要时用 --sheet 指定。`,
  'duplicate-left-alone': (p: Parameters) => `${duplicateLeft(p)}需要时用 --sheet 指定。`,
  'nothing-recognised': () => '没有找到附件1、附件2 或附件3 的表。请检查列名（季度应评价数、季度总评价数……）是否完整。',
  'sheet-not-found': (p: Parameters) => `没有名为“${p['sheet']}”的工作表。有附件的工作表：${p['known'] || '无'}。`,
  'sheet-without-attachment': (p: Parameters) =>
    `工作表“${p['sheet']}”里没有认出附件${p['reasons'] ? '，原因见上' : ''}，没有写入任何内容。有附件的工作表：${p['known'] || '无'}。`,
  'file-not-found': (p: Parameters) => `找不到文件：${p['file']}。请核对路径和文件名；名字里有空格的，用引号括起来。`,
  'file-not-readable': (p: Parameters) =>
    `打不开文件 ${p['file']}（${p['reason']}）。请先在 Excel 或 WPS 中关闭它，或检查权限。`,
  'file-not-writable': (p: Parameters) =>
    `写不进 ${p['file']}（${p['reason']}），没有写入任何内容。请先在 Excel 或 WPS 中关闭它，检查权限，或用 --out 换一个位置。`,
  'file-is-folder': (p: Parameters) => `${p['file']} 是文件夹，请写明其中的文件。`,
  'folder-not-found': (p: Parameters) =>
    `没有文件夹 ${p['folder']}，没有写入任何内容。请先建好文件夹，或换一个 --out。`,
  'file-ending-differs': (p: Parameters) =>
    `${p['file']} 应以 ${p['ending']} 结尾，否则 Excel 打不开；没有写入任何内容。请改一下 --out。`,
  'file-would-be-lost': (p: Parameters) =>
    `${p['argument']} 会覆盖读入的文件 ${p['file']}：请换一个文件名。没有写入任何内容。`,
  'file-would-be-overwritten': (p: Parameters) =>
    `不会覆盖原文件 ${p['file']}：请换一个 --out，或用 --in-place（会保留备份）。`,
  'file-encrypted': () => '文件有打开密码。请在 Excel 或 WPS 中取消密码，另存后再试。',
  'file-is-xls': () => '这是旧格式（.xls 或 .et）。请在 Excel 或 WPS 中“另存为 .xlsx”后再试。',
  'file-is-not-xlsx': () => '这不是 .xlsx 文件。请用 Excel 或 WPS 打开后“另存为 .xlsx”再试。',
  'sheet-too-large': (p: Parameters) =>
    `工作表“${p['sheet']}”从头到 ${p['cell']} 范围太大，多半是远处有零星内容。请在 Excel 或 WPS 中按 Ctrl+End 找到它，删去多余的行列，另存后再试。`,
  'file-damaged': (p: Parameters) =>
    `文件已损坏${p['part'] ? `（${p['part']}）` : ''}。请用 Excel 或 WPS 打开修复，另存后再试。`,
  'file-has-doctype': () => '文件中有 DOCTYPE 声明，可能不安全，已拒绝打开。请用 Excel 或 WPS 另存为 .xlsx 后再试。',
  'file-is-bomb': () => '文件解压后过大，已拒绝打开。请删去不用的行和工作表，另存后再试。',
  'file-path-leaves-package': () => '文件结构不正常（路径越界），已拒绝打开。请用 Excel 或 WPS 另存为 .xlsx 后再试。',
  'file-duplicate-entry': () => '文件结构不正常（内容重复），已拒绝打开。请用 Excel 或 WPS 另存为 .xlsx 后再试。',
  'file-strict-ooxml': () => '这是“Strict Open XML”格式。请在 Excel 中另存为普通的“Excel 工作簿 (.xlsx)”后再试。',
  'signature-dropped': () => '这个文件有数字签名。写入以后签名不再有效，所以去掉了；需要时请在完成后的文件上重新签名。',
  'cell-in-array-formula': (p: Parameters) =>
    `${p['sheet'] ? `${p['sheet']}!` : ''}${p['cell'] ?? ''} 在数组公式或模拟运算表中，不能单独改。请在 Excel 或 WPS 中先去掉它，或选择保留原值，再试。`,
  'note-on-threaded-comment': (p: Parameters) =>
    `${p['sheet']}!${p['cell']} 上有批注对话，不能再加注释。请先在 Excel 中处理该对话。`,
  'sheet-name-invalid': (p: Parameters) =>
    `“${p['sheet']}”不能作表名（最多 31 个字，不能有 [ ] : * ? / \\）。请换一个名称。`,
  'sheet-last-visible': (p: Parameters) => `“${p['sheet']}”是唯一显示的工作表，不能删除或隐藏。请先显示另一张表。`,
  'sheet-still-used': (p: Parameters) => `${p['cell']} 的公式还在引用“${p['sheet']}”，不能删除这张表。请先改掉该公式。`,
  'merge-overlaps': (p: Parameters) =>
    `“${p['sheet']}”的 ${p['cells']} 已经合并或属于表格，不能再合并。请先取消合并或移开。`,
  'merge-hides-cell': (p: Parameters) => `合并后会藏住 ${p['sheet']}!${p['cell']} 的内容。请先移开或清除它。`,
  'name-invalid': (p: Parameters) =>
    `“${p['name']}”不能作名称（以字母、汉字或下划线开头，不能有空格，不能像单元格地址）。请换一个。`,
  'table-overlaps': (p: Parameters) =>
    `表格“${p['table']}”与 ${p['cells']} 的合并单元格或另一个表格重叠。请先取消合并或移开。`,
  'cell-text-too-long': (p: Parameters) =>
    `${p['sheet']}!${p['cell']} 的文字超过 ${p['length']} 字，Excel 放不下。请缩短后再试。`,
  'changed-meanwhile': (p: Parameters) => `工作簿内容已变（${p['cells']}），没有写入任何内容，请重新计算。`,
  'internal-error': (p: Parameters) => `程序出错（${p['reason']}），没有写入任何内容。请把文件和这句话发给维护人员。`,
  'argument-unknown': (p: Parameters) => `不认识的参数：${p['argument']}`,
  'argument-too-many': (p: Parameters) =>
    `一次只处理一个文件，${p['argument']} 是多余的；名字里有空格的，用引号括起来。`,
  'argument-missing': (p: Parameters) => `缺少参数：${p['argument']}`,
  'argument-wrong': (p: Parameters) =>
    `参数 ${p['argument']} 的值不对：${p['value']}${p['known'] ? `。可用的值：${p['known']}` : ''}`,
  'argument-without-value': (p: Parameters) => `参数 ${p['argument']} 后面缺少值。`,
  'argument-takes-no-value': (p: Parameters) => `参数 ${p['argument']} 后面不带值。`,
  'arguments-exclude': (p: Parameters) => `${p['one']} 和 ${p['other']} 不能同时用，请去掉一个。`,
  'rules-not-used': (p: Parameters) => `--rules 给的办法用于“${p['title']}”，工作簿里没有计算这种附件，没有用上。`,
  'method-of-earlier-period': (p: Parameters) =>
    `没有${quarterName(String(p['attachment']))}的计分办法，按“${p['title']}”计算，请核对。`,
  'decision-needed': () => '有表没有认定，需要先明确（见上），没有写入任何内容。',
  'progress-reading': (p: Parameters) => `正在读取 ${p['file']} ……`,
  'progress-computing': (p: Parameters) => `正在计算 ${p['sheets']} 个工作表 ……`,
  'progress-filling': (p: Parameters) => `正在填写 ${p['cells']} 格 ……`,
  'progress-writing': (p: Parameters) => `正在写入 ${p['file']} ……`,
  'replaced-heading': (p: Parameters) =>
    `与计算结果不同的格（${p['count']} 处${p['kept'] ? `，其中 ${p['kept']} 处保留原值` : ''}）：`,
  'written-to': (p: Parameters) => `已写入 ${p['cells']} 格，完成的文件：${p['file']}`,
  'backup-at': (p: Parameters) => `原文件的备份：${p['file']}`,
  'problems-heading': () => '需要知道的：',
  'rules-used': (p: Parameters) => `计分办法：${p['title']}（${p['source']}）`,
  unit: () => '单位',
  column: () => '列',
  'total-of-units': (p: Parameters) => `${p['name']}（第 ${p['row']} 行，${p['units']} 个单位）`,
  'table-without-totals': () => '没有汇总行，没有可填的格。',
  score: () => '综合得分',
  rank: () => '名次',
  'rank-by': (p: Parameters) => `${p['column']}名次`,
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
} satisfies Readonly<Record<ComponentCode, Text> & Record<string, Text>>;
