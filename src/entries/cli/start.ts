import { commandLine } from './main.js';

// Whoever reads our output may stop reading: `… | head` is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exitCode = error.code === 'EPIPE' ? 0 : 2;
});

void commandLine(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});
