import type { ProblemCode } from '../../core/grid/problem-code.js';
import type { MessageParameters, Texts } from '../texts.js';
import { either, listed, when } from '../choices.js';
import { isNumeral } from '../numeral.js';
import { quarterName } from '../quarter.js';
import { duplicateLeft, olderLeft, textNumber } from './phrases.js';

function rangeOf(p: MessageParameters): string {
  const points = [p['least'], p['most']].map((bound) => String(bound ?? '').replace(/^-/, ''));
  const takesOff = String(p['most']).startsWith('-');
  if (takesOff) points.reverse();
  return `每次${either(takesOff, '扣', '加')} ${[...new Set(points)].join(' 至 ')} 分`;
}

/** A unit's remark, where it has one. */
function shouldBe({ names, count }: MessageParameters): string {
  if (names === '') return '';
  return count === 1 ? `看左右各列，应是“${names}”。` : `看左右各列，可能是：${names}。`;
}

function remarkOf(p: MessageParameters): string {
  return String(p['remark'] ?? '');
}

/** Why ranks are numbers and no formulas. */
function rankAsValueBecause(p: MessageParameters): string {
  switch (p['because']) {
    case 'many-units':
      return '单位太多，RANK 会很慢';
    case 'rate-kept':
      return `${p['cell']} 等保留了原值，RANK 会排错`;
    case 'column-absent':
      return '表里没有排名所按的比率列';
    default:
      return '';
  }
}

function unreadBecause(p: MessageParameters): string {
  return p['because'] === 'size' ? '内容太多（各表合计超过 128 MB）' : '用到的范围太大（各表合计超过 400 万格）';
}

