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

module.exports = [
  {
    ...common,
    name: 'cli',
    target: 'node20',
    entry: './src/entries/cli/main.ts',
    output: { path: path.resolve(__dirname, 'dist'), filename: 'cli.cjs' },
  },
];
