import type { Texts } from '../texts.js';
import { either, listed, when } from '../choices.js';

/** Publishing: what to know before, what stays behind, what was made. */
export const publish = {
  'formula-overwritten': (p) => `${p['unit']}的${p['item']}是手填的 ${p['text']}，同列其他单位是公式。`,
  'formulas-stale': (p) =>
    `${p['cells']} 的公式（${p['count']} 格）还是写入之前的结果。请用 Excel 或 WPS 打开工作簿，保存一次，再定稿。`,
  'formulas-failed': (p) =>
    `${p['cells']} 的公式（${p['count']} 格）重算后是错误值。请用 Excel 或 WPS 打开工作簿，改正公式，保存一次，再定稿。`,
  'difference-kept': (p) =>
    `${p['unit']}的${p['item']}为 ${p['from']}，计算值是${either(p['to'] === '', '空白', ` ${p['to']}`)}，保留原值。`,
  'figures-blank': (p) => `${p['unit']}有 ${p['count']} 格空白：${p['items']}。`,
  'columns-blank': (p) => `${p['units']} 个单位的${p['items']}都是空白，请先计算得分。`,
  'content-beside-table': (p) => `表格旁边还有内容（${p['cells']}），会随正式附件发出；不需要请先删去。`,
  'content-hidden': (p) =>
    '有隐藏的' +
    listed('、', [when(p['rows'], `第 ${p['rows']} 行`), when(p['columns'], `${p['columns']} 列`)]) +
    '：打印和 Word 中没有，但 Excel 正式附件里仍在。',
  'picture-in-cell': (p) => `单元格里的图片（${p['cells']}）在 Word 和复制的表里留空；需要的请在 Word 里自行插入。`,
  'differs-from-final': (p) =>
    `${p['attachment']} ${p['unit']}的${p['item']}：定稿为 ${p['from'] || '空白'}，现在是 ${p['to'] || '空白'}。`,
  'published-decimals-differ': (p) =>
    `有 ${p['count']} 格（${p['cells']}）的小数位数与同列不同，改成一样读数会变，正式附件里照原样。`,
  'published-protected': (p) => `工作表“${p['sheet']}”有保护，正式附件照原样保护。`,
  'published-page-text': (p) =>
    `工作表“${p['sheet']}”的页眉页脚有文字（${p['texts']}），会随正式附件发出；不需要请先在“页面设置”里删去。`,
  'published-pictures': (p) =>
    `工作表“${p['sheet']}”有图片 ${p['count']} 张（${p['texts']}），会随正式附件发出；照片里可能有拍摄时间和地点，不需要请先删去。`,
  'published-objects': (p) =>
    `工作表“${p['sheet']}”有嵌入的文件或控件 ${p['count']} 个（${p['texts']}），会随正式附件发出；不需要请先删去。`,
  'topic-error': () => '必须改',
  'topic-write-unfinished': () => '写入没有完成',
  'topic-formula-overwritten': () => '公式被改成了数',
  'topic-difference-kept': () => '保留了手填的数',
  'topic-blank': () => '空白',
  'topic-reason-owed': () => '事由待补',
  'topic-note-contradicts': () => '表下说明与办法不一致',
  'topic-beside-table': () => '表外内容',
  'topic-hidden': () => '隐藏的行列',
  'topic-picture': () => '单元格里的图片',
  'topic-since-final': () => '与定稿不一致',
  'readiness-heading': (p) => `定稿前请看（${p['count']} 条${when(p['errors'], `，其中必须改 ${p['errors']} 条`)}）：`,
  'readiness-clear': () => '定稿前没有需要处理的问题。',
  'removed-sheet': (p) => `工作表：${p['details']}`,
  'removed-formulas': (p) => `公式 ${p['count']} 个${when(p['removed'], '，改成数值')}（${p['details']}）`,
  'removed-formats': (p) =>
    `与同列不同的小数位数 ${p['count']} 格${when(p['removed'], '，改成同列的（100% 写成 100.00%，数不变）')}（${p['details']}）`,
  'removed-objects': (p) =>
    `单元格里的图片或链接 ${p['count']} 个，用到了不发出的工作表或本机、其他文件，图片去掉，链接只留文字（${p['details']}）`,
  'removed-marks': (p) => `核查标的颜色 ${p['count']} 格（${p['details']}）`,
  'removed-notes': (p) => `批注 ${p['count']} 条（${p['details']}）`,
  'removed-comments': (p) => `会话批注 ${p['count']} 条（${p['details']}）`,
  'removed-custom-xml': (p) => `程序留下的内部数据 ${p['count']} 份`,
  'removed-names': (p) => `定义的名称 ${p['count']} 个：${p['details']}`,
  'property-subject': () => '主题',
  'property-creator': () => '作者',
  'property-keywords': () => '关键词',
  'property-description': () => '备注',
  'property-lastModifiedBy': () => '最后修改者',
  'property-category': () => '类别',
  'property-contentStatus': () => '状态',
  'property-Company': () => '单位',
  'property-Manager': () => '主管',
  'property-HyperlinkBase': () => '链接位置',
  'property-Template': () => '模板',
  'removed-properties': (p) => `文档属性中的个人信息：${p['details']}`,
  'removed-links': (p) => `指向其他文件的链接 ${p['count']} 个（不能带走）`,
  'removed-macros': () => '宏（正式附件是 .xlsx，不能带宏）',
  'removed-signatures': () => '数字签名（内容变了签名就失效，请在正式附件上重新签）',
  'removed-hyperlinks': (p) => `指向网页、邮箱、文件的链接 ${p['count']} 个（${p['details']}）`,
  'removed-page-codes': (p) => `页眉页脚里的文件路径、文件名 ${p['count']} 处（${p['details']}）`,
  'removed-descriptions': (p) => `图片、图形、表格的说明和名称 ${p['count']} 处（${p['details']}）`,
  'removed-prompts': (p) => `填写提示 ${p['count']} 处（${p['details']}）`,
  'removed-macro-buttons': (p) => `按钮上的宏 ${p['count']} 个（${p['details']}，不能带走）`,
  'removed-attached-data': (p) => `文件附带的数据（敏感度标签等）${p['count']} 份（${p['details']}）`,
  'pane-removals': () => '不带进正式附件的',
  'pane-removals-note': () => '打勾的不发出；去掉勾，就随正式附件发出。',
  'pane-removal-goes': () => '会发出',
  'removals-heading': () => '没有带进正式附件的：',
  'kept-heading': () => '按要求留下的：',
  'publish-decision-needed': (p) =>
    `还有 ${p['errors']} 处必须改，没有生成正式附件。请先改正；确需照发的，用 --accept 写明理由。`,
  'publish-recalculate-possible': () =>
    '公式里的旧结果，也可以加 --recalculate，由这台电脑上的 LibreOffice 重算，不必打开工作簿。',
  'publish-recalculated': (p) => `LibreOffice 重算了 ${p['count']} 格的公式：${p['cells']}。`,
  'recalculate-needs-libreoffice': (p) =>
    `没有重算 ${p['cells']}：这台电脑没有安装 LibreOffice，没有生成正式附件。请安装 LibreOffice（装在别处的，用环境变量 SOFFICE 指明），` +
    '或用 Excel、WPS 打开工作簿，保存一次，再定稿。',
  'recalculate-failed': (p) =>
    `没有重算 ${p['cells']}：LibreOffice 没有算成（${p['reason']}），没有生成正式附件。` +
    '请用 Excel 或 WPS 打开工作簿，保存一次，再定稿。',
  'publish-accepted-matter': (p) => `定稿时仍有 ${p['errors']} 处必须改（${p['places']}）`,
  'publish-written': (p) => `正式附件：${p['file']}`,
  'publish-named': (p) => `通报中的名称：${p['name']}`,
  'publish-print-set-up': (p) =>
    `已按 GB/T 9704-2012 设置打印（A4 横向）：${p['sheets']}；其余工作表沿用原来的打印设置。`,
  'publish-print-kept': () => '沿用原来的打印设置；要改成公文格式，请加 --print-set-up。',
  'publish-fonts': (p) => `用到的字体：${p['fonts']}。没有安装的电脑会用相近的字体代替。`,
  'publish-recorded': (p) => `已记入工作簿的“定稿记录”：${p['file']}`,
  'publish-decision-not-kept': () => '理由没有记进工作簿：加 --record 才会写“核查记录”和“定稿记录”。',
  'pdf-needs-libreoffice': (p) =>
    `没有生成 ${p['file']}：这台电脑没有安装 LibreOffice。请用 Excel 或 WPS 打开正式附件，另存为 PDF。`,
  'pdf-failed': (p) =>
    `没有生成 ${p['file']}：LibreOffice 没有转换成功（${p['reason']}）。请用 Excel 或 WPS 打开正式附件，另存为 PDF。`,
  'publish-keep-unknown': (p) => `--keep ${p['value']} 不在可以留下的内容里。可以留下：${p['known'] || '无'}。`,
} satisfies Texts;
