import { keepBeforeImage } from '../../src/app/restore.js';
import { districtsBook, end, planFor, start } from '../adapters/officejs/support.js';

afterEach(end);

describe('what a computation sends to Excel and back', () => {
  const MB = 1024 * 1024;
  it.each([
    [11, 4, 0.05],
    [1000, 4, 1.5],
    [10_000, 6, 15],
  ])(
    '%i units: at most %i answers after the first reading and %f MB in all, none above the limit of Excel on the web',
    async (units, syncs, megabytes) => {
      const { workbook, excel } = await start(districtsBook(units), { payloadLimit: 5 * MB });
      await workbook.read();
      excel.takeSyncs();
      const { snapshot, plan } = await planFor(workbook);
      const { plan: whole } = keepBeforeImage(plan, snapshot, { id: 'c1', at: '' });
      expect(await workbook.apply(whole)).toMatchObject({ applied: true });
      expect(await workbook.verify(whole)).toEqual([]);
      const taken = excel.takeSyncs();
      expect(taken.length).toBeLessThanOrEqual(syncs);
      expect(taken.reduce((sum, { request, response }) => sum + request + response, 0) / MB).toBeLessThan(megabytes);
    },
  );
});
