const path = require('node:path');

/** @type {import('webpack').Configuration} */
const common = {
  mode: 'production',
  devtool: false,
  resolve: { extensions: ['.ts', '.tsx', '.js'], extensionAlias: { '.js': ['.ts', '.tsx', '.js'] } },
  module: {
    rules: [{ test: /\.tsx?$/, exclude: /node_modules/, use: { loader: 'swc-loader', options: { jsc: { parser: { syntax: 'typescript', tsx: true }, target: 'es2022', transform: { react: { runtime: 'automatic' } } } } } }],
  },
  performance: { hints: false },
};

const nodeProgram = (name, entry) => ({
  ...common,
  name,
  target: 'node20',
  entry,
  output: { path: path.resolve(__dirname, 'dist'), filename: `${name}.cjs` },
});

module.exports = [nodeProgram('cli', './src/entries/cli/main.ts'), nodeProgram('package', './src/entries/package/main.ts'), nodeProgram('bench', './bench/scoring.ts')];
