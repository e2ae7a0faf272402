// npm run check: all that can be said without building. Steps that use one core run side by side, as many as there are
// cores; the unit tests, which use all of them, come last. A step's output is printed when it has ended.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** The longest first, so that none of them is left alone at the end. */
const STEPS = ['types', 'types:core', 'lint', 'format:check', 'unused', 'layers', 'texture'];
const failed = [];

function run(script, stdio) {
  const start = Date.now();
  return new Promise((resolve) => {
    const child = spawn('npm', ['run', '--silent', script], { stdio, shell: process.platform === 'win32' });
    const output = [];
    child.stdout?.on('data', (chunk) => output.push(chunk));
    child.stderr?.on('data', (chunk) => output.push(chunk));
    child.on('close', (code) => {
      const seconds = ((Date.now() - start) / 1000).toFixed(1);
      if (code !== 0) failed.push(script);
      process.stdout.write(`${code === 0 ? 'passed' : 'FAILED'}  ${script}  ${seconds} s\n${Buffer.concat(output)}`);
      resolve();
    });
  });
}

const waiting = [...STEPS];
async function takeTurns() {
  for (let script = waiting.shift(); script !== undefined; script = waiting.shift()) await run(script, 'pipe');
}

await Promise.all(Array.from({ length: availableParallelism() }, takeTurns));
await run('test:unit', 'inherit');
if (failed.length > 0) {
  process.stderr.write(`npm run check failed: ${failed.join(', ')}\n`);
  process.exitCode = 1;
}
