import officeAddins from 'eslint-plugin-office-addins';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/'] },
  { files: ['**/*.ts', '**/*.tsx'], extends: [tseslint.configs.strict], rules: { '@typescript-eslint/no-non-null-assertion': 'error', 'no-console': 'error', eqeqeq: ['error', 'always', { null: 'ignore' }] } },
  { files: ['src/**/*.ts', 'src/**/*.tsx'], rules: { '@typescript-eslint/explicit-module-boundary-types': 'error' } },
  // All rules about Excel's proxies; the plugin's own recommendation would also bring rules for JavaScript that TypeScript's compiler knows better.
  {
    files: ['src/adapters/officejs/**/*.ts', 'src/pane/**/*.{ts,tsx}', 'src/entries/taskpane/**/*.{ts,tsx}'],
    plugins: { 'office-addins': officeAddins },
    rules: Object.fromEntries(Object.keys(officeAddins.rules).map((rule) => [`office-addins/${rule}`, 'error'])),
  },
);
