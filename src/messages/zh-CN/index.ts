import { adjustments } from './adjustments.js';
import { audit } from './audit.js';
import { commandLine } from './command-line.js';
import { components } from './components.js';
import { excel } from './excel.js';
import { findings } from './findings.js';
import { help } from './help.js';
import { inspect } from './inspect.js';
import { page } from './page.js';
import { pane } from './pane.js';
import { problems } from './problems.js';
import { publish } from './publish.js';
import { refusals } from './refusals.js';
import { rules } from './rules.js';
import { sentences } from './sentences.js';
import { words } from './words.js';

/** Every text by its key; a key missing in another language does not compile. */
export const zhCN = {
  ...adjustments,
  ...audit,
  ...commandLine,
  ...components,
  ...excel,
  ...findings,
  ...help,
  ...inspect,
  ...page,
  ...pane,
  ...problems,
  ...publish,
  ...refusals,
  ...rules,
  ...sentences,
  ...words,
};
