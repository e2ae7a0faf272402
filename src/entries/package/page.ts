import shipped from '../taskpane/shipped.json';
import { PackageRefusal } from './refusal.js';

/** Quotes may be missing: the build makes the page smaller. */
const POLICY = /<meta\b[^>]*\bhttp-equiv=["']?Content-Security-Policy\b[^>]*>/i;
const LOADING = /<(?:script|link|img|style)\b[^>]*>/gi;
const ADDRESS = /\b(src|href)=(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i;

/** The pane's page with Microsoft's client from elsewhere, which its policy then admits. */
export function pageWithOffice(html: string, officeJs: string): string {
  return html
    .replace(LOADING, (tag) =>
      addressIn(tag) === `${shipped.office}office.js`
        ? tag.replace(ADDRESS, () => `src="${officeJs.replaceAll('&', '&amp;')}"`)
        : tag,
    )
    .replace(POLICY, (meta) => meta.replace("script-src 'self'", `script-src 'self' ${new URL(officeJs).origin}`));
}

/** Refuses a page that asks for a file that is not there, or that has no policy to hold it from its first tag on. */
export function checkPage(html: string, files: ReadonlySet<string>): void {
  const loading = [...html.matchAll(LOADING)];
  const policy = html.search(POLICY);
  // A policy holds only what comes after it.
  if (policy === -1 || policy > (loading[0]?.index ?? Infinity))
    throw new PackageRefusal('page-without-policy', { page: shipped.page });
  const base = 'https://page.invalid/';
  for (const [tag] of loading) {
    const address = addressIn(tag);
    if (address === undefined) throw new PackageRefusal('page-asks-for-more', { page: shipped.page, file: tag });
    const { origin, pathname } = new URL(address, base);
    if (`${origin}/` !== base || !files.has(decodeURIComponent(pathname.slice(1))))
      throw new PackageRefusal('page-asks-for-more', { page: shipped.page, file: address });
  }
}

function addressIn(tag: string): string | undefined {
  const [, , ...quoted] = ADDRESS.exec(tag) ?? [];
  return quoted.find((address) => address !== undefined);
}
