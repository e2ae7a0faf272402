import { strFromU8, unzipSync } from 'fflate';
import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import { protectionProblems } from '../../src/app/protection.js';
import type { Change } from '../../src/core/changes/plan.js';
import { gridOf, workbookOf } from '../support/sheets.js';

const partOf = (bytes: Uint8Array, name: string): string => strFromU8(unzipSync(bytes)[name] ?? new Uint8Array());

const write = (sheet: string): Change => ({
  kind: 'content',
  sheet,
  row: 0,
  column: 0,
  was: { value: null, formula: null },
  becomes: { value: 1, formula: null },
});
const addition: Change = {
  kind: 'sheet',
  sheet: '加减分台账',
  was: null,
  becomes: { position: 1, visibility: 'visible', tabColour: null, columnWidths: [] },
};
const SHEETS = [
  gridOf([[1]], { sheet: '附件1', protected: true }),
  gridOf([[1]], { sheet: '附件2', protected: false }),
];
const saidOf = (
  locks: Parameters<typeof protectionProblems>[0]['locks'],
  changes: readonly Change[],
): readonly (readonly string[])[] =>
  protectionProblems({ sheets: SHEETS, locks }, { changes }).map(({ code, sheet }) => [code, sheet]);

it('says which protected sheets are written to, each once', () => {
  expect(saidOf([], [write('附件1'), write('附件1'), write('附件2')])).toEqual([['written-sheet-protected', '附件1']]);
});

it('says nothing of protected sheets and locked workbooks that are left alone', () => {
  expect(saidOf([], [write('附件2')])).toEqual([]);
  expect(saidOf(['structure', 'read-only', 'final'], [])).toEqual([]);
});

it('says that a sheet is added to a workbook whose structure is locked, and nothing where only cells change', () => {
  expect(saidOf(['structure'], [addition])).toEqual([['written-structure-locked', '加减分台账']]);
  expect(saidOf(['structure'], [write('附件2')])).toEqual([]);
});

it('says that a file for reading or marked as final is written to', () => {
  expect(saidOf(['read-only', 'final'], [write('附件2')])).toEqual([
    ['written-read-only', ''],
    ['written-final', ''],
  ]);
});

const CUSTOM =
  '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"><property ' +
  'name="_MarkAsFinal" fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2"><vt:bool xmlns:vt="urn:vt">true' +
  '</vt:bool></property></Properties>';

it.each([
  ['a structure without password', '<workbookProtection lockStructure="1"/>', ['structure']],
  ['a structure with one', '<workbookProtection workbookPassword="CC1A" lockStructure="true"/>', ['structure']],
  ['windows only', '<workbookProtection lockWindows="1"/>', undefined],
  ['nothing', '<workbookProtection/>', undefined],
  ['reading recommended', '<fileSharing readOnlyRecommended="1" userName="王五"/>', ['read-only']],
  ['a password to modify', '<fileSharing userName="王五" hashValue="x" saltValue="y" spinCount="1"/>', ['read-only']],
  ['an old password to modify', '<fileSharing userName="王五" reservationPassword="CC1A"/>', ['read-only']],
  ['the name of who opened it last', '<fileSharing userName="王五"/>', undefined],
])('reads of a workbook that it locks %s', async (_, element, locks) => {
  const plain = workbookOf({ 附件1: [[1]] });
  const workbook = partOf(plain, 'xl/workbook.xml').replace('<sheets>', `${element}<sheets>`);
  const snapshot = await openXlsx(workbookOf({ 附件1: [[1]] }, { 'xl/workbook.xml': workbook })).read();
  expect(snapshot.locks).toEqual(locks);
});

it('reads of a workbook that it is marked as final', async () => {
  const bytes = workbookOf({ 附件1: [[1]] });
  const rels = partOf(bytes, '_rels/.rels').replace(
    '</Relationships>',
    '<Relationship Id="rIdC" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/' +
      'custom-properties" Target="docProps/custom.xml"/></Relationships>',
  );
  const marked = workbookOf({ 附件1: [[1]] }, { '_rels/.rels': rels, 'docProps/custom.xml': CUSTOM });
  expect((await openXlsx(marked).read()).locks).toEqual(['final']);
});
