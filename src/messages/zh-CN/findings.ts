import type { FindingCode } from '../../core/audit/phrase-code.js';
import type { Texts } from '../texts.js';
import { either, listed, when } from '../choices.js';
import { quarterName } from '../quarter.js';

/** Texts of the audit: what is wrong, why a cell is suspected, what to do. */
export const findings = {
  'finding-relation': (p) =>
    `${p['unit']}：${either(p['certain'], '应有', '通常')} ${p['relation']}，表中 ${p['found']}。`,
  'finding-count': (p) =>
    `${p['unit']}：${p['cell']} 的 ${p['found']} ` +
    `与本行的${p['columns']}都对不上${when(p['proposed'], `，改为 ${p['proposed']} 就都对得上`)}。`,
  'finding-rate': (p) => `${p['unit']}的${p['column']}印的是 ${p['found']}，按计数应为 ${p['expected']}。`,
  'finding-score': (p) => `${p['unit']}的综合得分印的是 ${p['found']}，按计分办法应为 ${p['expected']}。`,
  'finding-total': (p) =>
    `${p['column']}的合计印的是 ${p['found']}，各行相加是 ${p['expected']}，${either(p['more'], '多', '少')} ${p['gap']}。`,
  'finding-totals-left-out': (p) =>
    `汇总没有加上第 ${p['row']} 行（${p['unit']}）：${p['columns']}的合计都正好少了这一行的数。`,
  'finding-totals-twice': (p) =>
    `汇总把第 ${p['row']} 行（${p['unit']}）加了两次：${p['columns']}的合计都正好多了这一行的数。`,
  'finding-totals-exchanged': (p) =>
    `第 ${p['row']} 行（${p['unit']}）有两格像是填颠倒了：换过来，${p['columns']}的合计就都对。`,
  'finding-totals-moved': (p) =>
    `第 ${p['row']} 行（${p['unit']}）有几格像是错了一列：移回去，${p['columns']}的合计就都对。`,
  'finding-totals-row-missing': (p) =>
    `有 ${p['count']} 列的合计都比各行相加多（${p['gaps']}），像是少了一行${when(p['unit'], `：附件2 的${p['unit']}`)}。`,
  'finding-totals-throughout': (p) =>
    `有 ${p['count']} 列的合计与各行相加不同，相差 ${p['gaps']}，多半出于同一个原因。`,
  'finding-row-and-column': (p) =>
    `${p['unit']}在${p['districts']}${either(Number(p['count']) > 1, `中的一格`, `的 ${p['found']}`)}：` +
    `本行“${p['sum']}”与该列汇总都比各格相加${either(p['more'], '多', '少')} ` +
    `${p['gap']}${when(!(Number(p['count']) > 1), `，改为 ${p['expected']} 就都对得上`)}。`,
  'finding-row-sum': (p) =>
    `${p['unit']}的“${p['column']}”印的是 ${p['found']}，本行相加是 ${p['expected']}，${either(p['more'], '多', '少')} ${p['gap']}。`,
  'finding-row-sums-left-out': (p) =>
    `“${p['column']}”没有加上${p['district']}一列：${p['count']} 行都正好少了这一列的数。`,
  'finding-row-sums-twice': (p) =>
    `“${p['column']}”把${p['district']}一列加了两次：${p['count']} 行都正好多了这一列的数。`,
  'finding-row-sums-throughout': (p) => `有 ${p['count']} 行的“${p['column']}”与本行相加不同，多半出于同一个原因。`,
  'finding-grand-total': (p) =>
    `${p['total']}行的“${p['column']}”印的是 ${p['found']}，各单位相加是 ${p['expected']}，${either(p['more'], '多', '少')} ` +
    `${p['gap']}。`,
  'why-row-and-column': () => '改这一格，本行的合计与该列的汇总就都对得上',
  'why-row-sum-wrong': () => '与本行各数之和不符',
  'why-row-sum-formula': () => '公式加得不对',
  'why-row-sums-left-out': (p) => `没有加上${p['district']}`,
  'why-row-sums-twice': (p) => `${p['district']}加了两次`,
  'why-grand-total': () => '与各单位之和不符',
  'why-totals-left-out': (p) => `没有加上第 ${p['row']} 行（${p['unit']}）`,
  'why-totals-twice': (p) => `第 ${p['row']} 行（${p['unit']}）加了两次`,
  'why-totals-exchanged': () => '两格换过来后的数',
  'why-totals-moved': () => '移回一列后的数',
  'why-rate-missing': () => '有这个比率，却写成了“-”',
  'why-rate-undefined': () => '分母为 0，没有这个比率，应写“-”',
  'why-rate-undefined-full': () => '分母为 0，没有这个比率，却当作 100%',
  'why-rate-not-a-number': () => '这里应是比率',
  'why-rate-truncated': () => '只截位，没有四舍五入',
  'why-rate-other-row': (p) => `与${p['unit']}的相同，可能抄错了行`,
  'why-rate-other-column': (p) => `像是把${p['column']}用成了${p['other']}`,
  'why-rate-wrong': () => '与本行计数不符',
  'why-score-rate-printed': (p) => `用了印出的${p['column']} ${p['rate']} 来算`,
  'why-score-rates-printed': () => '用了印出的各项比率来算',
  'finding-counts-apart': (p) =>
    `${p['unit']}：印出的比率（${p['columns']}）与综合得分彼此相符，与本行的计数对不上：` +
    `${either(p['other'], `计数与${p['other']}一行完全相同，多半抄错了行`, '计数多半填成了别的单位的，或没有更新')}。`,
  'why-counts-apart': () => '与印出的比率和得分对不上，请查原始数据',
  'why-score-rates-rounded': () => '用了四舍五入后的比率来算，应在最后一步才取整',
  'why-score-rank': (p) =>
    `名次分用错：应为第 ${p['rank']} 名，用了第 ${p['used']} 名的分（第 ${p['used']} 名的分用了两次，第 ${p['rank']} 名的没有用）`,
  'why-score-ladder-left-out': () => '没有加上按名次的得分',
  'why-score-threshold-missed': (p) => `低于得分界限不得分，却按第 ${p['rank']} 名给了分`,
  'why-score-cap-missed': (p) => `超过 ${p['cap']} 分没有封顶`,
  'why-score-bound-missed': (p) => `加减分 ${p['adjustment']} 超出界限，应按 ${p['bound']} 计`,
  'why-score-component-left-out': (p) => `漏了第${p['clause']}项（${p['column']}）`,
  'why-score-truncated': () => '只截位，没有四舍五入',
  'why-score-other-row': (p) => `与${p['unit']}的得分相同，可能抄错了行`,
  'why-score-not-a-number': () => '这里应是综合得分',
  'why-score-wrong': () => '与本行各项之和不符',
  'why-adjustment': () => '加减分改成这个数，综合得分就对得上',
  'why-typed-changed': () => '像是打错了一位',
  'why-typed-swapped': () => '像是前后两位打颠倒了',
  'why-typed-dropped': () => '像是漏打了一位',
  'why-typed-doubled': () => '像是多打了一位（重复）',
  'why-typed-added': () => '像是多打了一位',
  'why-elsewhere': () => '附件3 就是这个数，本行其余各格也都对得上',
  'why-exchanged': () => '像是与相邻的一格填颠倒了',
  'why-fits': () => '只有这个数与本行其余各格都对得上',
  'why-fits-many': () => '改这一格，本行其余各格就都对得上；具体的数请查原始数据',
  'why-total-left-out': (p) => `少加了 ${p['cell']}（${p['unit']} ${p['value']}）`,
  'why-total-twice': (p) => `${p['cell']}（${p['unit']} ${p['value']}）加了两次`,
  'why-total-one-left-out': (p) => `像是少加了一个 ${p['value']}`,
  'why-total-one-twice': (p) => `像是有一个 ${p['value']} 加了两次`,
  'why-total-wrong': () => '与各行之和不符',
  'advice-change': () => '核对后改正；确实无误的，写明理由标为“已核实”。',
  'advice-check-source': () => '请对照原始数据，看哪一格打错了。',
  'advice-which-place': () => '看哪一处的数对，改正另一处；口径确实不同的，写明理由标为“已核实”。',
  'advice-match': () => '名称不同的同一单位，请在“核查记录”中写明对应。',
  'finding-district-gross': (p) =>
    `${p['unit']}：附件3 该列相加是 ${p['here']}，附件1 的季度总评价数是 ${p['there']}，相差 ${p['size']}。`,
  'finding-district-small': (p) =>
    `有 ${p['count']} 个区县的附件3 合计与附件1 总评价数不同，最多相差 ${p['size']}：${p['units']}（附件3/附件1）。`,
  'finding-city-gross': (p) =>
    `${p['unit']}：附件3 市级是 ${p['here']}，附件2（${p['departments']}）是 ${p['there']}，相差 ${p['size']}。`,
  'finding-city-scope': (p) =>
    `${p['unit']}：附件3 市级是 ${p['here']}，附件2（${p['departments']}，${p['scope']}）是 ${p['there']}；口径不同，请确认。`,
  'finding-city-small': (p) =>
    `有 ${p['count']} 个单位的附件3 市级数与附件2 总评价数不同，最多相差 ${p['size']}：${p['units']}（附件3/附件2）。`,
  'finding-units-in-one': (p) =>
    `只在一个附件里：${listed('；', [
      when(p['departments'], `附件2 的${p['departments']}`),
      when(p['volumes'], `附件3 的${p['volumes']}`),
    ])}。`,
  'finding-places-exchanged': (p) => `${p['first']}与${p['last']}在附件3 和${p['other']} 里正好颠倒：一处填错了位置。`,
  'finding-places-moved': (p) =>
    `从${p['first']}到${p['last']}的 ${p['count']} 个数，附件3 和${p['other']} 正好错开一位：一处填错了位置。`,
  'finding-received-contradicted': (p) =>
    `${p['unit']}的季度总评价数是 ${p['there']}，附件3 是 ${p['here']}；其他单位两处都相同。`,
  'why-borne-out': () => '附件3 是这个数，而且那一列各行相加与汇总相符',
  'finding-nearly-equal': (p) =>
    `${p['unit']}的${p['upper']} ${p['high']} 与${p['lower']} ${p['low']} 只差一处打字，多数单位两数相等：是不是打错了？`,
  'why-volume-large': (p) => `多出的 ${p['excess']} 只有这一格（${p['unit']}）装得下`,
  'not-checked-no-attachment': (p) => `工作簿里没有${p['attachment']}`,
  'advice-confirm': () => '请确认；无误的不必处理。',
  'advice-to-number': () => '计算时加 --fix-numbers，或在 Excel 中“转换为数字”。',
  'advice-compute': () => '重新计算即可补上公式。',
  'finding-not-a-count': (p) => `${p['unit']}的${p['column']}“${p['text']}”不是不小于 0 的整数。`,
  'finding-is-date': (p) => `${p['unit']}的${p['column']}是日期或时间（${p['text']}），不是数。`,
  'why-not-a-count': () => '计数应是不小于 0 的整数',
  'finding-text-numbers': (p) =>
    `有 ${p['count']} 格数字存成了文本：${p['cells']}。` +
    when(p['invisible'], `其中有看不见的字符，按括号里的数读：${p['invisible']}。`),
  'finding-blank': (p) => `有 ${p['count']} 格空白（${p['cells']}），同一行其他格都有数：是 0 还是漏填？`,
  'finding-dash': (p) => `有 ${p['count']} 格写的是“-”（${p['cells']}），别处没有的写 0：意思一样吗？`,
  'finding-shown-full': (p) => `有 ${p['count']} 格印成 100% 而实际未满：${p['cells']}。`,
  'finding-over-full': (p) => `${p['unit']}有比率超过 100%：${p['found']}。`,
  'finding-adjustment-above': (p) => `${p['unit']}的加减分 ${p['typed']} 高于上限 ${p['bound']}，按 ${p['bound']} 计。`,
  'finding-adjustment-below': (p) => `${p['unit']}的加减分 ${p['typed']} 低于下限 ${p['bound']}，按 ${p['bound']} 计。`,
  'finding-adjustment-off-grid': (p) =>
    `${p['unit']}的加减分 ${p['typed']} 用条款的分值凑不出来（基础分 ${p['base']}）。`,
  'finding-adjustment-beyond': (p) =>
    `${p['unit']}的加减分 ${p['typed']} 用条款凑不出来：各条款各用一次只到 ${p['least']}—${p['most']}，台账也没有逐条说明。`,
  'why-ledger': () => '台账各条之和',
  'why-method': () => '计分办法是这样写的',
  'finding-formula-constant': (p) => `${p['column']}一列是公式，这些格却是手填的数：${p['cells']}。`,
  'finding-formula-odd': (p) => `${p['column']}一列的公式，${p['cells']} 与其他行（如 ${p['usual']}）不同。`,
  'finding-formula-range': (p) => `${p['cells']} 的公式没有包括第 ${p['rows']} 行。`,
  'finding-unit-twice': (p) => `${p['unit']}出现了 ${p['count']} 次：${p['cells']}。`,
  'finding-unit-missing': (p) => `${p['unit']}在${p['there']}里有，${p['not']}里没有。`,
  'finding-serial': (p) => `${p['unit']}的序号是 ${p['found']}，接着上一行应为 ${p['expected']}。`,
  'finding-population': (p) => `${p['unit']}的人口数，附件3 是 ${p['here']} 万，附件1 是 ${p['there']} 万。`,
  'finding-section': (p) => `${p['unit']}的季度应评价数是 ${p['due']}，却列在“${p['section']}”一段。`,
  'finding-section-borderline': (p) =>
    `${p['unit']}的季度应评价数恰为 ${p['due']}，列在“${p['section']}”一段，请确认。`,
  'finding-row-copied': (p) => `${p['unit']}的计数与${p['other']}完全相同，可能是抄重了。`,
  'finding-row-stale': (p) => `${p['unit']}的计数与上季度完全相同，可能没有更新。`,
  'finding-quarter-unchanged': (p) =>
    `“${p['sheet']}”写的是${quarterName(String(p['period']))}，计数却与` +
    `${either(p['final'], '上次定稿', '上季度的工作簿')}（${quarterName(String(p['before']))}）完全相同：` +
    '可能只改了标题，数据没有更新。',
  'finding-rows-stale': (p) => `有 ${p['count']} 个单位的计数与上季度完全相同：表没有更新，或给的不是上季度的工作簿。`,
  'finding-per-head': (p) => `${p['unit']}每万人评价 ${p['rate']} 件，明显${either(p['more'], '高', '低')}于其他单位。`,
  'finding-department-row': (p) =>
    `${p['unit']}在${p['district']}有 ${p['count']} 件，按其他区县的人均量约为 ${p['usual']} 件。`,
  'finding-few-bad': (p) =>
    `${p['unit']}主动评价 ${p['active']} 件、差评 ${p['bad']} 件；按其他单位的差评率约有 ${p['expected']} 件。`,
  'finding-quarter-change': (p) => `${p['unit']}本季 ${p['now']} 件，上季 ${p['before']} 件，变化明显大于其他单位。`,
  'not-checked-no-previous': () => '没有给出上季度的工作簿，没有比较',
  'not-checked-off': (p) => `计分办法里关闭了“${p['check']}”`,
  'finding-scores-throughout': (p) => `多数单位的综合得分与“${p['method']}”算出的不同，可能是按别的办法计算的。`,
  'finding-rates-throughout': (p) => `多数单位的${p['column']}与按计数算出的不同，可能是算式或列不对。`,
  'finding-columns-throughout': (p) => `多数单位的这几项都对不上：${p['columns']}，多半出于同一个原因。`,
  'finding-scores-other-method': (p) =>
    `${p['all']} 个综合得分里有 ${p['count']} 个是按“${p['other']}”算的，这张表应按“${p['method']}”。`,
  'finding-column-shifted': (p) =>
    `${p['column']}一列从 ${p['from']} 起像是错了一行：整体${either(p['up'], '下移', '上移')}一行，各行就都对得上。`,
  'finding-columns-exchanged': (p) => `${p['column']}与${p['other']}两列像是填颠倒了：换过来，各行就都对得上。`,
  'why-column-down': () => '下一行的数，应在这一行',
  'why-column-up': () => '上一行的数，应在这一行',
  'why-column-exchanged': () => '两列换过来后的数',
  'advice-column-slip': () => '把这些格整体移回去，再核查一次。',
  'advice-method': () => '先确认计分办法和列名对不对，再逐行核对。',
  'finding-relation-throughout': (p) =>
    `多数单位不满足 ${p['relation']}（${p['columns']}），可能是列错位，或这里的口径不同。`,
  'not-checked-no-column': (p) => `表中没有“${p['column']}”一列`,
  'not-checked-blank': (p) => `“${p['column']}”一列还没有填`,
} satisfies Texts<FindingCode>;
