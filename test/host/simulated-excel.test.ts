/// <reference types="office-js" />
import { Book, contentsOf } from './book.js';
import { bootNode } from './boot-node.js';
import { SimulatedExcel, type HostOptions } from './simulated-excel.js';

let stop: () => void = () => undefined;
afterEach(() => stop());

async function start(options: HostOptions = {}): Promise<{ readonly excel: SimulatedExcel; readonly book: Book }> {
  const book = new Book();
  book.addSheet('附件1', [
    ['甲区', 800, 69, '=C1/B1'],
    ['乙区', 500, 90, '=C2/B2'],
  ]);
  const excel = new SimulatedExcel(book, options);
  stop = await bootNode(excel);
  return { excel, book };
}

const firstSheet = (context: Excel.RequestContext): Excel.Worksheet => context.workbook.worksheets.getItem('附件1');

describe("Microsoft's client over the simulated Excel", () => {
  it('starts as desktop Excel in Chinese', async () => {
    await start();
    expect(await Office.onReady()).toMatchObject({ host: 'Excel', platform: 'PC' });
    expect(Office.context.displayLanguage).toBe('zh-CN');
    expect(Office.context.requirements.isSetSupported('ExcelApi', '1.16')).toBe(true);
    expect(Office.context.requirements.isSetSupported('ExcelApi', '1.17')).toBe(false);
  });

  it('reads what the formulas come to, and the formulas', async () => {
    await start();
    await Excel.run(async (context) => {
      const range = firstSheet(context).getUsedRangeOrNullObject(true).load('values,formulas,rowCount');
      await context.sync();
      expect(range.values).toEqual([
        ['甲区', 800, 69, 0.08625],
        ['乙区', 500, 90, 0.18],
      ]);
      expect(range.formulas[1]).toEqual(['乙区', 500, 90, '=C2/B2']);
    });
  });

  it('works formulas out anew after a write', async () => {
    const { book } = await start();
    await Excel.run(async (context) => {
      firstSheet(context).getRange('B1').values = [[690]];
      firstSheet(context).getRange('E1:E3').formulas = [
        ['=RANK(D1,(D$1:D$1,D$2:D$2))'],
        ['=IF(OR(B2=0,C2=0),"-",ROUND(D2,1))'],
        ['=COUNT(A1:C1)-SUM(B2:C2)'],
      ];
      await context.sync();
    });
    expect(['D1', 'E1', 'E2', 'E3'].map((name) => book.sheet('附件1').valueAt(name))).toEqual([0.1, 2, 0.2, -588]);
  });

  it('makes numbers and dates of text, as typing does, and leaves a cell alone where null is written', async () => {
    const { book } = await start();
    await Excel.run(async (context) => {
      firstSheet(context).getRange('A3:F3').values = [['15.12%', '001', '1-2', "'001", '-', '12件']];
      firstSheet(context).getRange('A1:B1').values = [[null, 1]];
      await context.sync();
    });
    const sheet = book.sheet('附件1');
    expect(['A3', 'B3', 'C3', 'D3', 'E3', 'F3'].map((name) => sheet.valueAt(name))).toEqual([
      0.1512,
      1,
      46024,
      '001',
      '-',
      '12件',
    ]);
    expect([sheet.formatAt('A3'), sheet.formatAt('C3')]).toEqual(['0.00%', 'm"月"d"日"']);
    expect(sheet.valueAt('A1')).toBe('甲区');
  });

  it('keeps a formula that is written into a cell formatted as text as text', async () => {
    const { book } = await start();
    await Excel.run(async (context) => {
      firstSheet(context).getRange('A5').numberFormat = [['@']];
      firstSheet(context).getRange('A5').formulas = [['=1+1']];
      await context.sync();
    });
    expect(book.sheet('附件1').valueAt('A5')).toBe('=1+1');
  });

  it('lets the client cut a large write into blocks of rows', async () => {
    const { excel, book } = await start();
    await Excel.run(async (context) => {
      firstSheet(context).getRange('A1:B1000').values = Array.from({ length: 1000 }, (_, row) => [row, 'x']);
      await context.sync();
    });
    expect(excel.syncs[0]?.writes).toBe(2);
    expect(book.sheet('附件1').valueAt('A1000')).toBe(999);
  });

  it('gives a null object for what does not exist, and ignores what has no result there', async () => {
    const { book } = await start();
    await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItemOrNullObject('附件9').load('name,protection/protected');
      sheet.delete();
      context.workbook.customXmlParts.getItemOrNullObject('9').setXml('<a/>');
      await context.sync();
      expect(sheet.isNullObject).toBe(true);
    });
    expect(book.sheets.map(({ name }) => name)).toEqual(['附件1']);
  });

  const nothing: readonly [string, (workbook: Excel.Workbook) => unknown][] = [
    ['the range of a table', ({ tables }) => tables.getItemOrNullObject('表').getRange().load('values')],
    ['the text of a part', ({ customXmlParts }) => customXmlParts.getItemOrNullObject('9').getXml()],
    [
      'the used part of a sheet',
      ({ worksheets }) => worksheets.getItemOrNullObject('附件9').getUsedRangeOrNullObject().load('values'),
    ],
    [
      'a table of a sheet',
      ({ worksheets }) => worksheets.getItemOrNullObject('附件9').tables.getItem('表').load('name'),
    ],
    [
      'rows of an empty sheet',
      ({ worksheets }) => worksheets.add('空').getUsedRangeOrNullObject().getRowProperties({ rowHidden: true }),
    ],
    [
      'merged cells of an empty sheet',
      ({ worksheets }) => worksheets.add('空').getUsedRangeOrNullObject().getMergedAreasOrNullObject().load('address'),
    ],
  ];
  it.each(nothing)('refuses to answer for what is not there: %s', async (_, ask) => {
    await start();
    const asking = Excel.run(async (context) => {
      ask(context.workbook);
      await context.sync();
    });
    await expect(asking).rejects.toMatchObject({
      code: 'InvalidObjectPath',
      message: expect.stringContaining('null object'),
    });
  });

  it('tells of changes and selections', async () => {
    const { book } = await start();
    const told: string[] = [];
    await Excel.run(async (context) => {
      context.workbook.worksheets.onChanged.add(async (event) => void told.push(`changed ${event.address}`));
      context.workbook.worksheets.onSelectionChanged.add(async (event) => void told.push(`selected ${event.address}`));
      await context.sync();
    });
    book.sheet('附件1').type('B1', 5);
    book.select(book.sheet('附件1'), 'C2');
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(told).toEqual(['changed B1', 'selected C2']);
  });

  it('keeps document settings', async () => {
    const { excel } = await start();
    Office.context.document.settings.set('sheets', ['附件1']);
    await new Promise((resolve) => Office.context.document.settings.saveAsync(resolve));
    expect(excel.settings['sheets']).toContain('附件1');
  });

  it('fails by name for a member that is not simulated', async () => {
    const { excel } = await start();
    const attempt = Excel.run(async (context) => {
      firstSheet(context).charts.load('items/name');
      await context.sync();
    });
    await expect(attempt).rejects.toMatchObject({ code: 'NotSimulated', message: 'NotSimulated: Worksheet.Charts' });
    expect(excel.notSimulated).toEqual(['NotSimulated: Worksheet.Charts']);
  });
});

