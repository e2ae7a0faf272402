// npm run test:long: everything at its full length (LONG=1), and the unit and integration tests once more on each of the
// versions of Node.js that people may have. npx fetches those: the package is called `node`.
import { spawnSync } from 'node:child_process';

const VERSIONS = ['22', '24'];
const JEST = 'node_modules/jest/bin/jest.js';

function run(program, ...args) {
  const { status } = spawnSync(program, args, {
    stdio: 'inherit',
    env: { ...process.env, LONG: '1' },
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}

run(process.execPath, JEST, '--selectProjects', 'unit', 'integration', 'browser');
for (const version of VERSIONS) {
  process.stdout.write(`\nNode.js ${version}\n`);
  run('npx', '-y', `node@${version}`, JEST, '--selectProjects', 'unit', 'integration');
}