/** What has to be known of a table, a plan or a method: every code of a problem. */
export const problems = {
  'ledger-created': (p) => `已新建工作表“${p['sheet']}”，放在最后，页签为红色：内部资料，不随通报下发。`,
  'ledger-no-room': (p) => `“${p['sheet']}”的台账下面有别的内容，没有写入。请先在台账末尾插入空行，再登记。`,
  'ledger-other-period': (p) =>
    `“加减分台账”是${quarterName(String(p['period']))}的，` +
    `没有用于${either(p['attachment'], quarterName(String(p['attachment'])), '本表')}。`,
  'ledger-unreadable': (p) => `“${p['sheet']}”里找不到“单位、条款、分值”这几个列名，台账没有读出来。请改回列名。`,
  'bare-number-replaced': (p) =>
    `${p['unit']}原来手填 ${p['typed']}，没有记录；现在按台账为 ${p['sum']}。其余的分请再登记，或记为“待分类”。`,
  'entry-unit-unknown': (p) =>
    `${p['attachment']}里没有“${p['unit']}”${either(p['likely'], `，是否为“${p['likely']}”？`, '，请核对单位名称。')}`,
  'entry-unit-ambiguous': (p) =>
    `${p['attachment']}里不止一个“${p['unit']}”，分不清是哪一个，请先改正附件中的单位名称。`,
  'entry-unit-not-scored': (p) => `${p['unit']}（${p['remark']}）不计分，加减分没有写入。`,
  'entry-clause-unknown': (p) => `没有“${p['clause']}”这一条款。可用的条款：${p['known']}；或写“待分类”。`,
  'entry-points-outside': (p) =>
    `${when(p['unit'], `${p['unit']}：`)}分值 ${p['points']} 超出条款“${p['clause']}”的范围（${rangeOf(p)}）。`,
  'entry-points-off-grid': (p) =>
    `${when(p['unit'], `${p['unit']}：`)}分值 ${p['points']} 不是 ${p['grid']} 的整数倍（条款“${p['clause']}”），请核对。`,
  'entry-points-unreadable': (p) => `${p['unit']}的分值“${p['text']}”读不懂，请填数字，如 5 或 -2。`,
  'entry-times-unreadable': (p) =>
    `${when(p['unit'], `${p['unit']}的`)}次数“${p['text']}”不对，请填 1、2、3 这样的整数。`,
  'entry-not-found': (p) => `“${p['sheet']}”第 ${p['row']} 行没有加减分记录，台账可能已经改动，请重新打开。`,
  'attachment-not-found': (p) => `工作簿里没有找到${p['attachment']}。`,
  'adjustment-not-in-method': (p) => `${p['attachment']}所用的计分办法没有加减分。`,
  'adjustment-column-missing': () => '表里没有“加减分”列，台账的分数没有地方写。请补上该列。',
  'adjustment-unknown': (p) => `${p['unit']}的台账里有读不懂的分值或次数，请先改正。`,
  'adjustment-bounded': (p) => `${p['unit']}加减分合计 ${p['sum']}，按办法以 ${p['bounded']} 计。`,
  'adjustment-disagrees': (p) => `${p['unit']}的加减分填的是 ${p['typed']}，台账合计是 ${p['sum']}。`,
  'method-of-workbook': (p) => `按工作簿里“${p['sheet']}”表的办法计算：${p['title']}。`,
  'method-of-other-period': (p) =>
    `按工作簿里“${p['sheet']}”表的办法计算：${p['title']}，它适用于${quarterName(String(p['period']))}，请核对。`,
  'method-sheet-created': (p) => `已新建工作表“${p['sheet']}”，记下与内置办法不同的计分办法。`,
  'method-sheet-edited': (p) => `“计分办法”表里${p['attachment']}的内容手工改过，已按改后的计算。`,
  'method-sheet-newer': (p) => `“计分办法”表是较新版本的程序写的（版本 ${p['version']}），可以照常计算，但不会改写它。`,
  'method-sheet-newer-unreadable': (p) =>
    `“计分办法”表是较新版本的程序写的，${p['attachment']}的办法读不懂，没有计算。请升级程序，或删去该表后按内置办法计算。`,
  'method-sheet-unreadable': (p) =>
    `“计分办法”表${when(p['path'], `的 ${p['path']} `)}` +
    `读不懂${either(p['attachment'], `，${p['attachment']}没有计算`, '，没有写入')}。请改正这一格，或删去该表后按内置办法计算。`,
  'method-sheet-not-overwritten': (p) =>
    `“计分办法”表是较新版本的程序写的（版本 ${p['version']}），没有改写。请升级程序后再改。`,
  'method-full-mark': (p) => `各项满分合计 ${p['sum']}，不等于 ${p['full']}。`,
  'audit-record-created': (p) => `已新建工作表“${p['sheet']}”，记下已核实的问题。`,
  'unit-no-figures': (p) => `${p['unit']}没有数据${when(p['remark'], `（${p['remark']}）`)}，不计分。`,
  'unit-incomplete': (p) =>
    `${p['unit']}数据不全（${listed('；', [remarkOf(p), when(p['cells'], `${p['cells']} 没有数字`)])}），不计分，` +
    `原有比率未动。${when(p['cells'], '请补上后重新计算；确实没有的填 0。')}`,
  'unit-unreadable': (p) => `${p['unit']}有读不懂的数，不计分；改正后请重新计算。`,
  'unit-nothing-received': (p) => `${p['unit']}应评价数或总评价数为 0，不计分、不参加排名。`,
  'unit-no-adjustment': (p) => `${p['unit']}的加减分没有填，已算各项比率，未算综合得分；填好后请重新计算。`,
  'unit-adjustment-unreadable': (p) =>
    `${p['unit']}的加减分“${p['text']}”读不懂，已算各项比率和名次，未算综合得分；改成数字后请重新计算。`,
  'unit-adjustment-is-date': (p) =>
    `${p['unit']}的加减分是日期（${p['text']}），不是数，已算各项比率和名次，未算综合得分；请把单元格格式改成“常规”，填上数字再计算。`,
  'unit-not-calculated': (p) =>
    `${p['unit']}的 ${p['cells']} 是公式，文件里没有算好的结果，读起来是空白，所以不计分。请用 Excel 或 WPS 打开文件，保存一次，再计算。`,
  'score-of-unscored': (p) =>
    `${p['unit']}不计分，综合得分一格却写着 ${p['score']}，没有动它。请删去这个得分；该计分的，补齐数据后重新计算。`,
  'score-kept': (p) => `${p['unit']}的综合得分保留原值，计算结果是 ${p['score']}。`,
  'total-kept': (p) => `“${p['name']}”一行的${p['column']}保留原值，各单位相加是 ${p['sum']}。`,
  'array-formula-kept': (p) =>
    `${p['cells']} 是一个数组公式或模拟运算表，不能只改其中一格：与计算结果不同的格保留原值。要用计算值，请先在 Excel 或 WPS 中把它整个删去，再计算。`,
  'circle-kept': (p) =>
    `${p['cells']} 写成公式会循环引用：${p['other']} 的公式要用它（或看不出用了哪些格）。保留原值。要用公式，请先把 ${p['other']} 改成数字，再计算。`,
  'circle-as-value': (p) =>
    `${p['cells']} 写成公式会循环引用：${p['other']} 的公式要用它（或看不出用了哪些格）。写成了数值。要用公式，请先把 ${p['other']} 改成数字，再计算。`,
  'score-negative': (p) => `${p['unit']}的综合得分低于 0（${p['score']}），请核对。`,
  'text-number': (p) => `${textNumber(p)}加 --fix-numbers 可把它改成数字。`,
  'text-number-fixed': (p) => `${p['unit']}的“${p['text']}”原是文本，已改成数字。`,
  'rank-as-value': (p) =>
    `共 ${p['units']} 个单位参加排名，名次写成数值，没有写 RANK 公式（${rankAsValueBecause(p)}）；` +
    '数据改动后请重新计算。',
  'rank-goes-around': (p) => `${p['cells']} 有比率而单位不计分，名次公式绕开了它。以后排序或移动了行，请再计算一次。`,
  'rate-kept': (p) => `${p['unit']}的“${p['column']}”保留原值；综合得分按计数计算，不用这个比率。`,
  'total-not-filled': (p) =>
    `${p['column']}的合计没有填：${p['cell']} ` +
    either(
      p['because'] === 'not-calculated',
      '是公式，文件里没有算好的结果。请用 Excel 或 WPS 打开文件，保存一次，再计算。',
      '读不懂。',
    ),
  'sum-with-city': (p) =>
    `看不出“${p['column']}”一列是否包括“${p['city']}”：按整行相加，加了“${p['city']}”。不要加的，把列名改成“区县合计”再计算。`,
  'sum-column-unlike': (p) =>
    `“${p['header']}”一列（${p['column']} 列）的数多数不是本行各数之和：没有当作行合计，不填也不核查。`,
  'calculation-manual': () => '工作簿设为手动计算：公式不会自动更新，请在“公式”选项卡改为自动。',
  'precision-as-displayed': () =>
    '工作簿设为“以显示精度为准”：比率会按显示的位数参与计算，得分可能不同，请在选项中取消。',
  'calculation-iterates': () => '工作簿开启了迭代计算，循环引用不会报错，请核对。',
  'cell-unreadable': (p) =>
    p['proposal'] === undefined && isNumeral(String(p['text']))
      ? `“${p['text']}”不能作计数，请改成非负整数（0、1、2……）。`
      : `读不懂“${p['text']}”${either(p['proposal'] !== undefined, `，是否应为 ${p['proposal']}？`, '，请改成数字。')}`,
  'cell-is-date': (p) =>
    `这一格是${either(String(p['text']).includes(':'), '时间', '日期')}（${p['text']}），不是数。请把单元格格式改成“常规”，再填数字。`,
  'cell-merged': (p) =>
    `${p['area']} 是合并单元格，只有最上面一格看得见：${p['units']}的${p['header']}被盖住了，填了也看不见。请取消合并，各填各的，再计算。`,
  'value-under-merge': (p) =>
    `${p['area']} 是合并单元格，只看得见 ${p['shown']}${either(p['value'] === '', '', `（${p['value']}）`)}，下面还盖着 ` +
    `${p['hidden']}${either(Number(p['count']) > 5, ` 等 ${p['count']} 格`, '')}：盖住的看不见，也照样计入。` +
    '请取消合并，核对这些格，多余的删掉。',
  'unit-column-unnamed': (p) => `没有认出单位所在的列。${p['column']} 列“${p['header']}”如果就是，请把列名改为“单位”。`,
  'column-missing': (p) => `缺少必需的列：${p['names']}。请补上该列或改正列名。`,
  'column-ambiguous': (p) => `有两列都像是“${p['names']}”，请改正其中一列的列名。`,
  'kind-undecided': (p) =>
    `分不清是哪一种附件${when(p['candidates'], `（${p['candidates']}）`)}，请在标题或表名中写明。`,
  'kind-contradictory': (p) =>
    `标题或表名与表中的单位对不上，分不清是哪一种附件${when(p['candidates'], `（${p['candidates']}）`)}。请改正标题，或检查是否贴错了表。`,
  'period-differs': (p) =>
    `标题写的是${quarterName(String(p['period']))}，表名写的是${quarterName(String(p['other']))}：按标题读取，请核对。`,
  'columns-hidden': (p) => `有隐藏的列（${p['columns']}），也照常读取。`,
  'row-without-unit': (p) => `第 ${p['row']} 行有数字，没有单位名称：未读取。请填上单位，或删去这些数字。`,
  'row-below-notes': (p) =>
    `第 ${p['rows']} 行在表下说明之后，不当作单位：未读取，不计分，也不计入合计。若是单位，请移到表内。`,
  'row-comparison': (p) =>
    `第 ${p['row']} 行“${p['text']}”是对比、核对或举例用的，不当作单位：未读取，不计分，也不计入合计。`,
  'unit-unnumbered': (p) =>
    `第 ${p['row']} 行“${p['unit']}”没有序号，仍当作单位计算。不是单位的，请移到表外或删去；是的，请补上序号。`,
  'unit-twice': (p) =>
    `“${p['unit']}”出现了 ${p['count']} 次（第 ${p['rows']} 行），每一行都当作一个单位计算。请核对，删去多余的行再计算。`,
  'row-part-of-unit': (p) => `第 ${p['row']} 行“${p['text']}”是上面单位的一部分：未读取，不计分，也不再计入合计。`,
  'row-not-read': (p) =>
    `第 ${p['row']} 行“${p['text']}”没有序号，只有零星数字：不当作单位，未读取。确是单位的，请补上序号。`,
  'period-unknown': () => '没有读到是哪个季度，按最新的计分办法计算。',
  'rows-hidden': (p) => `有隐藏或筛选掉的行${when(p['rows'], `（${p['rows']}）`)}，也照常读取。`,
  'text-too-long': (p) => `这一格的文字有 ${p['length']} 个字，作列名或单位名太长，请核对。`,
  'header-overwritten': (p) => `这里是表头，却写着“${p['text']}”，不是列名。${shouldBe(p)}请改回列名，再来。`,
  'header-emptied': (p) => `这一列有数字，表头却是空的。${shouldBe(p)}请填上列名，再来。`,
  'header-above-unread': (p) =>
    `第 ${p['rows']} 行也是这张表的数据，它们上面的表头却没认出来（第 ${p['header']} 行是重复的表头）。` +
    `整张表没有读取，请改好列名${either(p['names'] !== '', `：${p['names']}`, '')}。`,
  'header-below-unread': (p) =>
    `第 ${p['row']} 行像是另一张表的表头，却没认出来：它下面从第 ${p['first']} 行起的数据没有读取，也没有并入上面的表。` +
    `请改好列名${either(p['names'] !== '', `（${p['names']}）`, '')}，再来。`,
  'header-below-missing': (p) =>
    `第 ${p['row']} 行的标题下面没有表头：从第 ${p['first']} 行起的数据没有读取，也没有并入上面的表。请补上表头，再来。`,
  'header-repeat-unread': (p) =>
    `第 ${p['row']} 行像是这张表重复的表头，却没认出来` +
    `${either(p['names'] !== '', `（${p['names']}）`, '')}：从第 ${p['first']} 行起按上面的表头读取，请核对各列。`,
  'table-uncalculated': (p) =>
    `表头下面没有单位：${p['cells']}${either(Number(p['count']) > 5, ` 等 ${p['count']} 格`, '')}的公式没有结果。` +
    '请用 Excel 或 WPS 打开、保存一次，再来。',
  'texts-uncalculated': (p) =>
    `标题、列名、序号或单位名的公式没有结果：${p['cells']}${either(Number(p['count']) > 5, ` 等 ${p['count']} 格`, '')}。` +
    '请用 Excel 或 WPS 打开、保存一次，再来。',
  'table-without-units': () => '认出了表头，下面却没有单位名称：这张表没有读取。请填好单位名称，或者不用管这张空表。',
  'sheet-uncalculated': (p) =>
    `这张工作表没有认出附件，${p['cells']}${either(Number(p['count']) > 5, ` 等 ${p['count']} 格`, '')}的公式没有结果。` +
    '如果是附件，请用 Excel 或 WPS 打开、保存一次，再来。',
  'text-cut': (p) =>
    `${p['cells']}${either(Number(p['count']) > 5, ` 等 ${p['count']} 格`, '')}的文字超过 32767 字，Excel 放不下，只读了开头。` +
    '请改短，再来。',
  'cells-far-off': (p) =>
    `${p['cells']}${either(Number(p['count']) > 5, ` 等 ${p['count']} 格`, '')}离表格太远，没有读取。` +
    '不要的请删掉（按 Ctrl+End 可找到），要的请移到表格附近。',
  'attachment-not-read': (p) => `这张工作表像是附件，${unreadBecause(p)}，整张没有读取。请删去不用的行列，另存后再来。`,
  'sheet-not-read': (p) =>
    `这张工作表${unreadBecause(p)}，整张没有读取，内容原样不动。如果是附件，请删去不用的行列再来。`,
  'header-nearly': (p) => `列名“${p['header']}”很像“${p['names']}”，请核对；未按该列读取。`,
  'header-contradicts': (p) => `列名是“${p['name']}”，代号 ${p['symbol']} 却是“${p['other']}”的：按列名读取，请核对。`,
  'rate-in-points': (p) =>
    `“${p['header']}”一列按百分数的数值读、核对和填写：100 就是 100%，格里不带百分号。要带百分号，请把这一列设成百分比格式再计算。`,
  'input-column-absent': (p) => `没有找到这些列：${p['names']}。计分要用到；请补上或改正列名，没有的一律填 0。`,
  'score-column-absent': (p) => `没有找到“${p['name']}”列：得分没有地方写。请加上该列再计算。`,
  'table-transposed': () => '像是横过来的附件（列名在左边一列）。请复制后用“选择性粘贴—转置”转过来，再计算。',
  'table-in-one-column': () => '像是一份附件全挤在一列里。请用“数据—分列”分开，再计算。',
  'total-left-alone': (p) => `“${p['name']}”一行不知道加的是哪些单位，没有填。`,
  'older-left-alone': (p) => `${olderLeft(p)}需要时用 --sheet 指定。`,
  'duplicate-left-alone': (p) => `${duplicateLeft(p)}需要时用 --sheet 指定。`,
  'signature-dropped': () => '这个文件有数字签名。写入以后签名不再有效，所以去掉了；需要时请在完成后的文件上重新签名。',
  'written-sheet-protected': (p) =>
    `工作表“${p['sheet']}”有保护，命令行不需要密码，照样写入了；保护没有变。不该改的，请沿用原来的文件。`,
  'written-structure-locked': (p) =>
    `工作簿的结构有保护，命令行照样增加了工作表“${p['sheet']}”；保护没有变。不该增加的，请沿用原来的文件。`,
  'written-read-only': () =>
    '这个文件设为只读（建议只读或有修改密码），命令行照样写入了；设置没有变。不该改的，请沿用原来的文件。',
  'written-final': () => '这个文件标记为最终状态，命令行照样写入了；标记没有变。不该改的，请沿用原来的文件。',
  'rules-not-used': (p) => `--rules 给的办法用于“${p['title']}”，工作簿里没有计算这种附件，没有用上。`,
  'method-of-earlier-period': (p) =>
    `没有${quarterName(String(p['attachment']))}的计分办法，按“${p['title']}”计算，请核对。`,
  'note-disagrees': (p) => `表下说明“${p['clause']}、${p['name']}”写的是 ${p['found']}，计分办法是 ${p['expected']}。`,
  'note-clause-differs': (p) => `表下说明“${p['clause']}、${p['name']}”与计分办法不是一种算法，应为：${p['expected']}`,
  'note-clause-extra': (p) => `表下说明“${p['clause']}、${p['name']}”写有“${p['found']}”，计分办法里没有这一项。`,
  'note-clause-missing': (p) => `表下说明没有写“${p['name']}”，计分办法有：${p['expected']}`,
  'records-unreadable': () =>
    '工作簿里存的计算记录读不出来，已不理会：更早的“恢复到计算前”或“上次计算以来”可能没有。重新计算一次就会重新记录。',
  'marks-unreadable': () =>
    '工作簿里记着核查给哪些格标了色，这份记录有一部分读不出来，已不理会：留下的颜色请自己清除。',
} satisfies Texts<ProblemCode>;
