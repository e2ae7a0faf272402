import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { folderAddress, scriptAddress } from '../../src/entries/package/address.js';
import { manifestFor } from '../../src/entries/package/manifest.js';
import { PackageRefusal } from '../../src/entries/package/refusal.js';
import { siteFrom } from '../../src/entries/package/site.js';
import { writePackage } from '../../src/entries/package/write.js';
import policy from '../../src/entries/taskpane/content-security-policy.cjs';
import shipped from '../../src/entries/taskpane/shipped.json';
import { readXml, walk } from '../manifest/xml.js';

const MANIFEST = readFileSync(join(__dirname, '..', '..', 'manifest.xml'), 'utf8');
const CDN = 'https://appsforoffice.example/lib/1/hosted/office.js';

const page = (head = ''): string =>
  `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}">` +
  `<link rel="icon" href="assets/icon-32.png">${head}<script src="office-js/office.js"></script>` +
  '<script defer="defer" src="pane/main.1a2b.js"></script>';

/** A folder as the build leaves it, with things of other programs in it. */
function dist(changes: Readonly<Record<string, string | null>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'dist-'));
  const files: Record<string, string | null> = {
    ...Object.fromEntries(shipped.copied.map(({ to }) => [to, to])),
    'taskpane.html': page(),
    'pane/main.1a2b.js': 'main',
    'pane/lazy/audit.3c4d.js': 'audit',
    'pane/main.1a2b.js.map': '{}',
    'cli.cjs': 'another program',
    'sample/2021Q2.scored.xlsx': 'somebody’s figures',
    ...changes,
  };
  for (const [name, content] of Object.entries(files)) {
    if (content === null) continue;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

function refusal(work: () => unknown): PackageRefusal {
  try {
    work();
  } catch (error) {
    if (error instanceof PackageRefusal) return error;
    throw error;
  }
  throw new Error('It was not refused');
}

describe('the base address', () => {
  it.each([
    ['https://intranet.example/bulletin', 'https://intranet.example/bulletin/'],
    ['https://intranet.example/bulletin//', 'https://intranet.example/bulletin/'],
    ['https://intranet.example', 'https://intranet.example/'],
    ['https://intranet.example:8443/a/b/', 'https://intranet.example:8443/a/b/'],
    ['https://10.1.2.3/通报', 'https://10.1.2.3/%E9%80%9A%E6%8A%A5/'],
    ['HTTPS://Intranet.Example/Bulletin', 'https://intranet.example/Bulletin/'],
    ['https://政务.example/计分', 'https://xn--zfr164b.example/%E8%AE%A1%E5%88%86/'],
  ])('%s', (text, address) => {
    expect(folderAddress('base-url', text)).toBe(address);
  });

  it.each([
    ['intranet.example/bulletin', 'address-unreadable'],
    ['', 'address-unreadable'],
    ['https://', 'address-unreadable'],
    ['https:/intranet.example', 'address-unreadable'],
    ['https:intranet.example', 'address-unreadable'],
    ['https://intranet.example/a b', 'address-unreadable'],
    ['https://in<tranet.example/', 'address-unreadable'],
    ['\\\\server\\share', 'address-unreadable'],
    ['http://intranet.example/bulletin', 'address-not-https'],
    ['ftp://intranet.example/', 'address-not-https'],
    ['file:///srv/bulletin', 'address-unreadable'],
    ['https://somebody:secret@intranet.example/', 'address-with-extras'],
    ['https://intranet.example/?a=1', 'address-with-extras'],
    ['https://intranet.example/#', 'address-with-extras'],
    ['https://intranet.example/bulletin/taskpane.html', 'address-of-page'],
  ])('is refused: %s', (text, code) => {
    expect(refusal(() => folderAddress('base-url', text)).code).toBe(code);
  });

  it('is named in what is said, in both languages', () => {
    const refused = refusal(() => folderAddress('base-url', 'http://intranet.example/'));
    expect(refused.messageIn('zh-CN')).toBe(
      '--base-url 必须以 https:// 开头：http://intranet.example/。Office 只通过 HTTPS 加载加载项。',
    );
    expect(refused.messageIn('en-US')).toBe(
      '--base-url must begin with https://: http://intranet.example/. Office loads add-ins through HTTPS only.',
    );
  });
});

it('takes the address of a script for Office', () => {
  expect(scriptAddress('office-js', CDN)).toBe(CDN);
  expect(refusal(() => scriptAddress('office-js', 'https://appsforoffice.example/lib/')).code).toBe(
    'address-of-no-script',
  );
});

describe('the manifest', () => {
  const addresses = (manifest: string): readonly string[] =>
    [...walk(readXml(manifest))].flatMap(({ element }) =>
      Object.entries(element.attributes)
        .filter(([name, value]) => !name.startsWith('xmlns') && /^https?:/.test(value))
        .map(([, value]) => value),
    );

  it('points to the other server with everything, and is otherwise the same', () => {
    const rewritten = manifestFor('https://intranet.example/bulletin/', MANIFEST);
    expect(addresses(rewritten)).toEqual(
      addresses(MANIFEST).map((address) =>
        address.replace('https://localhost:3000/', 'https://intranet.example/bulletin/'),
      ),
    );
    expect(rewritten).not.toContain('localhost');
    expect(
      manifestFor(
        'https://localhost:3000/',
        rewritten.replaceAll('https://intranet.example/bulletin/', 'https://localhost:3000/'),
      ),
    ).toBe(manifestFor('https://localhost:3000/', MANIFEST));
  });

  it.each(['https://intranet.example/a&b/', "https://intranet.example/it's/", 'https://intranet.example/$&/$1/'])(
    'remains a document with %s',
    (base) => {
      expect(addresses(manifestFor(base, MANIFEST))).toContain(`${base}taskpane.html`);
    },
  );

  it('is refused where an address is not the development server’s', () => {
    const foreign = MANIFEST.replace('https://localhost:3000/assets/support.html', 'https://elsewhere.example/help');
    expect(refusal(() => manifestFor('https://intranet.example/', foreign))).toMatchObject({
      code: 'manifest-address-foreign',
      parameters: { address: 'https://elsewhere.example/help' },
    });
  });
});

describe('the site', () => {
  it('has the page, its scripts and what is copied, and nothing of other programs', () => {
    const site = siteFrom(dist());
    expect([...site.keys()].sort()).toEqual(
      [...shipped.copied.map(({ to }) => to), 'pane/lazy/audit.3c4d.js', 'pane/main.1a2b.js', 'taskpane.html'].sort(),
    );
    expect(new TextDecoder().decode(site.get('taskpane.html'))).toBe(page());
  });

  it('leaves Office out where it comes from elsewhere, and admits that place', () => {
    const site = siteFrom(dist({ 'office-js/office.js': null }), CDN);
    expect([...site.keys()].filter((name) => name.startsWith('office-js/'))).toEqual([]);
    const html = new TextDecoder().decode(site.get('taskpane.html'));
    expect(html).toContain(`<script src="${CDN}"></script>`);
    expect(html).toContain("; script-src 'self' https://appsforoffice.example; ");
    expect(html.replace(CDN, 'office-js/office.js').replace(' https://appsforoffice.example;', ';')).toBe(page());
  });

  it.each([
    ['the page', { 'taskpane.html': null }, 'not-built', 'taskpane.html'],
    ['an icon', { 'assets/icon-80.png': null }, 'not-built', 'assets/icon-80.png'],
    ["Microsoft's client", { 'office-js/office.js': null }, 'not-built', 'office-js/office.js'],
    ['a script of the page', { 'pane/main.1a2b.js': null }, 'page-asks-for-more', 'pane/main.1a2b.js'],
    [
      'a script outside its folder',
      { 'taskpane.html': page('<script src="vendor.js"></script>'), 'vendor.js': '' },
      'page-asks-for-more',
      'vendor.js',
    ],
    [
      'a file for a script in the page',
      { 'taskpane.html': page('<script>alert()</script>') },
      'page-asks-for-more',
      '<script>',
    ],
    [
      'a script of another server',
      { 'taskpane.html': page('<script src="https://elsewhere.example/a.js"></script>') },
      'page-asks-for-more',
      'https://elsewhere.example/a.js',
    ],
  ])('is refused without %s', (_, changes, code, file) => {
    expect(refusal(() => siteFrom(dist(changes)))).toMatchObject({ code, parameters: { file } });
  });

  it.each([
    ['has no policy', page().replace(/<meta[^>]*>/, '')],
    ['has its policy after a script, which it does not hold', page().replace(/(<meta[^>]*>)(.*)/, '$2$1')],
  ])('is refused where the page %s', (_, html) => {
    expect(refusal(() => siteFrom(dist({ 'taskpane.html': html }))).code).toBe('page-without-policy');
  });

  it('reads a page whose quotes the build has taken away', () => {
    const bare = (html: string): string => html.replace(/="([^"\s]*)"/g, '=$1');
    const site = siteFrom(dist({ 'taskpane.html': bare(page()) }), CDN);
    expect(bare(new TextDecoder().decode(site.get('taskpane.html')))).toBe(
      bare(page())
        .replace('office-js/office.js', CDN)
        .replace("script-src 'self'", "script-src 'self' https://appsforoffice.example"),
    );
  });
});

