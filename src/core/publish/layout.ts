/** A font with those that stand in for it where it is not installed, the most alike first. */
export interface FontChoice {
  readonly name: string;
  readonly fallbacks: readonly string[];
}

/** How a kind of text is set. */
export interface TextStyle {
  readonly font: FontChoice;
  /** For figures and Latin letters. */
  readonly latin: FontChoice;
  /** In points. */
  readonly size: number;
}

/** What GB/T 9704-2012 (党政机关公文格式) and custom say of an annex table that lies across an A4 page. */
export interface Layout {
  /** In millimetres, the page as it lies. */
  readonly page: { readonly width: number; readonly height: number };
  readonly margins: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
  readonly label: TextStyle;
  readonly title: TextStyle & {
    /** Where a title does not fit on one line at its size, it does not fall below this one either. */
    readonly smaller: number;
  };
  readonly notes: TextStyle;
  readonly table: {
    readonly font: FontChoice;
    readonly latin: FontChoice;
    /** Sizes to try in points, the largest first: the first at which every column fits. */
    readonly sizes: readonly number[];
    /** Between text and rule on either side, in millimetres. */
    readonly padding: number;
  };
  readonly pageNumber: TextStyle & {
    /** Between the lower edge of the text area and the dashes beside the number, in millimetres. */
    readonly distance: number;
  };
}

const HEITI: FontChoice = {
  name: '黑体',
  fallbacks: ['SimHei', 'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC'],
};
const XIAOBIAOSONG: FontChoice = {
  name: '方正小标宋简体',
  fallbacks: ['方正小标宋_GBK', '华文中宋', 'STZhongsong', '宋体', 'SimSun', 'Noto Serif CJK SC'],
};
const FANGSONG: FontChoice = {
  name: '仿宋_GB2312',
  fallbacks: ['仿宋', 'FangSong', '华文仿宋', 'STFangsong', 'Noto Serif CJK SC'],
};
/**
 * 0.5 em a figure, like the Chinese faces; on every system there is one of these measures, so that no column bursts.
 */
const TIMES: FontChoice = { name: 'Times New Roman', fallbacks: ['Liberation Serif', 'Tinos'] };
const SONGTI: FontChoice = { name: '宋体', fallbacks: ['SimSun', 'Noto Serif CJK SC'] };

/**
 * The official layout. The text area of 156 mm × 225 mm with 37 mm above and 28 mm at the binding edge is that of the
 * upright page (5.2.1); a table across the page has its head at the binding edge on odd pages (8), which turns 28 mm
 * into the upper margin and 37 mm into the right one.
 */
export const OFFICIAL_LAYOUT: Layout = {
  page: { width: 297, height: 210 },
  margins: { top: 28, right: 37, bottom: 26, left: 35 },
  label: { font: HEITI, latin: HEITI, size: 16 },
  title: { font: XIAOBIAOSONG, latin: XIAOBIAOSONG, size: 22, smaller: 18 },
  notes: { font: FANGSONG, latin: TIMES, size: 12 },
  table: { font: FANGSONG, latin: TIMES, sizes: [12, 10.5, 9, 7.5, 6.5], padding: 0.6 },
  pageNumber: { font: SONGTI, latin: SONGTI, size: 14, distance: 7 },
};

/** Where a rule of the layout comes from, for the people who check it. */
export interface LayoutRule {
  readonly rule: string;
  /** The clause of GB/T 9704-2012; `null` where it says nothing and we follow custom or a program's bounds. */
  readonly clause: string | null;
}

/** The rules in words, in the order in which they meet the eye. */
export const LAYOUT_RULES: readonly LayoutRule[] = [
  { rule: 'A4 横向，版心 225 mm × 156 mm；上 28 mm（订口）、下 26 mm、左 35 mm、右 37 mm（天头）', clause: '5.2.1、8' },
  { rule: '“附件”二字及顺序号用 3 号黑体，顶格排在版心左上角第一行', clause: '7.3.7' },
  { rule: '附件标题居中排在版心第三行，用 2 号小标宋体', clause: '7.3.7、7.3.1' },
  { rule: '标题一行排不下的用小 2 号，仍排不下再回行', clause: null },
  { rule: '附件顺序号和标题与附件说明一致', clause: '7.3.7' },
  { rule: '页码用 4 号半角宋体数字，左右各放一条一字线，单页居右、双页居左，距版心下边缘 7 mm', clause: '7.5' },
  { rule: '页码排在横页的下边：页脚不能随表格转向（标准要求与竖页的位置一致）', clause: null },
  {
    rule: '表格用仿宋，数字和字母用 Times New Roman，字号取各列都排得下的最大一级（12 至 6.5 磅）；表头每页重复，一行不跨两页',
    clause: null,
  },
  { rule: '表下说明用小四号仿宋：标准为 3 号，三张表的说明排 3 号会多占一页', clause: null },
];
