import type { RefusalCode } from '../../ports/refusal-code.js';
import type { Texts } from '../texts.js';
import { when } from '../choices.js';
import { on } from './phrases.js';

/** Why a workbook is not opened, or an edit of it not made. */
export const refusals = {
  'excel-too-old': () =>
    '这个版本的 Excel 太旧。请用 Excel 2021 或更新的版本、Microsoft 365 或网页版；也可以用浏览器页面打开文件计算。',
  'excel-sheet-protected': (p) =>
    `工作表${on(p)}有保护，没有写入任何内容。请再点一次“计算得分”，在提问时点“确定”，写完会照原样重新保护；或在“审阅”选项卡撤销工作表保护。`,
  'excel-workbook-protected': (p) =>
    `工作簿的结构有保护，不能新建或删除${on(p)}，没有写入任何内容。请先在“审阅”选项卡撤销“保护工作簿”。`,
  'excel-password-needed': (p) => `工作表${on(p)}的保护有密码，请输入密码。`,
  'excel-password-wrong': (p) => `工作表${on(p)}的密码不对，没有写入任何内容。请核对大小写后再试。`,
  'excel-not-protected-again': (p) => `内容已写好，但工作表${on(p)}没能重新保护。请在“审阅”选项卡自行保护工作表。`,
  'excel-access-denied': (p) =>
    `Excel 不允许改${on(p)}（可能有保护或权限限制），没有写入任何内容。请撤销保护，或另存一份再试。`,
  'excel-read-only': () => '工作簿是只读打开的，没有写入任何内容。请另存一份，在新文件中计算。',
  'excel-editing-cell': (p) => `有单元格正在编辑，${on(p)}没有写入任何内容。请按回车键结束编辑，再试一次。`,
  'excel-sheet-gone': (p) => `${on(p)}已被删除或改名。请重新计算，会按现在的工作表来。`,
  'excel-sheet-hidden': (p) =>
    `工作表${on(p)}是隐藏的，没有跳过去，计算不受影响。要看它，请右键点工作表标签选“取消隐藏”；列表里没有它，就是深度隐藏，请找做表的人。`,
  'excel-too-large': (p) =>
    `${on(p)}内容太多，Excel 一次传不完，没有写入任何内容。请删去不用的行和列后再试，或用桌面版 Excel。`,
  'excel-busy': () => 'Excel 正忙，没有写入任何内容。请等几秒钟再试。',
  'excel-session-lost': () => '与 Excel 的连接断了，没有写入任何内容。请关闭侧栏重新打开；网页版请刷新页面。',
  'excel-dialog-open': () => 'Excel 开着对话框，没有写入任何内容。请关闭对话框再试。',
  'excel-not-answering': (p) =>
    `Excel 在 ${p['seconds']} 秒内没有回应。可能有单元格正在编辑（请按回车键），或 Excel 正忙；请再试一次。`,
  'excel-keeps-changing': () => '读取时工作表一直在变（有人正在增删工作表）。请稍等片刻再试。',
  'excel-refused': (p) =>
    `Excel 拒绝了${on(p)}的操作（${p['reason']}），没有写入任何内容。请重新打开工作簿再试；仍不行请把这句话发给维护人员。`,
  'excel-write-incomplete': (p) => `写到一半中断了：${on(p)}只写入了一部分。请点“恢复到计算前”，再重新计算。`,
  'excel-write-unknown': (p) =>
    `写入时 Excel 没有回应，不知道${on(p)}写了多少。请重新打开侧栏：如果只写了一部分，会提示“恢复到计算前”。`,
  'excel-no-notes': (p) => `这里不能在${on(p)}加批注，没有写入任何内容。请用浏览器页面或命令行来标注。`,
  'excel-settings-not-saved': (p) => `设置没有存进工作簿（${p['reason']}），这次的计算不受影响。`,
  'excel-file-not-given': (p) => `Excel 没有给出文件内容（${p['reason']}）。请先保存工作簿再试。`,
  'formula-not-calculated': (p) =>
    `${p['sheet']}!${p['cell']} 的公式还没有计算过，没有数值可留。请用 Excel 或 WPS 打开工作簿、保存后再定稿。`,
  'sheet-not-found': (p) => `没有名为“${p['sheet']}”的工作表。有附件的工作表：${p['known'] || '无'}。`,
  'file-encrypted': () => '文件有打开密码。请在 Excel 或 WPS 中取消密码，另存后再试。',
  'file-is-xls': () => '这是旧格式（.xls 或 .et）。请在 Excel 或 WPS 中“另存为 .xlsx”后再试。',
  'file-is-not-xlsx': () => '这不是 .xlsx 文件。请用 Excel 或 WPS 打开后“另存为 .xlsx”再试。',
  'file-texts-too-large': () => '文件里的文字合计超过 128 MB，已拒绝打开。请删去不用的工作表和过长的文字，另存后再试。',
  'file-damaged': (p) => `文件已损坏${when(p['part'], `（${p['part']}）`)}。请用 Excel 或 WPS 打开修复，另存后再试。`,
  'file-has-doctype': () => '文件中有 DOCTYPE 声明，可能不安全，已拒绝打开。请用 Excel 或 WPS 另存为 .xlsx 后再试。',
  'file-is-bomb': () => '文件解压后过大，已拒绝打开。请删去不用的行和工作表，另存后再试。',
  'file-path-leaves-package': () => '文件结构不正常（路径越界），已拒绝打开。请用 Excel 或 WPS 另存为 .xlsx 后再试。',
  'file-duplicate-entry': () => '文件结构不正常（内容重复），已拒绝打开。请用 Excel 或 WPS 另存为 .xlsx 后再试。',
  'file-strict-ooxml': () => '这是“Strict Open XML”格式。请在 Excel 中另存为普通的“Excel 工作簿 (.xlsx)”后再试。',
  'cell-in-array-formula': (p) =>
    `${when(p['sheet'], `${p['sheet']}!`)}${p['cell'] ?? ''} 在数组公式或模拟运算表中，不能单独改。请在 Excel 或 WPS 中先去掉它，或选择保留原值，再试。`,
  'note-on-threaded-comment': (p) =>
    `${p['sheet']}!${p['cell']} 上有批注对话，不能再加注释。请先在 Excel 中处理该对话。`,
  'sheet-name-invalid': (p) => `“${p['sheet']}”不能作表名（最多 31 个字，不能有 [ ] : * ? / \\）。请换一个名称。`,
  'sheet-last-visible': (p) => `“${p['sheet']}”是唯一显示的工作表，不能删除或隐藏。请先显示另一张表。`,
  'sheet-still-used': (p) => `${p['cell']} 的公式还在引用“${p['sheet']}”，不能删除这张表。请先改掉该公式。`,
  'merge-overlaps': (p) => `“${p['sheet']}”的 ${p['cells']} 已经合并或属于表格，不能再合并。请先取消合并或移开。`,
  'merge-hides-cell': (p) => `合并后会藏住 ${p['sheet']}!${p['cell']} 的内容。请先移开或清除它。`,
  'name-invalid': (p) =>
    `“${p['name']}”不能作名称（以字母、汉字或下划线开头，不能有空格，不能像单元格地址）。请换一个。`,
  'styles-full': (p) =>
    `工作簿的单元格样式已满（Excel 最多 ${p['count']} 种），没有写入。请先在 Excel 中清除用不着的格式，或把内容复制到新工作簿，再试。`,
  'fonts-full': (p) =>
    `工作簿的字体已满（Excel 最多 ${p['count']} 种），没有写入。请先在 Excel 中统一用不着的字体，或把内容复制到新工作簿，再试。`,
  'number-formats-full': (p) =>
    `工作簿的自定义数字格式已满（Excel 最多 ${p['count']} 种），没有写入。` +
    '请先在 Excel“设置单元格格式—自定义”中删除用不着的格式，再试。',
  'table-overlaps': (p) => `表格“${p['table']}”与 ${p['cells']} 的合并单元格或另一个表格重叠。请先取消合并或移开。`,
  'cell-text-too-long': (p) => `${p['sheet']}!${p['cell']} 的文字超过 ${p['length']} 字，Excel 放不下。请缩短后再试。`,
  'page-cancelled': () => '已取消。',
  'page-is-folder': () => '这是文件夹。请打开文件夹，把里面的文件拖进来。',
  'page-not-readable': () => '读不了，可能正被别的程序占用。请先在 WPS 或 Excel 中关闭它，再重新选一次。',
  'page-not-found': () => '找不到了，可能已移走、改名或删除。请重新选一次。',
  'page-not-allowed': () => '浏览器没有得到读它的许可。请重新选一次；还是不行，把它复制到别的文件夹再选。',
  stopped: () => '已停止。',
  'nothing-recognised': () => '没有找到附件1、附件2 或附件3 的表。请检查列名（季度应评价数、季度总评价数……）是否完整。',
} satisfies Texts<RefusalCode>;
