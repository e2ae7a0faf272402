import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/'] },
  { files: ['**/*.ts', '**/*.tsx'], extends: [tseslint.configs.strict], rules: { '@typescript-eslint/no-non-null-assertion': 'error', 'no-console': 'error', eqeqeq: ['error', 'always', { null: 'ignore' }] } },
  { files: ['src/**/*.ts', 'src/**/*.tsx'], rules: { '@typescript-eslint/explicit-module-boundary-types': 'error' } },
);
