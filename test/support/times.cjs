// A Jest reporter: at the end, how long each test file took, the slowest first.
const { relative } = require('node:path');

const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1).padStart(7)} s`;

module.exports = class Times {
  onRunComplete(_contexts, { testResults, startTime }) {
    const files = testResults
      .filter(({ skipped }) => !skipped)
      .map(({ testFilePath, perfStats }) => ({
        name: relative(process.cwd(), testFilePath),
        took: perfStats.end - perfStats.start,
      }))
      .sort((one, other) => other.took - one.took);
    const sum = files.reduce((total, { took }) => total + took, 0);
    const lines = files.map(({ name, took }) => `${seconds(took)}  ${name}`);
    const total = `${seconds(Date.now() - startTime)}  in all, ${seconds(sum).trim()} of work`;
    process.stderr.write(`\nTime of each test file:\n${lines.join('\n')}\n${total}\n`);
  }
};
