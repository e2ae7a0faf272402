import type { MessageKey } from './dictionary.js';

/** A property of a document, named by its element or, where somebody gave it a name of its own, by that. */
interface PropertyDetail {
  readonly name: string;
  readonly custom: boolean;
  readonly value: string;
}

const PROPERTIES: ReadonlyMap<string, MessageKey> = new Map<string, MessageKey>([
  ['subject', 'property-subject'],
  ['creator', 'property-creator'],
  ['keywords', 'property-keywords'],
  ['description', 'property-description'],
  ['lastModifiedBy', 'property-lastModifiedBy'],
  ['category', 'property-category'],
  ['contentStatus', 'property-contentStatus'],
  ['Company', 'property-Company'],
  ['Manager', 'property-Manager'],
  ['HyperlinkBase', 'property-HyperlinkBase'],
  ['Template', 'property-Template'],
]);

/** Words the details of what stays behind: texts as they are, properties with their names. */
export function detailTexts(
  details: readonly (string | PropertyDetail)[],
  textOf: (key: MessageKey) => string,
): readonly string[] {
  return details.map((detail) => {
    if (typeof detail === 'string') return detail;
    const key = detail.custom ? undefined : PROPERTIES.get(detail.name);
    const name = key === undefined ? detail.name : textOf(key);
    return `${name}：${detail.value}`;
  });
}