describe('failures of the host', () => {
  const write = (): Promise<void> =>
    Excel.run(async (context) => {
      firstSheet(context).getRange('A1').values = [['一']];
      firstSheet(context).getRange('A2').values = [['二']];
      await context.sync();
    });

  it('happen before, after and in the middle of a sync', async () => {
    for (const [when, expected] of [
      ['before', ['甲区', '乙区']],
      [{ afterWrites: 1 }, ['一', '乙区']],
      ['after', ['一', '二']],
    ] as const) {
      const { excel, book } = await start();
      excel.failAt({ sync: 1, when, code: 'GeneralException' });
      await expect(write()).rejects.toMatchObject({ code: 'GeneralException' });
      expect([book.sheet('附件1').valueAt('A1'), book.sheet('附件1').valueAt('A2')]).toEqual(expected);
      stop();
    }
  });

  it('are a payload too large, each way', async () => {
    const { excel } = await start({ payloadLimit: 1500 });
    await write();
    const tooMuch = Excel.run(async (context) => {
      firstSheet(context).getRange('A1').values = [['长'.repeat(600)]];
      await context.sync();
    });
    await expect(tooMuch).rejects.toMatchObject({ code: 'RequestPayloadSizeLimitExceeded' });
    const tooLong = Excel.run(async (context) => {
      firstSheet(context).getRange('A1:Z30').load('values,formulas');
      await context.sync();
    });
    await expect(tooLong).rejects.toMatchObject({ code: 'ResponsePayloadSizeLimitExceeded' });
    expect(excel.book.sheet('附件1').valueAt('A1')).toBe('一');
  });

  it('are a cell being edited: a call fails, or waits where it asked to', async () => {
    const { excel, book } = await start();
    excel.startEditing();
    await expect(write()).rejects.toMatchObject({ code: 'InvalidOperationInCellEditMode' });
    const waiting = Excel.run({ delayForCellEdit: true }, async (context) => {
      firstSheet(context).getRange('A1').values = [['三']];
      await context.sync();
    });
    expect(contentsOf(book)['附件1!A1']).toContain('甲区');
    excel.stopEditing();
    await waiting;
    expect(contentsOf(book)['附件1!A1']).toContain('三');
  });

  it('are a protected sheet, whose password must be right', async () => {
    const { book } = await start();
    book.sheet('附件1').protect('秘密');
    await expect(write()).rejects.toMatchObject({ code: 'AccessDenied' });
    const wrong = Excel.run(async (context) => {
      firstSheet(context).protection.unprotect('别的');
      await context.sync();
    });
    await expect(wrong).rejects.toMatchObject({ code: 'InvalidArgument' });
  });

  it('are storage that is blocked: the client starts all the same', async () => {
    const complaint = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const excel = new SimulatedExcel(new Book());
    stop = await bootNode(excel, { storageBlocked: true });
    expect(() => window.localStorage).toThrow('SecurityError');
    expect(await Office.onReady()).toMatchObject({ host: 'Excel' });
    complaint.mockRestore();
  });
});
