import { benchAudit } from './audit.js';
import { benchScoring } from './scoring.js';

/** `npm run bench`: all of them; `npm run bench -- audit`: one. */
const benches = { scoring: benchScoring, audit: benchAudit };
const wanted = process.argv.slice(2);
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length === 0 || wanted.includes(name)) bench();
}