describe('the package', () => {
  const files = new Map([
    ['manifest.xml', new TextEncoder().encode(MANIFEST)],
    ['site/taskpane.html', new TextEncoder().encode('page')],
  ]);
  const folder = (): string => join(mkdtempSync(join(tmpdir(), 'package-')), 'release', 'out');

  it('is a folder and a zip of the same', () => {
    const out = folder();
    const zip = writePackage(out, files);
    expect(zip).toBe(`${out}.zip`);
    expect(new Map(Object.entries(unzipSync(readFileSync(zip))))).toEqual(files);
    for (const [name, bytes] of files) expect(new Uint8Array(readFileSync(join(out, name)))).toEqual(bytes);
  });

  it('replaces an earlier one, without leaving its files behind', () => {
    const out = folder();
    writePackage(out, new Map([...files, ['site/pane/old.js', new Uint8Array()]]));
    const first = readFileSync(writePackage(out, files));
    expect(existsSync(join(out, 'site/pane'))).toBe(false);
    expect(readFileSync(writePackage(out, files))).toEqual(first);
  });

  it.each([
    ['another manifest', { 'manifest.xml': '<Id>another</Id>' }],
    ['our manifest among other things, as the sources have it', { 'manifest.xml': MANIFEST, 'package.json': '{}' }],
    ['no manifest', { site: 'a file' }],
  ])('does not touch a folder with %s', (_, present) => {
    const out = folder();
    mkdirSync(out, { recursive: true });
    for (const [name, content] of Object.entries(present)) writeFileSync(join(out, name), content);
    expect(refusal(() => writePackage(out, files)).code).toBe('out-taken');
    expect(readdirSync(out).sort()).toEqual(Object.keys(present).sort());
    expect(existsSync(`${out}.zip`)).toBe(false);
  });
});
