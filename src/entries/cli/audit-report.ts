import type { AuditFinding, AuditResult } from '../../app/audit.js';
import type { Phrase, Severity } from '../../core/audit/finding.js';
import { message, type Language } from '../../messages/index.js';
import { quarterName } from '../../messages/quarter.js';

/** A shifted column has as many suspects as cells: the first few tell what is meant. */
export const MOST_SHOWN = 6;

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'notice'];

const STYLE = `
  :root { color-scheme: light; }
  body { font: 14px/1.55 "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif; color: #1b1b1b;
    max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
  h1 { font-size: 1.4rem; margin: 0 0 .3rem; }
  h2 { font-size: 1.1rem; margin: 1.6rem 0 .4rem; border-bottom: 2px solid; }
  h2.error { color: #a4262c; } h2.warning { color: #8a5300; } h2.notice { color: #235a81; }
  p { margin: .2rem 0; } .quiet { color: #5c5c5c; }
  table { border-collapse: collapse; width: 100%; }
  td, th { border: 1px solid #bbb; padding: .25rem .45rem; text-align: left; vertical-align: top; }
  th { background: #f2f2f2; font-weight: 600; } td.cell { overflow-wrap: anywhere; }
  ul { margin: .2rem 0; padding-left: 1.1rem; }
  table { table-layout: fixed; } th:first-child { width: 7em; } th:last-child { width: 37%; }
  td ul { list-style: none; padding: 0; margin: 0; }
  @page { size: A4; margin: 11mm 12mm; }
  @media print {
    body { margin: 0; padding: 0; max-width: none; font-size: 8.5pt; line-height: 1.3; }
    h1 { font-size: 13pt; } h2 { font-size: 10pt; margin: .5rem 0 .2rem; break-after: avoid; }
    td, th { padding: 0 4pt; } tr { break-inside: avoid; }
  }
`;

/** Writes an audit as one printable HTML page without scripts and without anything from elsewhere. */
export function auditReport({ tables, findings, notChecked }: AuditResult, file: string, language: Language): string {
  const say = ({ code, parameters }: Phrase): string => escapeHtml(message(language, code, parameters));
  const open = findings.filter(({ waived }) => !waived);
  const waived = findings.filter(({ acceptance }) => acceptance !== null);
  const count = (severity: Severity): number => open.filter((finding) => finding.severity === severity).length;
  const word = (key: Parameters<typeof message>[1], parameters: Phrase['parameters'] = {}): string =>
    escapeHtml(message(language, key, parameters));
  const read = tables.map(
    ({ attachment: { sheet, period }, method }) =>
      `${sheet}${period === null ? '' : ` · ${quarterName(period)}`}${method === null ? '' : ` · ${method.title}`}`,
  );
  const title = word('report-title', { file });
  const counts = {
    errors: count('error'),
    warnings: count('warning'),
    notices: count('notice'),
    waived: waived.length,
  };
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${title}</h1>
<p>${word('audit-counts', counts)}</p>
<p class="quiet">${read.map(escapeHtml).join('<br>')}</p>
${
  open.length === 0
    ? `<p>${word('audit-clean')}</p>`
    : SEVERITIES.filter((severity) => count(severity) > 0)
        .map((severity) =>
          section(
            severity,
            `${word(`severity-${severity}`)} ${count(severity)}`,
            open.filter((finding) => finding.severity === severity),
          ),
        )
        .join('\n')
}
${list(word('report-waived'), waived.map(acceptedItem))}
${list(
  word('audit-not-checked'),
  notChecked.map(({ sheet, reason }) => `<li>${escapeHtml(sheet)} ${say(reason)}</li>`),
)}
</body>
</html>
`;

  function list(heading: string, items: readonly string[]): string {
    if (items.length === 0) return '';
    return `<h2>${heading}</h2>\n<ul>${items.join('\n')}</ul>`;
  }

  function acceptedItem({ sheet, cell, message: found, acceptance }: AuditFinding): string {
    const place = escapeHtml(`${sheet}!${cell}`);
    const why = escapeHtml([acceptance?.reason, acceptance?.by, acceptance?.at].filter(Boolean).join(' · '));
    return `<li>${place} ${say(found)} <span class="quiet">${why}</span></li>`;
  }

  function section(severity: Severity, heading: string, findings: readonly AuditFinding[]): string {
    const keys = ['report-cell', 'report-finding', 'report-suspects'] as const;
    const headings = keys.map((key) => `<th>${word(key)}</th>`).join('');
    return `<h2 class="${severity}">${heading}</h2>
<table><thead><tr>${headings}</tr></thead>
<tbody>
${findings.map(row).join('\n')}
</tbody></table>`;
  }

  function row({ sheet, cell, message: found, advice, suspects }: AuditFinding): string {
    const proposals = suspects.slice(0, MOST_SHOWN).map((suspect) => {
      const parameters = {
        place: suspect.place,
        cell: suspect.sheet === sheet ? suspect.cell : `${suspect.sheet}!${suspect.cell}`,
        found: suspect.found,
        why: message(language, suspect.why.code, suspect.why.parameters),
      };
      if (suspect.proposed === null) return `<li>${word('audit-suspect-open', parameters)}</li>`;
      return `<li>${word('audit-suspect', { ...parameters, proposed: suspect.proposed })}</li>`;
    });
    if (suspects.length > MOST_SHOWN)
      proposals.push(`<li>${word('audit-suspects-more', { count: suspects.length - MOST_SHOWN })}</li>`);
    const place = escapeHtml(`${sheet}!${cell}`);
    const remedy = proposals.length === 0 ? say(advice) : `<ul>${proposals.join('')}</ul>`;
    return `<tr><td class="cell">${place}</td><td>${say(found)}</td><td>${remedy}</td></tr>`;
  }
}

function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}
