import { keepBeforeImage, restore } from '../../src/app/restore.js';
import { districtsBook, end, planFor, start } from '../adapters/officejs/support.js';
import { WEB_PAYLOAD_LIMIT } from '../host/simulated-excel.js';

afterEach(end);

it('stays below what Excel on the web allows with ten thousand units, there and back', async () => {
  const { workbook, excel } = await start(districtsBook(10_000), { payloadLimit: WEB_PAYLOAD_LIMIT });
  const { snapshot, plan } = await planFor(workbook);
  excel.takeSyncs();
  const { plan: kept } = keepBeforeImage(plan, snapshot, { id: '1', at: '' });
  expect(await workbook.apply(kept)).toMatchObject({ applied: true });
  // Reading again, and two requests: the formulas of ten thousand units are more than one may carry.
  const syncs = excel.takeSyncs();
  expect(syncs.map(({ request, response }) => Math.max(request, response) < WEB_PAYLOAD_LIMIT)).toEqual([
    true,
    true,
    true,
  ]);
  expect(await workbook.verify(kept)).toEqual([]);
  const back = restore(await workbook.read());
  expect(back).toMatchObject({ restored: 80_000, changedSince: [] });
  expect(await workbook.apply(back.plan)).toMatchObject({ applied: true });
  expect((await workbook.read()).parts).toEqual({});
});
