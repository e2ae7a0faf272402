/*
 * Excel, WPS and LibreOffice name what is drawn by its kind and a number: 圆角矩形 1, Text Box 4, 流程图: 过程 2. The kinds
 * are those of the preset shapes (ECMA-376 part 1, section 20.1.10.56), of pictures, charts and controls. They are put
 * together from these words.
 */

const CHINESE = [
  '图片|图像|图形|图标|图示|图表|形状|自选图形|图|表|对象|控件|按钮|窗体|组合框|列表框|复选框',
  '选项按钮|分组框|滚动条|数值调节钮|文本框|文字|标签|艺术字|墨迹|联机|视频|音频|三维模型|切片器',
  '日程表|批注|组合|画布|圆角|圆顶角|剪去|单角|同侧角|对角|矩形|正方形|长方形|椭圆形|椭圆|圆形|圆',
  '弧形|弓形|弦形|饼形|不完整圆|同心圆|空心弧|环形|等腰|直角|三角形|平行四边形|梯形|菱形|多边形',
  '五边形|六边形|七边形|八边形|十边形|十二边形|任意多边形|任意|自由曲线|曲线|直接|直线|肘形|箭头',
  '双箭头|连接符|线条|线|上|下|左|右|上下|左右|十字|手杖形|圆角右|直角上|虚尾|燕尾形|五角星|角星',
  '星形|爆炸形|波形|双波形|卷形|横|竖|前凸|带形|弯曲|折角形|立方体|圆柱形|棱台|框架|半闭框|斜纹',
  'L 形|L形|十字形|缺角矩形|泪滴形|太阳形|新月形|心形|闪电形|云形|笑脸|禁止符|“禁止符”|大括号',
  '中括号|双|标注|线形|对话气泡|气泡|加号|减号|乘号|除号|等于号|不等号|流程图|过程|可选过程|决策',
  '数据|预定义过程|内部贮存|文档|多文档|终止|准备|手动输入|手动操作|联系|离页连接符|动作按钮|空白',
  '第一张',
];
const ENGLISH = [
  'picture|image|graphic|icon|chart|shape|autoshape|object|text ?box|textbox|word ?art|ink|group|button',
  'check ?box|option|combo|drop|list|box|spinner|scroll ?bar|label|slicer|timeline|diagram|video|audio|model|3d',
  'canvas|comment|control|form|rounded|round|snip|single|same|side|diagonal|corner|rectangle|square|oval|ellipse',
  'circle|arc|chord|pie|donut|block|frame|isosceles|right|triangle|parallelogram|trapezoid|diamond|pentagon',
  'hexagon|heptagon|octagon|decagon|dodecagon|freeform|straight|elbow|curved|connector|line|arrow|double|up|down',
  'left|bent|notched|striped|u-turn|quad|chevron|cross|plus|minus|star|point|explosion|wave|scroll|horizontal',
  'vertical|ribbon|folded|cube|can|bevel|half|teardrop|sun|moon|heart|lightning|bolt|cloud|smiley|face|no|symbol',
  'brace|bracket|pair|callout|speech|bubble|flowchart|process|alternate|decision|data|document|multiply|division',
  'equal|not|text|and|or|content|placeholder|title',
];

/** Of words that begin alike the longest counts. */
function anyOf(lines: readonly string[]): string {
  const words = lines.flatMap((line) => line.split('|')).sort((a, b) => b.length - a.length);
  return words.join('|');
}

const KINDS = new RegExp(`${anyOf(CHINESE)}|\\b(?:${anyOf(ENGLISH)})(?![a-z])`, 'gi');

/** Tells whether a name of what is drawn is one that a program has given: words for its kind, and a number. */
export function isUsualName(name: string): boolean {
  return /^[\d\s:：-]*$/.test(name.replace(KINDS, ''));
}
