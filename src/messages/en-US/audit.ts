import type { Texts } from '../texts.js';
import type { audit as chinese } from '../zh-CN/audit.js';
import { when } from '../choices.js';
import { counted } from './counted.js';

/** The audit around its findings: counts, the report. */
export const audit: Texts<keyof typeof chinese> = {
  'report-title': (p) => `Audit of ${p['file']}`,
  'report-cell': () => 'Cell',
  'report-finding': () => 'Finding',
  'report-suspects': () => 'Suspects',
  'report-waived': () => 'Waived',
  'audit-after-compute': (p) =>
    `Audit within rows: ${counted(p['errors'], 'error')}, ${counted(p['warnings'], 'warning')}` +
    when(Number(p['errors']) + Number(p['warnings']) > 0, '; see them with the audit command'),
  'audit-line': (p) =>
    `Audit: ${counted(p['errors'], 'error')} · ${counted(p['warnings'], 'warning')} · ` +
    `${counted(p['notices'], 'notice')}` +
    when(p['waived'], ` · ${p['waived']} waived`),
  'audit-counts': (p) =>
    `Audit: ${counted(p['errors'], 'error')}, ${counted(p['warnings'], 'warning')}, ` +
    `${counted(p['notices'], 'notice')}` +
    when(p['waived'], `, ${p['waived']} waived`),
  'audit-clean': () => 'Nothing was found.',
  'audit-not-checked': () => 'Not checked:',
  'audit-suspects-more': (p) => `… and ${p['count']} more cells`,
  'audit-suspect': (p) => `${p['place']}. ${p['cell']} ${p['found']} → ${p['proposed']}: ${p['why']}`,
  'audit-suspect-open': (p) => `${p['place']}. ${p['cell']} ${p['found']}: ${p['why']}`,
};
