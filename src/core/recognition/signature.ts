import { folded } from '../grid/folded.js';

/** Tells whether a text is about who made a table: 填报人：张三, 审核：李四, 联系电话, 填表日期. */
export function isSignature(text: string): boolean {
  const plain = folded(text).replace(/\s+/g, '');
  return /^(?:填[表报]|制表|编制|审[核批]|复核|经办|联系|负责|分管|主要|报送|签发)(?:[^:]{0,4}:|\S*(?:人|日期|时间|电话|领导|方式))/.test(
    plain,
  );
}
