import type { Texts } from '../texts.js';
import { when } from '../choices.js';

/** The command line: progress, arguments, files. */
export const commandLine = {
  'ledger-none': () => '工作簿里还没有加减分台账。',
  'attachment-unclear': (p) => `“${p['unit']}”在附件1和附件2里都有，请用 --attachment 说明是哪一个。`,
  'csv-written': (p) => `台账 ${p['entries']} 条，已导出：${p['file']}`,
  'sheet-without-attachment': (p) =>
    `工作表“${p['sheet']}”里没有认出附件${when(p['reasons'], '，原因见上')}，没有写入任何内容。有附件的工作表：${p['known'] || '无'}。`,
  'file-not-found': (p) => `找不到文件：${p['file']}。请核对路径和文件名；名字里有空格的，用引号括起来。`,
  'file-not-readable': (p) => `打不开文件 ${p['file']}（${p['reason']}）。请先在 Excel 或 WPS 中关闭它，或检查权限。`,
  'file-not-writable': (p) =>
    `写不进 ${p['file']}（${p['reason']}），没有写入任何内容。请先在 Excel 或 WPS 中关闭它，检查权限，或用 --out 换一个位置。`,
  'file-is-folder': (p) => `${p['file']} 是文件夹，请写明其中的文件。`,
  'folder-not-found': (p) => `没有文件夹 ${p['folder']}，没有写入任何内容。请先建好文件夹，或换一个 --out。`,
  'file-ending-differs': (p) =>
    `${p['file']} 应以 ${p['ending']} 结尾，否则 Excel 打不开；没有写入任何内容。请改一下 --out。`,
  'file-would-be-lost': (p) => `${p['argument']} 会覆盖读入的文件 ${p['file']}：请换一个文件名。没有写入任何内容。`,
  'file-would-be-overwritten': (p) => `不会覆盖原文件 ${p['file']}：请换一个 --out，或用 --in-place（会保留备份）。`,
  'changed-meanwhile': (p) => `工作簿内容已变（${p['cells']}），没有写入任何内容，请重新计算。`,
  'internal-error': (p) => `程序出错（${p['reason']}），没有写入任何内容。请把文件和这句话发给维护人员。`,
  'argument-unknown': (p) => `不认识的参数：${p['argument']}`,
  'argument-too-many': (p) => `一次只处理一个文件，${p['argument']} 是多余的；名字里有空格的，用引号括起来。`,
  'argument-missing': (p) => `缺少参数：${p['argument']}`,
  'argument-wrong': (p) =>
    `参数 ${p['argument']} 的值不对：${p['value']}${when(p['known'], `。可用的值：${p['known']}`)}`,
  'argument-without-value': (p) => `参数 ${p['argument']} 后面缺少值。`,
  'argument-takes-no-value': (p) => `参数 ${p['argument']} 后面不带值。`,
  'arguments-exclude': (p) => `${p['one']} 和 ${p['other']} 不能同时用，请去掉一个。`,
  'decision-needed': () => '有表没有认定，需要先明确（见上），没有写入任何内容。',
  'progress-reading': (p) => `正在读取 ${p['file']} ……`,
  'progress-computing': (p) => `正在计算 ${p['sheets']} 个工作表 ……`,
  'progress-filling': (p) => `正在填写 ${p['cells']} 格 ……`,
  'progress-writing': (p) => `正在写入 ${p['file']} ……`,
  'replaced-heading': (p) =>
    `与计算结果不同的格（${p['count']} 处${when(p['kept'], `，其中 ${p['kept']} 处保留原值`)}）：`,
  'written-to': (p) => `已写入 ${p['cells']} 格，完成的文件：${p['file']}`,
  'backup-at': (p) => `写入前的备份：${p['file']}`,
  'formulas-awaiting': (p) =>
    `还是旧结果的公式（${p['count']} 格）：${p['cells']}。用 Excel 或 WPS 打开，保存一次，就会重算。`,
  'problems-heading': () => '需要知道的：',
  'rules-used': (p) => `计分办法：${p['title']}（${p['source']}）`,
  'total-of-units': (p) => `${p['name']}（第 ${p['row']} 行，${p['units']} 个单位）`,
  'table-without-totals': () => '没有汇总行，没有可填的格。',
  'rank-by': (p) => `${p['column']}名次`,
} satisfies Texts;
