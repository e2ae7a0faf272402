// Builds the pages once before the browser tests, where dist/ is missing or older than the sources.
const { spawnSync } = require('node:child_process');
const { existsSync, readdirSync, statSync, utimesSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..', '..');
const newest = (folder) =>
  Math.max(...readdirSync(folder, { recursive: true }).map((name) => statSync(join(folder, name)).mtimeMs));

module.exports = function build() {
  const pages = ['taskpane.html', '通报计分.html'].map((name) => join(root, 'dist', name));
  const sources = Math.max(
    newest(join(root, 'src')),
    newest(join(root, 'assets')),
    statSync(join(root, 'webpack.config.js')).mtimeMs,
    statSync(join(root, 'package.json')).mtimeMs,
  );
  if (pages.every((page) => existsSync(page) && statSync(page).mtimeMs >= sources)) return;
  const built = spawnSync(
    process.execPath,
    [join(root, 'node_modules', 'webpack', 'bin', 'webpack.js'), '--config-name', 'pane', '--config-name', 'page'],
    { cwd: root, encoding: 'utf8' },
  );
  if (built.status === 0) {
    // A page that comes out the same is not written again.
    const now = new Date();
    for (const page of pages) utimesSync(page, now, now);
    return;
  }
  throw new Error(`The pane could not be built:\n${built.stdout}${built.stderr}`);
};
