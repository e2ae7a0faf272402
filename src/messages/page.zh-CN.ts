type Parameters = Readonly<Record<string, string | number>>;

const keptOpen = (p: Parameters): string => (p['open'] ? `“${p['open']}”照旧开着，没有变。` : '');

/** Texts of the browser page and its viewer. */
export const pageZhCN = {
  'page-title': () => '通报计分',
  'page-open': () => '打开文件',
  'page-sample': () => '打开示例',
  'page-save': () => '保存文件',
  'page-undo': () => '撤销',
  'page-hint': () => '把 .xlsx 文件拖到这里，或点“打开文件”。文件只在本机处理，不会上传。',
  'page-hint-sample': () => '第一次使用可以点“打开示例”（2021年第二季度通报的附件）。',
  'page-reading': (p: Parameters) => `正在读取 ${p['file']}…`,
  'page-unsaved': () => '有改动还没有保存',
  'page-opening-waits': (p: Parameters) => `算完刚才输入的，就打开 ${p['file']}…`,
  'page-not-opened': (p: Parameters) => `“${p['file']}”没有打开：${p['reason']}${keptOpen(p)}`,
  'page-several-files': (p: Parameters) =>
    `一次只能打开一个文件，拖来的 ${p['count']} 个都没有打开，请只拖一个进来。${keptOpen(p)}`,
  'page-is-folder': () => '这是文件夹。请打开文件夹，把里面的文件拖进来。',
  'page-not-readable': () => '读不了，可能正被别的程序占用。请先在 WPS 或 Excel 中关闭它，再重新选一次。',
  'page-not-found': () => '找不到了，可能已移走、改名或删除。请重新选一次。',
  'page-not-allowed': () => '浏览器没有得到读它的许可。请重新选一次；还是不行，把它复制到别的文件夹再选。',
  'page-saving': (p: Parameters) => `算完刚才输入的，就保存 ${p['file']}…`,
  'page-saved': (p: Parameters) => `已保存：${p['file']}`,
  'page-saved-download': (p: Parameters) => `已保存到浏览器的“下载”文件夹：${p['file']}`,
  'page-file-changed': (p: Parameters) =>
    `“${p['file']}”打开以后在别处又改过。点“另存一份”两边都留下；点“覆盖”会丢掉别处的改动。`,
  'page-save-copy': () => '另存一份',
  'page-overwrite': () => '覆盖',
  'page-file-not-permitted': (p: Parameters) =>
    `浏览器没有得到写“${p['file']}”的许可。可以另存一份，或再点“保存文件”并选“允许”。`,
  'page-disk-full': (p: Parameters) =>
    `磁盘满了，“${p['file']}”没有存上，原来的内容没有变。请腾出空间再点“保存文件”，或另存一份。`,
  'page-write-broken-off': (p: Parameters) =>
    `写“${p['file']}”时被中断（可能是安全软件拦下的），原来的内容没有变。请再点一次“保存文件”，或另存一份。`,
  'page-file-not-written': (p: Parameters) =>
    `“${p['file']}”没有存上（${p['reason']}），原来的内容没有变。请再点一次“保存文件”，或另存一份。`,
  'page-file-gone': (p: Parameters) => `“${p['file']}”已不在原来的位置，请另存一份。`,
  'page-cancelled': () => '已取消。',
  'page-stay': () => '留在这里',
  'page-leave-anyway': () => '不保存，继续',
  'page-file-changed-title': () => '文件已在别处改动',
  'page-file-locked': (p: Parameters) =>
    `写不进“${p['file']}”，请先在 WPS 或 Excel 中关闭它，再点“保存文件”；它是只读的，就另存一份。`,
  'page-leave-title': () => '还没有保存',
  'page-leave': () => '打开别的文件会丢掉没有保存的改动。',
  'page-scored': (p: Parameters) => `${p['name']}（已计分）.xlsx`,
  'page-pane': () => '计分',
  'page-formula-refused': () => '这里不能输入公式，请填数字或文字。',
  'page-edit-undone': (p: Parameters) => `已撤销 ${p['cell']} 的改动。`,
  'page-edit-changed-since': (p: Parameters) =>
    `${p['cell']} 改正之后又被改过，这次改正没有撤销，单元格保持现在的内容。`,
  'viewer-sheet': (p: Parameters) => `工作表 ${p['sheet']}`,
  'viewer-sheets': () => '工作表',
  'viewer-zoom': () => '显示比例',
  'viewer-formula-bar': () => '单元格内容',
  'viewer-correct': (p: Parameters) => `改正 ${p['cell']}`,
  'viewer-formula-cell': () => '这一格是公式，不能在这里改；请改它用到的数。',
  'viewer-paste-one': () => '一次只能粘贴一格。',
  'viewer-paste-nothing': () => '剪贴板里没有文字，这一格没有改动。',
  'viewer-edit-conflict': (p: Parameters) => `${p['cell']} 没有改成，请再试一次。`,
  'viewer-not-shown': (p: Parameters) => `本表的${p['what']}这里不显示，保存时原样保留。`,
  'viewer-not-shown-conditional-formats': () => '条件格式',
  'viewer-not-shown-drawings': () => '图表或图片',
  'viewer-not-shown-notes': () => '批注',
  'viewer-hidden-sheets': (p: Parameters) => `另有 ${p['count']} 张隐藏的工作表：${p['sheets']}。`,
  'viewer-hidden-tab': (p: Parameters) => `${p['sheet']}（隐藏）`,
  'viewer-changed': () => '已改动',
  'viewer-difference': () => '与计算结果不同',
  'viewer-problem': () => '有需要知道的问题',
} satisfies Readonly<Record<string, (p: Parameters) => string>>;
