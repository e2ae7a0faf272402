import { auditReport } from '../../src/entries/cli/audit-report.js';
import { auditOf, publishedSnapshot, withCells } from '../support/audits.js';

it('prints one page without scripts, with every finding and its suspects', async () => {
  const result = auditOf(await publishedSnapshot());
  const page = auditReport(result, '2021Q2.xlsx', 'zh-CN');
  expect(page).not.toMatch(/<script|https?:|src=/);
  expect(page.match(/<tr><td/g)).toHaveLength(result.findings.length);
  expect(page).toContain('1. P9 99.97% → 99.98%：只截位，没有四舍五入');
});

it('shows what a workbook says as text', async () => {
  const page = auditReport(
    auditOf(withCells(await publishedSnapshot(), { '附件1!B12': '<img src=x>区' })),
    '<b>.xlsx',
    'zh-CN',
  );
  expect(page).toContain('&lt;img');
  expect(page).not.toMatch(/<img|<b>/);
});
