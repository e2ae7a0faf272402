import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import shipped from '../taskpane/shipped.json';
import { checkPage, pageWithOffice } from './page.js';
import { PackageRefusal } from './refusal.js';

/** The files of a web server's folder by their path in it. */
export type Site = ReadonlyMap<string, Uint8Array>;

/**
 * What of a built `dist/` belongs on the web server: the page, its scripts, icons and Microsoft's client, or a
 * reference to the client elsewhere.
 */
export function siteFrom(dist: string, officeJs?: string): Site {
  const read = (file: string): Uint8Array => {
    const path = join(dist, file);
    if (!existsSync(path)) throw new PackageRefusal('not-built', { file });
    return readFileSync(path);
  };
  const html = new TextDecoder().decode(read(shipped.page));
  const copied = shipped.copied
    .map(({ to }) => to)
    .filter((file) => officeJs === undefined || !file.startsWith(shipped.office));
  const site = new Map([...scriptsIn(dist), ...copied].sort().map((file) => [file, read(file)]));
  // As built: what is put in from elsewhere is not among the files.
  checkPage(html, new Set([...site.keys(), ...(officeJs === undefined ? [] : [`${shipped.office}office.js`])]));
  site.set(shipped.page, new TextEncoder().encode(officeJs === undefined ? html : pageWithOffice(html, officeJs)));
  return site;
}

function scriptsIn(dist: string): readonly string[] {
  const folder = join(dist, shipped.scripts);
  if (!existsSync(folder)) throw new PackageRefusal('not-built', { file: shipped.scripts });
  return (
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => `${shipped.scripts}${name.replaceAll('\\', '/')}`)
      // Source maps are for the developers.
      .filter((file) => !file.endsWith('.map') && statSync(join(dist, file)).isFile())
  );
}
