import { publishReport, type Published } from '../../src/entries/cli/publish-report.js';
import { textsIn } from '../../src/entries/cli/texts.js';

const printed = (removed: boolean, language: 'zh-CN' | 'en-US'): string => {
  const formulas = { id: 'formulas', kind: 'formulas', count: 2, details: ['附件1：2'], optional: true, removed };
  const published = {
    publication: { readiness: { items: [], errors: 0 }, removals: [formulas], problems: [], printSetUps: [] },
    recalculated: [],
    copies: [],
    docx: undefined,
    pdf: { files: [], message: null },
    record: null,
    stamp: { accepted: null },
  } as unknown as Published;
  return publishReport(published, textsIn(language));
};

it.each<[string, boolean, 'zh-CN' | 'en-US', string]>([
  ['removed', true, 'zh-CN', '没有带进正式附件的：\n  公式 2 个，改成数值（附件1：2）'],
  ['kept', false, 'zh-CN', '按要求留下的：\n  公式 2 个（附件1：2）'],
  ['removed', true, 'en-US', 'Not in the official copy:\n  2 formulas, turned into values (附件1：2)'],
  ['kept', false, 'en-US', 'Kept as asked:\n  2 formulas (附件1：2)'],
])('formulas that are %s (removed: %s) are told so in %s', (_, removed, language, expected) => {
  expect(printed(removed, language)).toContain(expected);
});
