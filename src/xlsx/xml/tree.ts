import { splice, walk, type Attributes } from './xml.js';

/** An element with its places in the text: the tag is [start, openEnd), the content [openEnd, closeStart), the whole [start, end). */
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

type Growing = { -readonly [Key in keyof Element]: Element[Key] } & { children: Growing[] };

/** Parses XML into elements down to `depth` below the root; deeper ones are passed over, so that a large sheet costs little memory. */
export function parseTree(xml: string, part: string, depth = Infinity): Element {
  const open: Growing[] = [];
  let level = -1;
  let root: Growing | undefined;
  walk(xml, part, {
    open({ name, prefix, attributes, start, end }) {
      level += 1;
      if (level > depth) return;
      const element: Growing = {
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
      const element = level <= depth ? open[level] : undefined;
      if (element !== undefined) {
        element.closeStart = start;
        element.end = end;
      }
      level -= 1;
    },
    text(text) {
      const element = level <= depth ? open[level] : undefined;
      if (element !== undefined) element.text += text;
    },
  });
  // A text without any root does not come out of the walk alive.
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
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...descendantsOf(child, name)]);
}

/** A tag's text as an opening tag, whether or not it closed itself. */
function openTag(tag: string): string {
  return tag.replace(/\s*\/>$/, '>');
}

/**
 * Writes the root's child `name`: replaced where it is, else put at its place in the schema's `order`; `null` takes it away.
 * `write` gets the prefix to use and the child's present text.
 */
export function withRootChild(
  xml: string,
  part: string,
  order: readonly string[],
  name: string,
  write: (prefix: string, present: string | undefined) => string | null,
): string {
  const root = parseTree(xml, part, 1);
  const present = childOf(root, name);
  const text = write(root.prefix, present && xml.slice(present.start, present.end));
  if (present !== undefined) return splice(xml, [{ start: present.start, end: present.end, text: text ?? '' }]);
  if (text === null) return xml;
  return insertChild(xml, root, order, name, text);
}

/** Puts the text of a child into an element at its place in the schema's order. */
export function insertChild(
  xml: string,
  parent: Element,
  order: readonly string[],
  name: string,
  text: string,
): string {
  if (parent.closeStart === parent.openEnd && parent.end === parent.openEnd) {
    return splice(xml, [
      {
        start: parent.start,
        end: parent.end,
        text: `${openTag(xml.slice(parent.start, parent.openEnd))}${text}</${parent.prefix}${parent.name}>`,
      },
    ]);
  }
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
  return element.end === element.openEnd
    ? splice(xml, [
        {
          start: element.start,
          end: element.end,
          text: `${openTag(xml.slice(element.start, element.openEnd))}${text}</${element.prefix}${element.name}>`,
        },
      ])
    : splice(xml, [{ start: element.closeStart, end: element.closeStart, text }]);
}

/** Takes elements out of the text. */
export function without(xml: string, elements: readonly Element[]): string {
  return splice(
    xml,
    elements.map(({ start, end }) => ({ start, end, text: '' })),
  );
}
