// Before the integration and browser tests: builds what they run where dist/ is missing or older than the sources, and
// makes a folder for what lasts as long as the run. Afterwards ends the LibreOffices that were started and removes it.
const { execFile } = require('node:child_process');
const { existsSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { promisify } = require('node:util');

const root = join(__dirname, '..', '..');
/** The programs by their names in webpack.config.js, with the file that shows when each was built. */
const PROGRAMS = { cli: 'cli.cjs', pane: 'taskpane.html', page: '通报计分.html' };

function newest(folder) {
  const times = readdirSync(folder, { recursive: true }).map((name) => statSync(join(folder, name)).mtimeMs);
  return times.reduce((latest, time) => Math.max(latest, time), 0);
}

function sourcesChanged() {
  const files = ['webpack.config.js', 'package.json'].map((name) => statSync(join(root, name)).mtimeMs);
  return Math.max(newest(join(root, 'src')), newest(join(root, 'assets')), ...files);
}

async function build(name) {
  const webpack = join(root, 'node_modules', 'webpack', 'bin', 'webpack.js');
  try {
    await promisify(execFile)(process.execPath, [webpack, '--config-name', name], { cwd: root });
  } catch ({ stdout, stderr }) {
    throw new Error(`${name} could not be built:\n${stdout}${stderr}`);
  }
  // What comes out the same is not written again.
  const now = new Date();
  utimesSync(join(root, 'dist', PROGRAMS[name]), now, now);
}

module.exports = async function prepare() {
  process.env.TEST_RUN ??= mkdtempSync(join(tmpdir(), 'test-run-'));
  const changed = sourcesChanged();
  const isStale = (name) => {
    const built = join(root, 'dist', PROGRAMS[name]);
    return !existsSync(built) || statSync(built).mtimeMs < changed;
  };
  await Promise.all(Object.keys(PROGRAMS).filter(isStale).map(build));
};

module.exports.cleanUp = async function cleanUp() {
  const folder = process.env.TEST_RUN;
  if (folder === undefined || !existsSync(folder)) return;
  // A LibreOffice ends when its file "serve" is gone; until then it may write into its profile.
  for (const name of readdirSync(folder)) rmSync(join(folder, name, 'serve'), { force: true });
  for (const until = Date.now() + 20_000; existsSync(folder) && Date.now() < until;) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      if (error.code !== 'ENOTEMPTY') throw error;
    }
  }
};
