import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import policy from '../../src/entries/taskpane/content-security-policy.cjs';
import shipped from '../../src/entries/taskpane/shipped.json';

const GUIDE = readFileSync(join(__dirname, '..', '..', 'docs', 'deploy.md'), 'utf8');

it('gives administrators the policy that the pane has', () => {
  const given = [...GUIDE.matchAll(/default-src 'none'[^"\n]*/g)].map(([text]) => text);
  expect(given).toEqual([policy, policy, policy]);
});

it('ships nothing that sends telemetry, as the guide says', () => {
  expect(shipped.copied.filter(({ to }) => /telemetry|oteljs/.test(to))).toEqual([]);
});
