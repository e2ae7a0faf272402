import { PackageRefusal } from './refusal.js';

const DEVELOPMENT = 'https://localhost:3000/';

/** The manifest for the pane on another server. `base` ends with a slash. */
export function manifestFor(base: string, manifest: string): string {
  // Namespaces look like addresses and must stay what they are.
  const foreign = [...manifest.matchAll(/(?<![\w:])([\w:]+)="([a-z]+:\/\/[^"]*)"/gi)]
    .filter(([, attribute = '']) => !/^xmlns(?::|$)/.test(attribute))
    .map(([, , address = '']) => address)
    .find((address) => !address.startsWith(DEVELOPMENT));
  if (foreign !== undefined) throw new PackageRefusal('manifest-address-foreign', { address: foreign });
  const escaped = base.replaceAll('&', '&amp;');
  return manifest.replaceAll(`"${DEVELOPMENT}`, () => `"${escaped}`).replace(/^<!-- Addresses .*-->\n/m, '');
}

export function idOf(manifest: string): string {
  return /<Id>\s*([\da-f-]+)\s*<\/Id>/i.exec(manifest)?.[1] ?? '';
}
