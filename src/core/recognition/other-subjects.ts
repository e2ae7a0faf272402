import type { AttachmentRow } from './attachment.js';
import type { FoundTable } from './found-table.js';
import { missingAmong } from './header-problems.js';
import { normalise } from './normalise.js';

const ANOTHER_SUBJECT =
  /^(?:姓名|员工|工作人员|窗口人员|工号|事项|事项名称|办理事项|窗口|窗口名称|窗口号|大厅|月份|日期)$/;

/**
 * Tells whether a table only resembles an attachment: lists of people, windows or items, words that explain the
 * columns, statistics with half of the counts.
 */
export function isAboutSomethingElse(table: FoundTable, units: readonly AttachmentRow[]): boolean {
  return listsAnotherSubject(table) || explainsColumns(table, units) || lacksCounts(table);
}

function listsAnotherSubject({ unknown, columns }: FoundTable): boolean {
  const firstFigure = columns.find(({ role }) => role === 'input')?.column ?? 0;
  return unknown.some(
    ({ column, texts }) => column < firstFigure && texts.some((text) => ANOTHER_SUBJECT.test(normalise(text))),
  );
}

/** Words stand where all the figures should. */
function explainsColumns({ columns }: FoundTable, units: readonly AttachmentRow[]): boolean {
  const inputs = columns.filter(({ role }) => role === 'input');
  if (inputs.length <= 2 || units.length === 0) return false;
  return units.every(({ readings }) =>
    inputs.every(({ id }) => {
      const reading = readings[id];
      return reading?.kind === 'none' && /\p{Script=Han}{2}/u.test(reading.text);
    }),
  );
}

function lacksCounts({ columns, lexicon: { form }, title }: FoundTable): boolean {
  const missing = missingAmong(columns, form).filter(({ role }) => role === 'input');
  return missing.length > 1 && !/评估|通报|附件/.test(title.join(' '));
}
