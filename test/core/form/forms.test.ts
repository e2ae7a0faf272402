import { builtInForms } from '../../../src/core/form/index.js';

const forms = Object.values(builtInForms);

it.each(forms.map((form) => [form.title, form] as const))('%s: no name belongs to two columns', (_title, form) => {
  const owners = new Map<string, string[]>();
  for (const { id, names } of form.columns) {
    for (const name of names) owners.set(name, [...(owners.get(name) ?? []), id]);
  }
  expect([...owners].filter(([, ids]) => ids.length > 1)).toEqual([]);
});

it('districts and departments call the same column by the same names', () => {
  const { districts, departments } = builtInForms;
  // A unit is a district here and a department there.
  const shared = departments.columns.filter(({ role }) => role !== 'unit');
  const differing = shared.filter(({ id, names }) => {
    const other = districts.columns.find((column) => column.id === id);
    return other !== undefined && other.names.join() !== names.join();
  });
  expect(differing.map(({ id }) => id)).toEqual([]);
});
