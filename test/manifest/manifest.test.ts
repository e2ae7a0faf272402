import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../../package.json';
import shipped from '../../src/entries/taskpane/shipped.json';
import { readXml, walk, type Element } from './xml.js';

const ROOT = join(__dirname, '..', '..');
const DEVELOPMENT = 'https://localhost:3000/';
const manifest = readXml(readFileSync(join(ROOT, 'manifest.xml'), 'utf8'));
const all = [...walk(manifest)];
const named = (name: string): readonly Element[] =>
  all.filter(({ element }) => element.name === name).map(({ element }) => element);

/**
 * The children of an element in the order of the schemas ([MS-OWEMXML] 5.2 and 5.7); `!` must be there, `+` may come
 * again.
 */
const SCHEMA: Readonly<Record<string, string>> = {
  OfficeApp:
    'Id! AlternateId Version! ProviderName! DefaultLocale! DisplayName! Description! IconUrl ' +
    'HighResolutionIconUrl SupportUrl! AppDomains Hosts! Requirements DefaultSettings! Permissions! Dictionary ' +
    'VersionOverrides ExtendedOverrides',
  DisplayName: 'Override+',
  Description: 'Override+',
  Hosts: 'Host!+',
  Requirements: 'Sets bt:Sets Methods bt:Methods',
  Sets: 'Set!+',
  'bt:Sets': 'bt:Set!+',
  DefaultSettings: 'SourceLocation! RequestedWidth RequestedHeight',
  VersionOverrides: 'Description Requirements Hosts! Resources! WebApplicationInfo EquivalentAddins',
  Host: 'Runtimes AllFormFactors DesktopFormFactor',
  Runtimes: 'Runtime!+',
  DesktopFormFactor: 'GetStarted FunctionFile ExtensionPoint!+',
  GetStarted: 'Title! Description! LearnMoreUrl!',
  ExtensionPoint: 'OfficeTab CustomTab',
  OfficeTab: 'Group!+',
  Group: 'OverriddenByRibbonApi Label! Icon! Control!+',
  Icon: 'bt:Image!+',
  Control: 'OverriddenByRibbonApi Label! ToolTip Supertip! Icon! Action! Enabled',
  Supertip: 'Title! Description!',
  Action: 'FunctionName TaskpaneId SourceLocation Title',
  Resources: 'bt:Images bt:Urls bt:ShortStrings bt:LongStrings',
  'bt:Images': 'bt:Image!+',
  'bt:Urls': 'bt:Url!+',
  'bt:ShortStrings': 'bt:String!+',
  'bt:LongStrings': 'bt:String!+',
  'bt:String': 'bt:Override+',
};

/** Written in the manner of a regular expression, so that order, presence and repetition are one comparison. */
function pattern(children: string): RegExp {
  const parts = children.split(' ').map((child) => {
    const name = `(?:${child.replace(/[!+]/g, '')} )`;
    const isNeeded = child.includes('!');
    if (child.includes('+')) return name + (isNeeded ? '+' : '*');
    return name + (isNeeded ? '' : '?');
  });
  return new RegExp(`^${parts.join('')}$`);
}

it('has the elements of the schemas, in their order', () => {
  for (const { element, parent } of all) {
    // A reference to a resource has the name of what it stands for, and no content.
    const isReference = 'resid' in element.attributes || (element.name === 'Title' && parent?.name === 'Action');
    const schema = isReference ? undefined : SCHEMA[element.name];
    const found = element.children.map(({ name }) => `${name} `).join('');
    expect(`${element.name}: ${found}`).toMatch(
      new RegExp(`^${element.name}: ${(schema === undefined ? /^$/ : pattern(schema)).source.slice(1)}`),
    );
  }
});

it('is a task pane add-in for workbooks that has an id and the version of the package', () => {
  expect(manifest.attributes).toMatchObject({
    xmlns: 'http://schemas.microsoft.com/office/appforoffice/1.1',
    'xsi:type': 'TaskPaneApp',
  });
  expect(named('VersionOverrides').map(({ attributes }) => attributes)).toEqual([
    { xmlns: 'http://schemas.microsoft.com/office/taskpaneappversionoverrides', 'xsi:type': 'VersionOverridesV1_0' },
  ]);
  expect(named('Host').map(({ attributes }) => attributes)).toEqual([{ Name: 'Workbook' }, { 'xsi:type': 'Workbook' }]);
  expect(named('Id')[0]?.text).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect(named('Version')[0]?.text).toBe(`${packageJson.version}.0`);
  expect(named('Permissions')[0]?.text).toBe('ReadWriteDocument');
});

it('asks for little where the page explains, and for what the buttons need where they are', () => {
  const sets = (name: string): unknown => named(name).map(({ attributes }) => attributes);
  expect(sets('Set')).toEqual([{ Name: 'ExcelApi', MinVersion: '1.1' }]);
  expect(sets('bt:Set')).toEqual([
    { Name: 'SharedRuntime', MinVersion: '1.1' },
    { Name: 'ExcelApi', MinVersion: '1.13' },
  ]);
});

