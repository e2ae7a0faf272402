import type { MessageParameters, Texts } from '../texts.js';

const keptOpen = (p: MessageParameters): string => (p['open'] ? `“${p['open']}”照旧开着，没有变。` : '');

/** The cells that were left, the first ones by name. */
const cellsLeft = (p: MessageParameters): string =>
  Number(p['more']) > 0 ? `${p['cells']} 等 ${p['count']} 格` : `${p['cells']} `;

/** The browser page and its sheet. */
export const page = {
  'page-title': () => '通报计分',
  'page-open': () => '打开文件',
  'page-sample': () => '打开示例',
  'page-save': () => '保存文件',
  'page-hint': () => '也可以把 .xlsx 文件拖到这里。文件只在本机处理，不会上传。',
  'page-reading': (p) => `正在读取 ${p['file']}…`,
  'page-unsaved': () => '有改动还没有保存',
  'page-opening-waits': (p) => `算完刚才输入的，就打开 ${p['file']}…`,
  'page-not-opened': (p) => `“${p['file']}”没有打开：${p['reason']}${keptOpen(p)}`,
  'page-several-files': (p) =>
    `一次只能打开一个文件，拖来的 ${p['count']} 个都没有打开，请只拖一个进来。${keptOpen(p)}`,
  'page-saving': (p) => `算完刚才输入的，就保存 ${p['file']}…`,
  'page-saved': (p) => `已保存：${p['file']}`,
  'page-saved-download': (p) => `已保存到浏览器的“下载”文件夹：${p['file']}`,
  'page-file-changed': (p) => `“${p['file']}”打开以后在别处又改过。点“另存一份”两边都留下；点“覆盖”会丢掉别处的改动。`,
  'page-save-copy': () => '另存一份',
  'page-overwrite': () => '覆盖',
  'page-file-not-permitted': (p) => `浏览器没有得到写“${p['file']}”的许可。可以另存一份，或再点“保存文件”并选“允许”。`,
  'page-disk-full': (p) => `磁盘满了，“${p['file']}”没有存上，原来的内容没有变。请腾出空间再点“保存文件”，或另存一份。`,
  'page-write-broken-off': (p) =>
    `写“${p['file']}”时被中断（可能是安全软件拦下的），原来的内容没有变。请再点一次“保存文件”，或另存一份。`,
  'page-file-not-written': (p) =>
    `“${p['file']}”没有存上（${p['reason']}），原来的内容没有变。请再点一次“保存文件”，或另存一份。`,
  'page-file-gone': (p) => `“${p['file']}”已不在原来的位置，请另存一份。`,
  'page-stay': () => '留在这里',
  'page-leave-anyway': () => '不保存，继续',
  'page-file-changed-title': () => '文件已在别处改动',
  'page-file-locked': (p) =>
    `写不进“${p['file']}”，请先在 WPS 或 Excel 中关闭它，再点“保存文件”；它是只读的，就另存一份。`,
  'page-leave-title': () => '还没有保存',
  'page-leave': () => '打开别的文件会丢掉没有保存的改动。',
  'page-scored': (p) => `${p['name']}（已计分）.xlsx`,
  'page-pane': () => '计分',
  'page-formula-refused': () => '这里不能输入公式，请填数字或文字。',
  'viewer-sheet': (p) => `工作表 ${p['sheet']}`,
  'viewer-sheets': () => '工作表',
  'viewer-zoom': () => '显示比例',
  'viewer-formula-bar': () => '单元格内容',
  'viewer-correct': (p) => `改正 ${p['cell']}`,
  'viewer-formula-cell': () => '这一格是公式，不能在这里改；请改它用到的数。',
  'viewer-fill-formula': (p) => `${p['cell']} 是公式，不能向下填充。`,
  'viewer-typed': (p) => `已填 ${p['count']} 格。`,
  'viewer-pasted': (p) => `已粘贴，改了 ${p['count']} 格。`,
  'viewer-cut': (p) => `已剪切 ${p['count']} 格。`,
  'viewer-emptied': (p) => `已清空 ${p['count']} 格。`,
  'viewer-filled': (p) => `已向下填充 ${p['count']} 格。`,
  'viewer-left-formula': (p) => `${cellsLeft(p)}是公式，没有改。`,
  'viewer-left-formula-text': (p) => `${cellsLeft(p)}要粘贴的是公式，没有填，请填数字或文字。`,
  'viewer-left-merged': (p) => `${cellsLeft(p)}在合并单元格里面，放不进去，请取消合并或改粘贴的位置。`,
  'viewer-left-outside': (p) => `有 ${p['count']} 格超出工作表的范围，没有粘贴。`,
  'viewer-left-too-long': (p) => `${cellsLeft(p)}的文字太长（一格最多 32767 字），没有填。`,
  'viewer-keys': () => '按住 Shift 选多格；Ctrl+C 复制，Ctrl+V 粘贴，Ctrl+D 向下填充；先按 Esc 再按 Tab 离开工作表。',
  'viewer-summary': () => '选中单元格的合计',
  'viewer-count': (p) => `计数：${p['count']}`,
  'viewer-sum': (p) => `平均：${p['average']}　计数：${p['count']}　求和：${p['sum']}`,
  'viewer-paste-nothing': () => '剪贴板里没有文字，这一格没有改动。',
  'viewer-edit-conflict': (p) => `${p['cell']} 没有改成，请再试一次。`,
  'viewer-not-shown': (p) => `本表的${p['what']}这里不显示，保存时原样保留。`,
  'viewer-not-shown-conditional-formats': () => '条件格式',
  'viewer-not-shown-drawings': () => '图表或图片',
  'viewer-not-shown-notes': () => '批注',
  'viewer-hidden-sheets': (p) => `另有 ${p['count']} 张隐藏的工作表：${p['sheets']}。`,
  'viewer-hidden-tab': (p) => `${p['sheet']}（隐藏）`,
  'viewer-changed': () => '已改动',
  'viewer-difference': () => '与计算结果不同',
  'viewer-problem': () => '有需要知道的问题',
} satisfies Texts;
