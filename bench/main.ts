import { benchAudit } from './audit.js';
import { benchFuzz } from './fuzz.js';
import { benchHeavy, benchOneHeavy } from './heavy.js';
import { benchPane } from './pane.js';
import { benchPage } from './page.js';
import { benchRecognition } from './recognition.js';
import { benchScoring } from './scoring.js';
import { benchSpreadsheet } from './spreadsheet.js';
import { benchOneEdit, benchWorkbookFile } from './workbook-file.js';

/** `npm run bench`: all of them; `npm run bench -- audit`: one. */
const benches = {
  recognition: benchRecognition,
  scoring: benchScoring,
  spreadsheet: benchSpreadsheet,
  audit: benchAudit,
  file: benchWorkbookFile,
  fuzz: benchFuzz,
  heavy: (): void => benchHeavy(),
  pane: benchPane,
  page: benchPage,
};
const wanted = process.argv.slice(2);

async function run(): Promise<void> {
  const [first, library, file] = wanted;
  if (first === 'edit' && library !== undefined && file !== undefined) return benchOneEdit(library, file);
  if (first === 'heavy-file' && library !== undefined) return benchOneHeavy(library);
  if (first === 'heavy' && library !== undefined) return benchHeavy(library);
  for (const [name, bench] of Object.entries(benches)) {
    if (wanted.length === 0 || wanted.includes(name)) await bench();
  }
}

void run();
