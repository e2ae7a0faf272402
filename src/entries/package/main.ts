import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import packageJson from '../../../package.json';
import { loadMessages } from '../../messages/index.js';
import { languageFrom } from '../language.cjs';
import { folderAddress, scriptAddress } from './address.js';
import { manifestFor } from './manifest.js';
import { PackageRefusal } from './refusal.js';
import { siteFrom } from './site.js';
import { writePackage } from './write.js';

const language = languageFrom(process.env);

interface Options {
  readonly base: string;
  readonly officeJs: string | undefined;
  readonly out: string;
}

function optionsFrom(args: readonly string[]): Options {
  const { values } = parsed(args);
  if (values['base-url'] === undefined) throw new PackageRefusal('usage');
  return {
    base: folderAddress('base-url', values['base-url']),
    officeJs: values['office-js'] === undefined ? undefined : scriptAddress('office-js', values['office-js']),
    out: resolve(values.out ?? join('release', `bulletin-scores-${packageJson.version}`)),
  };
}

function parsed(args: readonly string[]): {
  readonly values: { readonly 'base-url'?: string; readonly 'office-js'?: string; readonly out?: string };
} {
  try {
    return parseArgs({
      args: [...args],
      options: { 'base-url': { type: 'string' }, 'office-js': { type: 'string' }, out: { type: 'string' } },
    });
  } catch {
    throw new PackageRefusal('usage');
  }
}

/** npm runs it in the folder of the package, after a build. */
function run(args: readonly string[]): string {
  const { base, officeJs, out } = optionsFrom(args);
  const manifest = manifestFor(base, readFileSync('manifest.xml', 'utf8'));
  const site = [...siteFrom('dist', officeJs)].map(([name, bytes]) => [`site/${name}`, bytes] as const);
  const zip = writePackage(
    out,
    new Map([
      ['manifest.xml', new TextEncoder().encode(manifest)],
      ['deploy.md', readFileSync(join('docs', 'deploy.md'))],
      ...site,
    ]),
  );
  return `${out}\n${zip}\nsite/ → ${base}`;
}

void loadMessages(language).then(() => {
  try {
    process.stdout.write(`${run(process.argv.slice(2))}\n`);
  } catch (error) {
    if (!(error instanceof PackageRefusal)) throw error;
    process.stderr.write(`${error.messageIn(language)}\n`);
    process.exitCode = 2;
  }
});
