import { forgetPart } from './content-types.js';
import type { Package } from './package.js';
import { RELATION_NAMESPACE, XML_DECLARATION } from '../xml/schema-order.js';
import { appended, childrenOf, parseTree, without } from '../xml/tree.js';
import { escapeXml } from '../xml/xml.js';

const NAMESPACE = 'http://schemas.openxmlformats.org/package/2006/relationships';

export interface Relationship {
  readonly id: string;
  /** Last step of the type's address, the same in all its versions: `worksheet`, `comments`. */
  readonly type: string;
  /** Full name of the part inside the package; for an external target, the address. */
  readonly target: string;
  readonly external: boolean;
}

/** Returns the name of the part that holds the relationships of `part`; the empty name is the package's own. */
function relationshipsPart(part: string): string {
  const slash = part.lastIndexOf('/');
  return `${part.slice(0, slash + 1)}_rels/${part.slice(slash + 1)}.rels`;
}

/** Reads the relationships of a part; a part without any has none. */
export function relationshipsOf(file: Package, part: string): readonly Relationship[] {
  const name = relationshipsPart(part);
  if (!file.has(name)) return [];
  return childrenOf(parseTree(file.text(name), name), 'Relationship').map(({ attributes }) => {
    const target = attributes['Target'] ?? '';
    const external = attributes['TargetMode'] === 'External';
    return {
      id: attributes['Id'] ?? '',
      type: (attributes['Type'] ?? '').replace(/^.*\//, ''),
      target: external ? target : resolve(part, target),
      external,
    };
  });
}

/** A relationship to be added; `type` is the whole address of its type, or the last step of one of Office's own. */
type NewRelationship = Pick<Relationship, 'type' | 'target'>;

/** Adds a relationship to a part of the package and returns its id. */
export function addRelationship(file: Package, part: string, { type, target }: NewRelationship): string {
  const name = relationshipsPart(part);
  const ids = new Set(relationshipsOf(file, part).map((relationship) => relationship.id));
  let count = ids.size + 1;
  while (ids.has(`rId${count}`)) count += 1;
  const id = `rId${count}`;
  const xml = file.has(name) ? file.text(name) : `${XML_DECLARATION}<Relationships xmlns="${NAMESPACE}"/>`;
  const root = parseTree(xml, name);
  const fullType = type.includes('/') ? type : `${RELATION_NAMESPACE}/${type}`;
  const path = escapeXml(encodeURI(relative(part, target)));
  const element = `<${root.prefix}Relationship Id="${id}" Type="${fullType}" Target="${path}"/>`;
  file.setText(name, appended(xml, root, element));
  return id;
}

/** Takes a relationship away; with the last one goes the part that held it. */
function removeRelationship(file: Package, part: string, id: string): void {
  const name = relationshipsPart(part);
  const xml = file.text(name);
  const all = childrenOf(parseTree(xml, name), 'Relationship');
  const gone = all.filter(({ attributes }) => attributes['Id'] === id);
  if (gone.length === all.length) file.remove(name);
  else file.setText(name, without(xml, gone));
}

/** Returns the relationships of one of these types, of which the package has the part that they lead to. */
export function relatedParts(file: Package, part: string, types: readonly string[]): readonly Relationship[] {
  return relationshipsOf(file, part).filter(({ type, target }) => types.includes(type) && file.has(target));
}

/** Takes a relationship away and with it every part that nothing else leads to any more. */
export function removeRelated(file: Package, part: string, { id, target }: Pick<Relationship, 'id' | 'target'>): void {
  const below = reachable(file, [target]);
  removeRelationship(file, part, id);
  const kept = reachable(file, ['']);
  for (const name of below) {
    if (kept.has(name) || !file.has(name)) continue;
    file.remove(name);
    forgetPart(file, name);
    if (file.has(relationshipsPart(name))) file.remove(relationshipsPart(name));
  }
}

/** Relationships that lead out of the file; a place in the file itself begins with #. */
export function addressesIn(file: Package, part: string): readonly Relationship[] {
  return relationshipsOf(file, part).filter(({ external, target }) => external && !target.startsWith('#'));
}

/**
 * Takes away all that a part leads to by relationships of these types, with every part that nothing else leads to.
 *
 * `part` is the part's name in the package; the empty name is the package itself. `types` are the last steps of the
 * types' addresses. Throws an `XlsxRefusal` (`file-damaged` {part}) where a part that holds relationships cannot be
 * read.
 *
 * @example
 *   import { emptyWorkbook } from '../empty-workbook.js';
 *   import { XlsxFile } from '../xlsx-file.js';
 *   import { removeRelations } from './relationships.js';
 *   const { parts } = XlsxFile.open(emptyWorkbook('表'));
 *   removeRelations(parts, 'xl/workbook.xml', ['worksheet']);
 *   parts.has('xl/worksheets/sheet1.xml') // => false
 */
export function removeRelations(file: Package, part: string, types: readonly string[]): void {
  for (const relationship of relationshipsOf(file, part)) {
    if (types.includes(relationship.type)) removeRelated(file, part, relationship);
  }
}

/** Returns the parts that relationships lead to from some parts, these included; the empty name is the package. */
export function reachable(file: Package, from: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>(from);
  for (const name of found) {
    for (const { target, external } of relationshipsOf(file, name)) {
      if (!external && file.has(target)) found.add(file.nameOf(target));
    }
  }
  return found;
}

function resolve(from: string, target: string): string {
  const isAbsolute = target.startsWith('/');
  const folder = from.slice(0, from.lastIndexOf('/') + 1);
  const path = isAbsolute ? target.slice(1) : folder + target;
  const steps: string[] = [];
  for (const step of decoded(path.replace(/\\/g, '/')).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}

function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

function relative(from: string, to: string): string {
  const here = from.split('/').slice(0, -1);
  const there = to.split('/');
  let common = 0;
  while (common < here.length && common < there.length - 1 && here[common] === there[common]) common += 1;
  return [...here.slice(common).map(() => '..'), ...there.slice(common)].join('/');
}