describe('resources', () => {
  const resources = all.flatMap(({ element, parent }) =>
    parent !== null && /^bt:(?:Images|Urls|ShortStrings|LongStrings)$/.test(parent.name)
      ? [{ id: element.attributes['id'] ?? '', kind: parent.name, element }]
      : [],
  );
  const references = all.flatMap(({ element, parent }) =>
    element.attributes['resid'] === undefined ? [] : [{ element, parent, resid: element.attributes['resid'] }],
  );

  const kindOf = ({ element, parent }: (typeof references)[number]): string => {
    if (element.name === 'bt:Image') return 'bt:Images';
    if (/^(?:Runtime|FunctionFile|SourceLocation|LearnMoreUrl)$/.test(element.name)) return 'bt:Urls';
    return element.name === 'Description' && /^(?:Supertip|GetStarted)$/.test(parent?.name ?? '')
      ? 'bt:LongStrings'
      : 'bt:ShortStrings';
  };

  it('every reference leads to a resource of its kind', () => {
    expect(references.length).toBeGreaterThan(20);
    for (const reference of references)
      expect(resources).toContainEqual(expect.objectContaining({ id: reference.resid, kind: kindOf(reference) }));
  });

  it('every resource is used, and has an id of its own of at most 32 characters', () => {
    const ids = resources.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => id.length === 0 || id.length > 32)).toEqual([]);
    expect([...ids].sort()).toEqual([...new Set(references.map(({ resid }) => resid))].sort());
  });

  it.each([
    ['bt:ShortStrings', 125],
    ['bt:LongStrings', 250],
  ])('every text of %s has at most %d characters in both languages', (kind, limit) => {
    const texts = resources
      .filter((resource) => resource.kind === kind)
      .flatMap(({ element }) => [
        element.attributes['DefaultValue'],
        ...element.children.map(({ attributes }) => attributes['Value']),
      ]);
    expect(texts.filter((text) => text === undefined || text.length === 0 || text.length > limit)).toEqual([]);
  });
});

it('says everything in Chinese and in English', () => {
  expect(named('DefaultLocale')[0]?.text).toBe('zh-CN');
  const texts = all
    .map(({ element }) => element)
    .filter(
      ({ name, attributes }) => /^(?:DisplayName|Description|bt:String)$/.test(name) && 'DefaultValue' in attributes,
    );
  for (const { attributes, children } of texts) {
    expect(attributes['DefaultValue']).toMatch(/\p{Script=Han}/u);
    expect(
      children.map(({ attributes: english }) => [english['Locale'], /\p{Script=Han}/u.test(english['Value'] ?? '')]),
    ).toEqual([['en-US', false]]);
  }
  expect(named('DisplayName')[0]?.attributes['DefaultValue']?.length).toBeLessThanOrEqual(125);
  expect(
    named('Description')
      .filter(({ children }) => children.length > 0)
      .every(({ attributes, children }) =>
        [attributes['DefaultValue'], children[0]?.attributes['Value']].every((text) => (text ?? '').length <= 250),
      ),
  ).toBe(true);
});

it('has the two buttons, both in the one page of the shared runtime', () => {
  const buttons = named('Control').map(({ attributes, children }) => ({
    id: attributes['id'],
    action: children.find(({ name }) => name === 'Action'),
  }));
  expect(buttons.map(({ id, action }) => [id, action?.attributes['xsi:type']])).toEqual([
    ['BulletinScores.Compute', 'ExecuteFunction'],
    ['BulletinScores.Open', 'ShowTaskpane'],
  ]);
  // The name under which src/entries/taskpane/ribbon.ts answers.
  expect(named('FunctionName').map(({ text }) => text)).toEqual(['compute']);
  expect(named('Runtime').map(({ attributes }) => attributes)).toEqual([{ resid: 'Pane.Url', lifetime: 'long' }]);
  expect(
    [...named('FunctionFile'), ...named('SourceLocation')]
      .map(({ attributes }) => attributes['resid'])
      .filter((resid) => resid !== undefined),
  ).toEqual(['Pane.Url', 'Pane.Url']);
});

describe('addresses', () => {
  const values = all.flatMap(({ element }) => [
    ...Object.entries(element.attributes)
      .filter(([name]) => !name.startsWith('xmlns'))
      .map(([, value]) => value),
    element.text,
  ]);
  const addresses = values.filter((value) => /^[a-z]+:\/\//i.test(value));

  it('are all those of the development server', () => {
    expect(addresses.length).toBeGreaterThan(10);
    expect(addresses.filter((address) => !address.startsWith(DEVELOPMENT))).toEqual([]);
  });

  it('lead to files that the build puts there', () => {
    const built = new Set([shipped.page, ...shipped.copied.map(({ to }) => to)]);
    expect(addresses.map((address) => new URL(address).pathname.slice(1)).filter((path) => !built.has(path))).toEqual(
      [],
    );
  });
});

it('every copied file exists', () => {
  for (const { from } of shipped.copied) expect(readFileSync(join(ROOT, from)).length).toBeGreaterThan(0);
});

it.each(shipped.copied.map(({ from }) => from).filter((name) => name.endsWith('.png')))(
  '%s is as large as its name says',
  (name) => {
    const bytes = readFileSync(join(ROOT, name));
    const size = Number(/-(\d+)\.png$/.exec(name)?.[1]);
    expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([size, size]);
  },
);

it('names each icon for the size it has', () => {
  const address = new Map(
    named('bt:Image').flatMap(({ attributes }) =>
      attributes['id'] === undefined ? [] : [[attributes['id'], attributes['DefaultValue'] ?? '']],
    ),
  );
  for (const icon of named('Icon')) {
    expect(icon.children.map(({ attributes }) => attributes['size'])).toEqual(['16', '32', '80']);
    for (const { attributes } of icon.children)
      expect(address.get(attributes['resid'] ?? '')).toMatch(new RegExp(`-${attributes['size']}\\.png$`));
  }
  expect(named('IconUrl')[0]?.attributes['DefaultValue']).toMatch(/-32\.png$/);
  expect(named('HighResolutionIconUrl')[0]?.attributes['DefaultValue']).toMatch(/-64\.png$/);
});
