const common = {
  setupFilesAfterEnv: ['<rootDir>/test/support/load-messages.ts', '<rootDir>/test/support/property-seed.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          target: 'es2022',
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
};

/** What these run is built before them, once. */
const onWhatIsBuilt = {
  ...common,
  globalSetup: '<rootDir>/test/support/built.cjs',
  globalTeardown: '<rootDir>/test/support/clean-up.cjs',
};

// `unit` runs in npm run check. npm test adds `integration`, which needs the built command line and LibreOffice or takes
// long, and `browser`, which needs Chromium and the built pages. `pictures` draws those of the documents: npm run pictures.
module.exports = {
  // A machine that has much else to do is slow, not wrong.
  testTimeout: 300_000,
  // All cores: of two, Jest would leave one idle.
  maxWorkers: '100%',
  reporters: ['default', '<rootDir>/test/support/times.cjs'],
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['<rootDir>/test/(integration|browser|pictures)/'],
    },
    { ...onWhatIsBuilt, displayName: 'integration', testMatch: ['<rootDir>/test/integration/**/*.test.ts'] },
    { ...onWhatIsBuilt, displayName: 'browser', testMatch: ['<rootDir>/test/browser/**/*.test.ts'] },
    { ...onWhatIsBuilt, displayName: 'pictures', testMatch: ['<rootDir>/test/pictures/**/*.test.ts'] },
  ],
};
