const path = require('node:path');
const CopyPlugin = require('copy-webpack-plugin');
const { optimize } = require('webpack');
const HtmlPlugin = require('html-webpack-plugin');
const MinimizerPlugin = require('minimizer-webpack-plugin');
const contentSecurityPolicy = require('./src/entries/taskpane/content-security-policy.cjs');
const SingleFile = require('./src/entries/page/single-file.cjs');
const shipped = require('./src/entries/taskpane/shipped.json');

const dist = path.resolve(__dirname, 'dist');

/** @type {import('webpack').Configuration} */
const common = {
  mode: 'production',
  devtool: false,
  resolve: { extensions: ['.ts', '.tsx', '.js'], extensionAlias: { '.js': ['.ts', '.tsx', '.js'] } },
  module: {
    rules: [
      {
        test: /\.tsx?$/,
        exclude: /node_modules/,
        use: {
          loader: 'swc-loader',
          options: {
            jsc: {
              parser: { syntax: 'typescript', tsx: true },
              target: 'es2022',
              transform: { react: { runtime: 'automatic' } },
            },
          },
        },
      },
    ],
  },
  performance: { hints: false },
  // webpack's own choice takes three times as long, for a page that is no smaller.
  optimization: { minimizer: [new MinimizerPlugin({ minify: MinimizerPlugin.swcMinify })] },
};

const nodeProgram = (name, entry) => ({
  ...common,
  name,
  target: 'node20',
  entry,
  output: { path: dist, filename: `${name}.cjs` },
  // A program is one file.
  plugins: [new optimize.LimitChunkCountPlugin({ maxChunks: 1 })],
});

/** Names in the page's head what its script fetches at once, so that it comes with the script and not after it. */
class PreloadPieces {
  apply(compiler) {
    compiler.hooks.compilation.tap(PreloadPieces.name, (compilation) => {
      HtmlPlugin.getHooks(compilation).alterAssetTagGroups.tap(PreloadPieces.name, (tags) => {
        const { preload = [] } = compilation.entrypoints
          .get('taskpane')
          .getChildrenByOrders(compilation.moduleGraph, compilation.chunkGraph);
        const files = new Set(preload.flatMap((group) => group.getFiles()).filter((file) => file.endsWith('.js')));
        tags.headTags.unshift(
          ...[...files].map((href) => ({
            tagName: 'link',
            voidTag: true,
            attributes: { rel: 'preload', as: 'script', href },
            meta: {},
          })),
        );
        return tags;
      });
    });
  }
}

/** The sample workbook stands in the script itself: neither pane nor page may load anything. */
const withSample = { rules: [...common.module.rules, { test: /\.xlsx$/, type: 'asset/inline' }] };

/** The pane in Excel. Its files are those that src/entries/taskpane/shipped.json names, for the manifest and the package too. */
const pane = {
  ...common,
  name: 'pane',
  target: ['web', 'es2022'],
  entry: { taskpane: './src/entries/taskpane/main.tsx' },
  output: {
    path: dist,
    filename: `${shipped.scripts}[name].js`,
    chunkFilename: `${shipped.scripts}[name].[contenthash:8].js`,
    publicPath: '',
  },
  plugins: [
    new HtmlPlugin({
      template: './src/entries/taskpane/taskpane.html',
      filename: shipped.page,
      templateParameters: { contentSecurityPolicy },
      scriptLoading: 'defer',
      inject: 'head',
    }),
    new PreloadPieces(),
    // As they are: Microsoft's client may be handed on in its original form only, and what the page
    // itself names must stay in an old language.
    new CopyPlugin({ patterns: shipped.copied.map((pattern) => ({ ...pattern, info: { minimized: true } })) }),
  ],
  module: withSample,
  devServer: { static: false, port: 3000, hot: false, client: false, liveReload: false },
};

/** The browser page: one file that works from a double click. */
const page = {
  ...common,
  name: 'page',
  target: ['web', 'es2020'],
  entry: { page: './src/entries/page/start.ts' },
  output: { path: dist, filename: '[name].js', publicPath: '' },
  module: withSample,
  optimization: { ...common.optimization, splitChunks: false },
  plugins: [
    new optimize.LimitChunkCountPlugin({ maxChunks: 1 }),
    new SingleFile({ from: 'page.js', to: '通报计分.html' }),
  ],
};

/** The measurements. They drive Chromium and run Microsoft's client from where it was installed. */
const bench = {
  ...nodeProgram('bench', './bench/main.ts'),
  externals: { 'playwright-core': 'commonjs playwright-core' },
  module: {
    rules: [...common.module.rules, { test: path.resolve(__dirname, 'test/host'), parser: { commonjs: false } }],
  },
};

module.exports = [
  nodeProgram('cli', './src/entries/cli/start.ts'),
  nodeProgram('package', './src/entries/package/main.ts'),
  nodeProgram('schemas', './src/entries/schemas/main.ts'),
  bench,
  pane,
  page,
];
