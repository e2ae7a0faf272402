// Runs the command line, building it first where dist/ is missing or older than the sources, so that `npm ci` is all it
// takes.
// `node src/entries/launch.mjs sample` computes the sample workbook and serves the browser page.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { languageFrom } from './language.cjs';
import { openInBrowser, serve } from './serve.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const cli = join(root, 'dist', 'cli.cjs');
const page = join(root, 'dist', '通报计分.html');
const isEnglish = languageFrom(process.env) === 'en-US';

function newest(folder) {
  return Math.max(...readdirSync(folder, { recursive: true }).map((name) => statSync(join(folder, name)).mtimeMs));
}

/** Builds a program where it is missing or older than the sources, and says so: it takes a while. */
function build(config, made, [chinese, english]) {
  if (
    existsSync(made) &&
    statSync(made).mtimeMs >= Math.max(newest(join(root, 'src')), statSync(join(root, 'package.json')).mtimeMs)
  )
    return;
  process.stderr.write(
    isEnglish
      ? `Preparing ${english} (the first time and after changes) …\n`
      : `正在准备${chinese}（只在第一次和程序改动之后）……\n`,
  );
  const webpack = join(root, 'node_modules', 'webpack', 'bin', 'webpack.js');
  const built = spawnSync(process.execPath, [webpack, '--config-name', config], { cwd: root, encoding: 'utf8' });
  if (built.status !== 0) {
    process.stderr.write(`${built.stdout}${built.stderr}\n`);
    process.exit(2);
  }
}

build('cli', cli, ['命令行程序', 'the command line']);
let args = process.argv.slice(2);
const isSample = args[0] === 'sample';
if (isSample) {
  const sample = join(root, 'dist', 'sample', '2021Q2.xlsx');
  mkdirSync(dirname(sample), { recursive: true });
  copyFileSync(join(root, 'assets', 'sample', '2021Q2-inputs.xlsx'), sample);
  args = ['compute', relative(process.cwd(), sample)];
}
process.exitCode = spawnSync(process.execPath, [cli, ...args], { stdio: 'inherit' }).status ?? 2;
if (isSample && process.exitCode === 0) {
  build('page', page, ['浏览器页面', 'the browser page']);
  const address = await serve(page, Number(process.env.PORT ?? 8080));
  process.stdout.write(`\n浏览器页面 / Browser page: ${address}\n按 Ctrl+C 结束 / Ctrl+C ends it.\n`);
  openInBrowser(address);
}
