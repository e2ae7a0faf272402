import { splice, walk, withAttribute, type Attributes, type Splice } from './xml.js';

/** An element with its places in the text: tag [start, openEnd), content [openEnd, closeStart), whole [start, end). */
export interface Element {
  /** Name without prefix. */
  readonly name: string;
  /** Prefix with its colon, or the empty string. */
  readonly prefix: string;
  readonly attributes: Attributes;
  readonly start: number;
  readonly openEnd: number;
  readonly closeStart: number;
  readonly end: number;
  readonly children: readonly Element[];
  /** Text that stands directly in the element. */
  readonly text: string;
}

type ElementDraft = { -readonly [Key in keyof Element]: Element[Key] } & { children: ElementDraft[] };

/**
 * Parses XML into elements down to `depth` below the root; deeper ones are passed over, so that a large sheet costs
 * little memory. `part` names the part in the refusal of a damaged one.
 */
export function parseTree(xml: string, part: string, depth = Infinity): Element {
  const open: ElementDraft[] = [];
  let level = -1;
  let root: ElementDraft | undefined;
  const current = (): ElementDraft | undefined => {
    if (level > depth) return undefined;
    return open[level];
  };
  walk(xml, part, {
    open({ name, prefix, attributes, start, end }) {
      level += 1;
      if (level > depth) return;
      const element: ElementDraft = {
        name,
        prefix,
        attributes,
        start,
        openEnd: end,
        closeStart: end,
        end,
        children: [],
        text: '',
      };
      if (level === 0) root = element;
      else open[level - 1]?.children.push(element);
      open[level] = element;
    },
    close(_, start, end) {
      const element = current();
      if (element !== undefined) {
        element.closeStart = start;
        element.end = end;
      }
      level -= 1;
    },
    text(text) {
      const element = current();
      if (element !== undefined) element.text += text;
    },
  });
  // The walk has refused a text without any root.
  return root as Element;
}

/** Returns the children of that name. */
export function childrenOf(element: Element | undefined, name: string): readonly Element[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

/** Returns the first child of that name. */
export function childOf(element: Element | undefined, name: string): Element | undefined {
  return element?.children.find((child) => child.name === name);
}

/** Returns every descendant of that name, in document order. */
export function descendantsOf(element: Element, name: string): readonly Element[] {
  return element.children.flatMap((child) => {
    const below = descendantsOf(child, name);
    if (child.name !== name) return below;
    return [child, ...below];
  });
}

/** Returns the text of an element, its tags with it. */
export function textOfElement(xml: string, { start, end }: Element): string {
  return xml.slice(start, end);
}

/** Returns the text of an element's tag as an opening tag, whether or not it closed itself. */
export function openTagOf(xml: string, { start, openEnd }: Element): string {
  return asOpenTag(xml.slice(start, openEnd));
}

function asOpenTag(tag: string): string {
  return tag.replace(/(?<!\s)\s*\/>$/, '>');
}

/** The splice that puts a text in place of an element; the empty text takes it away. */
export function replacing({ start, end }: Element, text: string): Splice {
  return { start, end, text };
}

/** The splice that sets attributes of an element's own tag, or (for `null`) takes them away. */
export function settingAttributes(
  xml: string,
  { start, openEnd }: Element,
  attributes: Readonly<Record<string, string | null>>,
): Splice {
  let tag = xml.slice(start, openEnd);
  for (const [name, value] of Object.entries(attributes)) tag = withAttribute(tag, name, value);
  return { start, end: openEnd, text: tag };
}

/** Where a child of an element belongs: its name, and the order in which the schema wants its parent's children. */
export interface ChildPlace {
  readonly order: readonly string[];
  readonly name: string;
}

/** Writes a child anew: gets the prefix to use and the child's present text; `null` takes the child away. */
export type WriteChild = (prefix: string, present: string | undefined) => string | null;

/** Writes a child of a part's root: replaced where it is, else put at its place in the schema's order. */
export function withRootChild(xml: string, place: ChildPlace & { readonly part: string }, write: WriteChild): string {
  const root = parseTree(xml, place.part, 1);
  const present = childOf(root, place.name);
  const text = write(root.prefix, present && textOfElement(xml, present));
  if (present !== undefined) return splice(xml, [replacing(present, text ?? '')]);
  if (text === null) return xml;
  return insertChild(xml, root, { ...place, text });
}

/** Puts the text of a child into an element at its place in the schema's order. */
export function insertChild(
  xml: string,
  parent: Element,
  { order, name, text }: ChildPlace & { readonly text: string },
): string {
  if (isSelfClosing(parent)) return appended(xml, parent, text);
  const rank = order.indexOf(name);
  let at = parent.openEnd;
  for (const child of parent.children) {
    const other = order.indexOf(child.name);
    if (other >= 0 && other <= rank) at = child.end;
  }
  return splice(xml, [{ start: at, end: at, text }]);
}

/** Appends text to the content of an element. */
export function appended(xml: string, element: Element, text: string): string {
  return splice(xml, appending(xml, element, { attributes: {}, text }));
}

/** The splices that append text to the content of an element, and set attributes of its own tag. */
export function appending(
  xml: string,
  element: Element,
  { attributes, text }: { readonly attributes: Readonly<Record<string, string | null>>; readonly text: string },
): readonly Splice[] {
  const tag = settingAttributes(xml, element, attributes);
  const { closeStart, prefix, name } = element;
  if (!isSelfClosing(element)) return [tag, { start: closeStart, end: closeStart, text }];
  return [replacing(element, `${asOpenTag(tag.text)}${text}</${prefix}${name}>`)];
}

/** Takes elements out of the text. */
export function without(xml: string, elements: readonly Element[]): string {
  return splice(
    xml,
    elements.map((element) => replacing(element, '')),
  );
}

/** Takes elements of a list out of the text, and the list itself where they are all that it holds. */
export function withoutItems(xml: string, list: Element, items: readonly Element[]): string {
  if (items.length === list.children.length) return without(xml, [list]);
  return without(xml, items);
}

function isSelfClosing({ openEnd, end }: Element): boolean {
  return end === openEnd;
}
