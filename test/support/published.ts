import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const PUBLISHED = join(__dirname, '..', 'fixtures', '2021Q2-published.xlsx');
export const INPUTS = join(__dirname, '..', '..', 'assets', 'sample', '2021Q2-inputs.xlsx');

export const bytesOf = (file: string): Uint8Array => new Uint8Array(readFileSync(file));
