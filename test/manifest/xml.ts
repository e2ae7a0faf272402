import { SaxesParser } from 'saxes';

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** Reads a document into a tree of elements, their names as written. */
export function readXml(source: string): Element {
  const top: Element = { name: '', attributes: {}, children: [], text: '' };
  const open: Element[] = [top];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes: attributes as Record<string, string>, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text.trim();
  });
  parser.on('closetag', () => open.pop());
  parser.write(source).close();
  const [root] = top.children;
  if (root === undefined) throw new Error('The document is empty');
  return root;
}

/** The element and everything in it, in document order, each with the element it stands in. */
export function* walk(
  element: Element,
  parent: Element | null = null,
): Generator<{ readonly element: Element; readonly parent: Element | null }> {
  yield { element, parent };
  for (const child of element.children) yield* walk(child, element);
}
