/** Tells whether a text is about who made a table: 填报人：张三, 审核人, 联系电话, 填表日期. */
export function isResponsibility(text: string): boolean {
  return /^(?:填[表报]|制表|审核|复核|经办|联系|负责|分管|主要)\S*(?:人|日期|时间|电话|领导|方式)/.test(text.replace(/\s+/g, ''));
}
