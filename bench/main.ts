import { benchAudit } from './audit.js';
import { benchFuzz } from './fuzz.js';
import { benchRecognition } from './recognition.js';
import { benchScoring } from './scoring.js';
import { benchSpreadsheet } from './spreadsheet.js';

/** `npm run bench`: all of them; `npm run bench -- audit`: one. */
const benches = { recognition: benchRecognition, scoring: benchScoring, spreadsheet: benchSpreadsheet, audit: benchAudit, fuzz: benchFuzz };
const wanted = process.argv.slice(2);

async function run(): Promise<void> {
  for (const [name, bench] of Object.entries(benches)) {
    if (wanted.length === 0 || wanted.includes(name)) await bench();
  }
}

void run();
