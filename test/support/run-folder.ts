/** The folder for what lasts as long as this run of tests; `built.cjs` makes and removes it. */
export function runFolder(): string {
  const folder = process.env['TEST_RUN'];
  if (folder === undefined)
    throw new Error('This test belongs into a project whose globalSetup is test/support/built.cjs.');
  return folder;
}
