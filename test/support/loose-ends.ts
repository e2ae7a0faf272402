import { strFromU8, unzipSync } from 'fflate';
import { posix } from 'node:path';

/**
 * What is not right about how the parts of a package hang together: dead relationships, parts that nothing leads to,
 * content types of nothing.
 */
export function looseEnds(bytes: Uint8Array): readonly string[] {
  const parts = unzipSync(bytes);
  const names = new Set(Object.keys(parts));
  const text = (name: string): string => strFromU8(parts[name] ?? new Uint8Array());
  const reached = new Set<string>();
  const problems: string[] = [];
  const follow = (part: string): void => {
    if (reached.has(part)) return;
    reached.add(part);
    const rels = posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`);
    for (const [tag] of text(rels).matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)) {
      const target = /Target="([^"]*)"/.exec(tag)?.[1] ?? '';
      if (/TargetMode="External"/.test(tag)) continue;
      const path = decodeURI(target.replace(/\\/g, '/'));
      const name = path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(part), path);
      if (names.has(name)) follow(name);
      else problems.push(`${rels} leads to ${name}, which is not there`);
    }
  };
  follow('');
  for (const name of names) {
    if (name === '[Content_Types].xml') continue;
    const owner = /^(.*?)_rels\/(.*)\.rels$/.exec(name);
    if (!reached.has(owner === null ? name : `${owner[1]}${owner[2]}`)) problems.push(`nothing leads to ${name}`);
  }
  for (const [, name = ''] of text('[Content_Types].xml').matchAll(/PartName="\/([^"]*)"/g))
    if (!names.has(name)) problems.push(`a content type for ${name}, which is not there`);
  return problems;
}
