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

// `unit` runs in npm run check; `integration` needs the built command line and LibreOffice, or takes long, and runs in npm test; `browser` needs Chromium and the built pages.
module.exports = {
  testTimeout: 120000,
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['<rootDir>/test/(integration|browser)/'],
    },
    { ...common, displayName: 'integration', testMatch: ['<rootDir>/test/integration/**/*.test.ts'] },
    {
      ...common,
      displayName: 'browser',
      globalSetup: '<rootDir>/test/browser/build.cjs',
      testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
    },
  ],
};
