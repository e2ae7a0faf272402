import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate';

/** A small reproducible generator (mulberry32). */
function randomFrom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

type Random = (limit: number) => number;
type Breakage = (parts: Record<string, string>, random: Random) => void;

const ODD_VALUES = [
  '',
  '-1',
  '99999999',
  '1e308',
  'NaN',
  'A0',
  'XFE1',
  'XFD1048577',
  'A1:',
  'rId999',
  '../../evil.xml',
  '/xl/no.xml',
  'http://example.invalid/',
  '数',
  '&amp;',
  'true',
  ' ',
];
const ODD_TEXTS = [
  '',
  '=1+',
  '1E999',
  '-',
  '#REF!',
  '99999999999999999999',
  '数'.repeat(2000),
  '<![CDATA[x]]>',
  '&#x41;',
  '&unknown;',
  '<!-- -->',
];

const pick = <T>(from: readonly T[], random: Random): T => from[random(from.length)] as T;

function change(parts: Record<string, string>, random: Random, edit: (xml: string) => string): void {
  const names = Object.keys(parts);
  if (names.length === 0) return;
  const name = pick(names, random);
  parts[name] = edit(parts[name] ?? '');
}

/** Replaces one match of a pattern, wherever it stands. */
function oneOf(xml: string, pattern: RegExp, random: Random, replacement: (match: string) => string): string {
  const matches = [...xml.matchAll(pattern)];
  const match = matches[random(Math.max(1, matches.length))];
  return match?.index === undefined
    ? xml
    : xml.slice(0, match.index) + replacement(match[0]) + xml.slice(match.index + match[0].length);
}

/** What goes wrong with a file's parts, one kind of thing each. */
export const BREAKAGES: Readonly<Record<string, Breakage>> = {
  'a part missing': (parts, random) => {
    Reflect.deleteProperty(parts, pick(Object.keys(parts), random));
  },
  'a part cut off': (parts, random) => change(parts, random, (xml) => xml.slice(0, random(xml.length + 1))),
  'a part empty': (parts, random) => change(parts, random, () => ''),
  'a part of other content': (parts, random) =>
    change(parts, random, () =>
      pick(['<a/>', 'text', '{}', '<html><body/></html>', '<?xml version="1.0"?><worksheet xmlns="x"/>'], random),
    ),
  'an odd attribute': (parts, random) =>
    change(parts, random, (xml) => oneOf(xml, /="[^"]*"/g, random, () => `="${pick(ODD_VALUES, random)}"`)),
  'an attribute missing': (parts, random) =>
    change(parts, random, (xml) => oneOf(xml, / [\w:]+="[^"]*"/g, random, () => '')),
  'an attribute twice': (parts, random) =>
    change(parts, random, (xml) => oneOf(xml, / [\w:]+="[^"]*"/g, random, (match) => match + match)),
  'an odd text': (parts, random) =>
    change(parts, random, (xml) => oneOf(xml, />[^<]+</g, random, () => `>${pick(ODD_TEXTS, random)}<`)),
  'an element missing': (parts, random) =>
    change(parts, random, (xml) =>
      oneOf(xml, /<(\w+)[^<>]*\/>|<(c|row|xf|sheet|Relationship)\b[^>]*>[\s\S]*?<\/\2>/g, random, () => ''),
    ),
  'an element twice': (parts, random) =>
    change(parts, random, (xml) =>
      oneOf(xml, /<(\w+)[^<>]*\/>|<(c|row|xf|sheet)\b[^>]*>[\s\S]*?<\/\2>/g, random, (match) => match + match),
    ),
  'an element unknown': (parts, random) =>
    change(parts, random, (xml) => oneOf(xml, /<\w+/g, random, () => '<unknown')),
  'a tag unclosed': (parts, random) => change(parts, random, (xml) => oneOf(xml, /<\/\w+>/g, random, () => '')),
  'elements out of order': (parts, random) =>
    change(parts, random, (xml) =>
      oneOf(xml, /(<c [^>]*>.*?<\/c>)(<c [^>]*>.*?<\/c>)/g, random, (match) =>
        match.replace(/^(<c [^>]*>.*?<\/c>)(.*)$/s, '$2$1'),
      ),
    ),
  'nested too deep': (parts, random) =>
    change(parts, random, (xml) => oneOf(xml, />/g, random, () => `>${'<x>'.repeat(5000)}${'</x>'.repeat(5000)}`)),
  'a document type': (parts, random) => change(parts, random, (xml) => `<!DOCTYPE a [<!ENTITY b "c">]>${xml}`),
  'a sign cut in two': (parts, random) => change(parts, random, (xml) => oneOf(xml, /[^<>]/g, random, () => '\ufffd')),
};

/** Breaks a sound file: some of its parts in one to three ways, sometimes the container itself. */
export function brokenPackage(
  sound: Uint8Array,
  seed: number,
): { readonly bytes: Uint8Array; readonly how: readonly string[] } {
  const random = randomFrom(seed);
  const parts = Object.fromEntries(Object.entries(unzipSync(sound)).map(([name, bytes]) => [name, strFromU8(bytes)]));
  const how = Array.from({ length: 1 + random(3) }, () => pick(Object.keys(BREAKAGES), random));
  for (const name of how) if (Object.keys(parts).length > 0) BREAKAGES[name]?.(parts, random);
  const files: Zippable = {};
  for (const [name, text] of Object.entries(parts)) files[name] = strToU8(text);
  const bytes = zipSync(files, { level: 1 });
  switch (random(12)) {
    case 0:
      return { bytes: bytes.slice(0, random(bytes.length)), how: [...how, 'the container cut off'] };
    case 1: {
      const flipped = bytes.slice();
      for (let count = 0; count < 1 + random(8); count += 1) flipped[random(flipped.length)] = random(256);
      return { bytes: flipped, how: [...how, 'bytes of the container changed'] };
    }
    default:
      return { bytes, how };
  }
}
