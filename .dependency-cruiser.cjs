const core = (...rooms) => `^src/core/(${rooms.join('|')})/`;

/** A room of the core may import itself and the rooms before it. */
const order = [
  'exact',
  'grid',
  'expression',
  'form',
  'method',
  'recognition',
  'scoring',
  '(adjustments|audit)',
  'changes',
  'publish',
];

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one idea cut in two.',
      severity: 'error',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    ...order.slice(0, -1).map((room, index) => ({
      name: `core-${room.replace(/[^a-z]+/g, '-')}-looks-down`,
      comment:
        'Inside the core imports go downwards only, so that each room can be read without those above it. Form and method are neighbours.',
      severity: 'error',
      from: { path: core(room) },
      to: { path: core(...order.slice(index + 1)) },
    })),
    {
      name: 'core-is-pure',
      comment: 'The core runs in a worker, in Excel, in Node: it knows none of them.',
      severity: 'error',
      from: { path: '^src/core/', pathNot: '^src/core/(grid/shown|changes/deflated)[.]ts$' },
      to: { pathNot: '^src/core/' },
    },
    {
      name: 'number-formats-are-read-in-one-place',
      comment: 'numfmt is as pure as the core; what it leaves open is settled in one file.',
      severity: 'error',
      from: { path: '^src/core/grid/shown[.]ts$' },
      to: { pathNot: '^src/core/|^node_modules/numfmt/' },
    },
    {
      name: 'fflate-is-met-in-one-place',
      comment: 'Deflating is as pure as the core; how much may come of inflating is settled in one file.',
      severity: 'error',
      from: { path: '^src/core/changes/deflated[.]ts$' },
      to: { pathNot: '^src/core/|^node_modules/fflate/' },
    },
    {
      name: 'messages-know-only-the-core-and-ports',
      comment: 'Words depend on what is said, not on who says it: the codes of the core, and what ports refuse.',
      severity: 'error',
      from: { path: '^src/messages/' },
      to: { pathNot: '^src/(messages|core|ports)/' },
    },
    {
      name: 'ports-know-only-the-core',
      comment: 'A port is a contract in the words of the core.',
      severity: 'error',
      from: { path: '^src/ports/' },
      to: { pathNot: '^src/(ports|core)/' },
    },
    {
      name: 'app-knows-core-and-ports',
      comment: 'A use case works with every host.',
      severity: 'error',
      from: { path: '^src/app/' },
      to: { pathNot: '^src/(app|core|ports)/' },
    },
    {
      name: 'adapters-stand-alone',
      comment: 'An adapter can be replaced by itself.',
      severity: 'error',
      from: { path: '^src/adapters/([^/]+)/' },
      to: { path: '^src/', pathNot: '^src/(core|ports|adapters/$1)/|^src/xlsx/index.ts$' },
    },
    {
      name: 'xlsx-stands-alone',
      comment:
        'The workbook file is a module that could be published by itself: it takes along what a cell is called and holds, the colours that have numbers, and the edits that every workbook knows, which import nothing else.',
      severity: 'error',
      from: { path: '^src/xlsx/' },
      to: { path: '^src/', pathNot: '^src/xlsx/|^src/core/(grid/(address|grid|indexed-colours)|changes/plan).ts$' },
    },
    {
      name: 'xlsx-is-met-at-its-index',
      comment: 'What is promised stands in the index; the rest may change.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/xlsx/' },
      to: { path: '^src/xlsx/', pathNot: '^src/xlsx/index.ts$' },
    },
    {
      name: 'pane-knows-no-host',
      comment: 'The pane runs in Excel and on the page: it knows use cases and ports, never an adapter.',
      severity: 'error',
      from: { path: '^src/pane/' },
      to: { path: '^src/', pathNot: '^src/(pane|app|core|ports|messages)/' },
    },
    {
      name: 'viewer-stands-alone',
      comment: 'The picture of a sheet knows nothing of scores.',
      severity: 'error',
      from: { path: '^src/viewer/' },
      to: { path: '^src/', pathNot: '^src/(viewer|core|ports|messages)/' },
    },
    {
      name: 'nobody-imports-entries',
      comment: 'Only the entries wire things together.',
      severity: 'error',
      from: { pathNot: '^src/entries/' },
      to: { path: '^src/entries/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.json'] },
  },
};
