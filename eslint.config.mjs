import officeAddins from 'eslint-plugin-office-addins';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

/** Functions that take an argument for each element: past some 65,000 elements the stack overflows. */
const SPREADING = [
  'CallExpression[callee.property.name=/^(push|unshift)$/] > SpreadElement',
  'CallExpression[callee.object.name="Math"][callee.property.name=/^(max|min)$/] > SpreadElement',
].map((selector) => ({ selector, message: 'Overflows the stack with many elements: use a loop or reduce.' }));

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'release/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strict],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'error',
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-len': ['error', { code: 120 }],
      'no-nested-ternary': 'error',
      'no-restricted-syntax': ['error', ...SPREADING],
    },
  },
  {
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    plugins: { regexp },
    rules: {
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      complexity: ['error', 15],
      'max-params': ['error', 3],
      // What people type, and what files hold, must not keep a reader busy for ever.
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': 'error',
    },
  },
  // All rules about Excel's proxies; the plugin's own recommendation would also bring rules for JavaScript that
  // TypeScript's compiler knows better.
  {
    files: ['src/adapters/officejs/**/*.ts', 'src/pane/**/*.{ts,tsx}', 'src/entries/taskpane/**/*.{ts,tsx}'],
    plugins: { 'office-addins': officeAddins },
    rules: Object.fromEntries(Object.keys(officeAddins.rules).map((rule) => [`office-addins/${rule}`, 'error'])),
  },
);
