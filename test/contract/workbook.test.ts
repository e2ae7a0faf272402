import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import { bookOf } from '../host/book.js';
import { end, start } from '../adapters/officejs/support.js';
import { workbookOf } from '../support/sheets.js';
import { workbookContract } from './workbook-contract.js';

afterEach(end);

describe('a file keeps the contract', () =>
  workbookContract((sheets, merges) => Promise.resolve(openXlsx(workbookOf(sheets, {}, merges)))));

describe('Excel keeps the contract', () =>
  workbookContract(async (sheets, merges) => (await start(await bookOf(workbookOf(sheets, {}, merges)))).workbook));
