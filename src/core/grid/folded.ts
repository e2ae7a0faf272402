/**
 * The signs of CJK Radicals Supplement and Kangxi Radicals that NFKC does not fold, each before the ideograph it stands
 * for: Unicode's EquivalentUnifiedIdeograph.txt. PDFs put them in place of the ideographs.
 */
const RADICALS = [
  '⺁厂 ⺂乛 ⺃乚 ⺄乙 ⺅亻 ⺆冂 ⺇𠘨 ⺈刀 ⺉刂 ⺊卜 ⺋㔾 ⺌小 ⺍小 ⺎兀 ⺏尣 ⺐尢 ⺑𡯂 ⺒巳 ⺓幺 ⺔彑 ⺕彐 ⺖忄 ⺗心 ⺘扌',
  '⺙攵 ⺛旡 ⺜日 ⺝月 ⺞歺 ⺠民 ⺡氵 ⺢氺 ⺣灬 ⺤爫 ⺥爫 ⺦丬 ⺧牛 ⺨犭 ⺩王 ⺪𤴔 ⺫目 ⺬示 ⺭礻 ⺮𥫗 ⺯糹 ⺰纟 ⺱罓 ⺲罒',
  '⺳㓁 ⺴冗 ⺵𦉫 ⺶羊 ⺷𦍌 ⺸𦍋 ⺹耂 ⺺肀 ⺻聿 ⺼肉 ⺽𦥑 ⺾艹 ⺿艹 ⻀艹 ⻁虎 ⻂衤 ⻃覀 ⻄西 ⻅见 ⻆角 ⻇𧢲 ⻈讠 ⻉贝 ⻊𧾷',
  '⻋车 ⻌辶 ⻍辶 ⻎辶 ⻏邑 ⻐钅 ⻑長 ⻒镸 ⻓长 ⻔门 ⻕𨸏 ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻞𩙿 ⻟飠 ⻠饣 ⻡𩠐 ⻢马',
  '⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 ⻯竜 ⻰龙 ⻱龜 ⻲亀',
].join(' ');
const IDEOGRAPHS = new Map(RADICALS.split(' ').map((pair) => [...pair] as [string, string]));
const RADICAL = /[\u2e80-\u2fdf]/g;

/** Signs that nobody sees: Unicode's default ignorable ones, and control characters that are no white space. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\u0000-\u0008\u000e-\u001f\u007f-\u009f]+/gu;

/** Returns a text without the signs that nobody sees: soft hyphens, zero-width blanks, marks of direction. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, '');
}

/**
 * Brings a text into the form in which texts are read and compared: half-width, radicals as the ideographs they stand
 * for, without signs that nobody sees.
 *
 * @example
 *   import { folded } from './folded.js';
 *   folded('１２\u200b３') // => '123'
 *   folded('⻔头') // => '门头'
 */
export function folded(text: string): string {
  const plain = withoutInvisible(text).normalize('NFKC');
  return plain.replace(RADICAL, (radical) => IDEOGRAPHS.get(radical) ?? radical);
}
