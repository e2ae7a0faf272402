// Runs the command line, building it first where dist/ is missing or older than the sources, so that `npm ci` is all it takes.
// `node src/entries/launch.mjs sample` computes the sample workbook.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const cli = join(root, 'dist', 'cli.cjs');

function newest(folder) {
  return Math.max(...readdirSync(folder, { recursive: true }).map((name) => statSync(join(folder, name)).mtimeMs));
}

if (!existsSync(cli) || statSync(cli).mtimeMs < Math.max(newest(join(root, 'src')), statSync(join(root, 'package.json')).mtimeMs)) {
  const webpack = join(root, 'node_modules', 'webpack', 'bin', 'webpack.js');
  const built = spawnSync(process.execPath, [webpack, '--config-name', 'cli'], { cwd: root, encoding: 'utf8' });
  if (built.status !== 0) {
    process.stderr.write(`${built.stdout}${built.stderr}\n`);
    process.exit(2);
  }
}

let args = process.argv.slice(2);
if (args[0] === 'sample') {
  const sample = join(root, 'dist', 'sample', '2021Q2.xlsx');
  mkdirSync(dirname(sample), { recursive: true });
  copyFileSync(join(root, 'assets', 'sample', '2021Q2-inputs.xlsx'), sample);
  args = ['compute', relative(process.cwd(), sample)];
}
process.exitCode = spawnSync(process.execPath, [cli, ...args], { stdio: 'inherit' }).status ?? 2;
