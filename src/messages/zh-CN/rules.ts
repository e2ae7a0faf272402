import type { Texts } from '../texts.js';
import type { Impossibility, WantedValue } from '../../core/method/read-rules.js';

function textFor(texts: Readonly<Record<string, string>>, detail: string | number | undefined): string {
  return texts[String(detail)] ?? '';
}

/** What a field of a rules file should hold. */
const WANTED: Readonly<Record<WantedValue, string>> = {
  decimal: '数写成带引号的十进制数，如 "0.5"。',
  text: '应是带引号的文字。',
  list: '应是列表，写在 [ ] 里。',
  record: '应是一组字段，写在 { } 里。',
  places: '应是 0 到 9 的整数，不带引号。',
  flag: '应是 true 或 false，不带引号。',
  quarter: '季度写成 "2021Q2"。',
  'kind-of-form': '计分办法和表样应是同一种附件。',
};

/** Why a value cannot be a rule. */
const IMPOSSIBLE: Readonly<Record<Impossibility, string>> = {
  negative: '不能是负数。',
  'too-long': '数太大或位数太多：整数部分最多 7 位，小数最多 8 位。',
  'component-twice': '有两个得分项用了同一个标识，请改掉一个。',
  'second-ladder': '按名次得分的只能有一项，请删去一项。',
  'second-adjustment': '加减分只能有一项，请删去一项。',
  'minimum-above-maximum': '下限高于上限，请改正。',
  'not-a-rate': '这一列不是比率，请改成表样里的比率列。',
  'not-an-adjustment': '这一列不是加减分，请改成表样里的加减分列。',
};

/** What is wrong with a rules file, and how to correct it. */
export const rules = {
  'rules-unreadable': (p) =>
    `计分办法文件 ${p['file']} 不是有效的 JSON（${p['reason']}）。可用 rules 命令重新导出一份再改。`,
  'rules-not-utf8': (p) =>
    `计分办法文件 ${p['file']} 不是 UTF-8 编码（可能是 GBK）。请用记事本打开，“另存为”时编码选 UTF-8，再试。`,
  'rules-unknown-field': (p) => `计分办法文件 ${p['file']} 里有不认识的字段：${p['path']}。请改正或删去。`,
  'rules-unknown-kind': (p) =>
    `计分办法文件 ${p['file']} 里有不认识的取值：${p['path']}。请对照 rules 命令导出的办法改正。`,
  'rules-missing-field': (p) => `计分办法文件 ${p['file']} 缺少字段：${p['path']}。请对照 rules 命令导出的办法补上。`,
  'rules-wrong-type': (p) => `计分办法文件 ${p['file']} 的字段写得不对：${p['path']}。${textFor(WANTED, p['detail'])}`,
  'rules-impossible': (p) => `计分办法文件 ${p['file']} 不能这样定：${p['path']}。${textFor(IMPOSSIBLE, p['detail'])}`,
} satisfies Texts;
