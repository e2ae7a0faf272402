import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { methodSchema } from '../../core/method/schema.js';

/** Writes the JSON Schemas that are made from the code: `npm run schemas`. A test holds the files to it. */
const file = join('schemas', 'method.schema.json');
writeFileSync(file, `${JSON.stringify(methodSchema(), null, 2)}\n`);
process.stdout.write(`${file}\n`);
