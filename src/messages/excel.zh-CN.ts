type Parameters = Readonly<Record<string, string | number>>;

const on = (p: Parameters): string => (p['sheet'] ? `“${p['sheet']}”` : '工作簿');

/** Texts of the add-in in Excel: what Excel refused and the way out. */
export const excelZhCN = {
  'excel-too-old': () =>
    '这个版本的 Excel 太旧。请用 Excel 2021 或更新的版本、Microsoft 365 或网页版；也可以用浏览器页面打开文件计算。',
  'excel-sheet-protected': (p: Parameters) =>
    `工作表${on(p)}有保护，没有写入任何内容。请再点一次“计算得分”，在提问时点“确定”，写完会照原样重新保护；或在“审阅”选项卡撤销工作表保护。`,
  'excel-workbook-protected': (p: Parameters) =>
    `工作簿的结构有保护，不能新建或删除${on(p)}，没有写入任何内容。请先在“审阅”选项卡撤销“保护工作簿”。`,
  'excel-password-needed': (p: Parameters) => `工作表${on(p)}的保护有密码，请输入密码。`,
  'excel-password-wrong': (p: Parameters) => `工作表${on(p)}的密码不对，没有写入任何内容。请核对大小写后再试。`,
  'excel-not-protected-again': (p: Parameters) =>
    `内容已写好，但工作表${on(p)}没能重新保护。请在“审阅”选项卡自行保护工作表。`,
  'excel-access-denied': (p: Parameters) =>
    `Excel 不允许改${on(p)}（可能有保护或权限限制），没有写入任何内容。请撤销保护，或另存一份再试。`,
  'excel-read-only': () => '工作簿是只读打开的，没有写入任何内容。请另存一份，在新文件中计算。',
  'excel-editing-cell': (p: Parameters) => `有单元格正在编辑，${on(p)}没有写入任何内容。请按回车键结束编辑，再试一次。`,
  'excel-sheet-gone': (p: Parameters) => `${on(p)}已被删除或改名。请重新计算，会按现在的工作表来。`,
  'excel-sheet-hidden': (p: Parameters) =>
    `工作表${on(p)}是隐藏的，没有跳过去，计算不受影响。要看它，请右键点工作表标签选“取消隐藏”；列表里没有它，就是深度隐藏，请找做表的人。`,
  'excel-too-large': (p: Parameters) =>
    `${on(p)}内容太多，Excel 一次传不完，没有写入任何内容。请删去不用的行和列后再试，或用桌面版 Excel。`,
  'excel-busy': () => 'Excel 正忙，没有写入任何内容。请等几秒钟再试。',
  'excel-session-lost': () => '与 Excel 的连接断了，没有写入任何内容。请关闭侧栏重新打开；网页版请刷新页面。',
  'excel-dialog-open': () => 'Excel 开着对话框，没有写入任何内容。请关闭对话框再试。',
  'excel-not-answering': (p: Parameters) =>
    `Excel 在 ${p['seconds']} 秒内没有回应。可能有单元格正在编辑（请按回车键），或 Excel 正忙；请再试一次。`,
  'excel-keeps-changing': () => '读取时工作表一直在变（有人正在增删工作表）。请稍等片刻再试。',
  'excel-refused': (p: Parameters) =>
    `Excel 拒绝了${on(p)}的操作（${p['reason']}），没有写入任何内容。请重新打开工作簿再试；仍不行请把这句话发给维护人员。`,
  'excel-write-incomplete': (p: Parameters) =>
    `写到一半中断了：${on(p)}只写入了一部分。请点“恢复到计算前”，再重新计算。`,
  'excel-write-unknown': (p: Parameters) =>
    `写入时 Excel 没有回应，不知道${on(p)}写了多少。请重新打开侧栏：如果只写了一部分，会提示“恢复到计算前”。`,
  'excel-no-notes': (p: Parameters) => `这里不能在${on(p)}加批注，没有写入任何内容。请用浏览器页面或命令行来标注。`,
  'excel-settings-not-saved': (p: Parameters) => `设置没有存进工作簿（${p['reason']}），这次的计算不受影响。`,
  'excel-file-not-given': (p: Parameters) => `Excel 没有给出文件内容（${p['reason']}）。请先保存工作簿再试。`,
  'excel-undo-lost': () => '写入后 Excel 自己的“撤消”不能用了。',
  'result-differs': (p: Parameters) => `${on(p)}${p['cell']} 应为 ${p['expected']}，Excel 显示 ${p['shown']}。`,
  'result-differs-calculation-manual': () => '工作簿设为手动计算：请按 F9 重新计算，或在“公式”选项卡改为自动。',
  'result-differs-precision-as-displayed': () => '工作簿设为“以显示精度为准”：请在“选项 → 高级”中取消后重新计算。',
  'result-differs-formula-is-text': () => '公式被当成了文本：请把单元格格式改为“常规”，再重新计算。',
  'result-differs-formula-error': () => '公式出错：请检查它用到的单元格里有没有文本或错误值。',
  'result-differs-unknown': () => '原因不明：请重新计算；仍不同请把这句话发给维护人员。',
  restored: (p: Parameters) => `已恢复 ${p['cells']} 格到计算前。`,
  'restored-already': () => '这些单元格已经是计算前的内容，不需要恢复。',
  'restore-changed-since': (p: Parameters) => `这 ${p['count']} 格在计算后又改过或移动过，没有动：${p['cells']}`,
  'restore-unfinished': (p: Parameters) =>
    `上次（${p['at']}）写入没有完成，有 ${p['cells']} 格可能只写了一部分。是否恢复到计算前？`,
} satisfies Readonly<Record<string, (p: Parameters) => string>>;
