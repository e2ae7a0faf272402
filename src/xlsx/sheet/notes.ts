import { cellName, parseCellName } from '../../core/grid/address.js';
import { XlsxRefusal } from '../refusal.js';
import { declareExtension, declarePart } from '../package/content-types.js';
import type { Package } from '../package/package.js';
import { addRelationship, relationshipsOf, removeRelated, type Relationship } from '../package/relationships.js';
import { frameOf, setFrame } from './sheet-frame.js';
import { MAIN_NAMESPACE, RELATION_NAMESPACE, WORKSHEET_ORDER, XML_DECLARATION } from '../xml/schema-order.js';
import { appended, childOf, childrenOf, descendantsOf, parseTree, withRootChild, type Element } from '../xml/tree.js';
import { relationId } from '../book/workbook-part.js';
import { escapeXml, splice, unescapeCell } from '../xml/xml.js';

const COMMENTS_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml';
const DRAWING_TYPE = 'application/vnd.openxmlformats-officedocument.vmlDrawing';

/** The notes of one sheet: the text lies in a comments part, the box in a legacy drawing, and both must agree. */
export class Notes {
  private readonly texts: ReadonlyMap<string, string>;
  private readonly threaded: ReadonlySet<string>;
  private readonly comments: Relationship | undefined;
  private readonly edits = new Map<string, string | null>();

  constructor(
    private readonly file: Package,
    private readonly sheetName: string,
    private readonly sheetPart: string,
    /** Who is named as the author of new notes. */
    private readonly author = '',
  ) {
    const relationships = relationshipsOf(file, sheetPart);
    this.comments = relationships.find(({ type }) => type === 'comments');
    this.threaded = new Set(
      relationships
        .filter(({ type }) => type === 'threadedComment')
        .flatMap(({ target }) =>
          descendantsOf(parseTree(file.text(target), target), 'threadedComment').map(
            ({ attributes }) => attributes['ref'] ?? '',
          ),
        ),
    );
    this.texts =
      this.comments === undefined
        ? new Map()
        : new Map(
            commentsOf(file, this.comments.target).map((comment) => [comment.attributes['ref'] ?? '', textOf(comment)]),
          );
  }

  /** Returns the note on a cell; the text a threaded comment leaves for old programs is none. */
  text(row: number, column: number): string | null {
    const cell = cellName(row, column);
    const edit = this.edits.get(cell);
    if (edit !== undefined) return edit;
    return this.threaded.has(cell) ? null : (this.texts.get(cell) ?? null);
  }

  /** Plans a note; `save` writes it. */
  set(row: number, column: number, text: string | null): void {
    const cell = cellName(row, column);
    if (this.threaded.has(cell)) throw new XlsxRefusal('note-on-threaded-comment', { sheet: this.sheetName, cell });
    this.edits.set(cell, text);
  }

  save(): void {
    const changed = [...this.edits].filter(([cell, text]) => (this.texts.get(cell) ?? null) !== text);
    if (changed.length === 0) return;
    const target = this.comments === undefined ? this.addComments() : this.file.nameOf(this.comments.target);
    this.file.setText(target, this.rewrittenComments(target, new Map(changed)));
    const drawing = this.legacyDrawing() ?? this.addLegacyDrawing();
    let vml = this.file.text(drawing.target);
    for (const [cell, text] of changed) {
      if (text === null) vml = withoutBox(vml, cell);
      else if (boxOf(vml, cell) === undefined) vml = withBox(vml, cell, text);
    }
    this.file.setText(drawing.target, vml);
    if (commentsOf(this.file, target).length === 0) this.removeParts(drawing, vml);
  }

  private rewrittenComments(part: string, changed: Map<string, string | null>): string {
    let xml = this.file.text(part);
    let root = parseTree(xml, part);
    const author = authorId(root, this.author);
    if (author === undefined && [...changed].some(([cell, text]) => text !== null && !this.texts.has(cell))) {
      xml = withAuthor(xml, root, this.author);
      root = parseTree(xml, part);
    }
    const p = root.prefix;
    const present = descendantsOf(root, 'comment');
    const kept = present.filter(({ attributes }) => typeof changed.get(attributes['ref'] ?? '') === 'string');
    const gone = present.filter(({ attributes }) => changed.get(attributes['ref'] ?? '') === null);
    const added = [...changed].flatMap(([cell, text]) =>
      text === null || this.texts.has(cell)
        ? []
        : [
            `<${p}comment ref="${cell}" authorId="${authorId(root, this.author) ?? 0}">${textXml(text, p)}</${p}comment>`,
          ],
    );
    const list = childOf(root, 'commentList');
    if (list === undefined)
      return splice(xml, [
        { start: root.closeStart, end: root.closeStart, text: `<${p}commentList>${added.join('')}</${p}commentList>` },
      ]);
    xml = appended(xml, list, added.join(''));
    // What was appended stands behind every place that is still to be changed.
    return splice(xml, [
      ...gone.map(({ start, end }) => ({ start, end, text: '' })),
      ...kept.flatMap((comment) => {
        const text = childOf(comment, 'text');
        return text === undefined
          ? []
          : [
              {
                start: text.start,
                end: text.end,
                text: textXml(changed.get(comment.attributes['ref'] ?? '') ?? '', p),
              },
            ];
      }),
    ]);
  }

  private addComments(): string {
    const part = this.file.freeName('xl/comments#.xml');
    this.file.setText(
      part,
      `${XML_DECLARATION}<comments xmlns="${MAIN_NAMESPACE}"><authors><author>${escapeXml(this.author)}</author></authors><commentList></commentList></comments>`,
    );
    declarePart(this.file, part, COMMENTS_TYPE);
    addRelationship(this.file, this.sheetPart, 'comments', part);
    return part;
  }

  private legacyDrawing(): Relationship | undefined {
    const tag = childOf(parseTree(frameOf(this.file, this.sheetPart), this.sheetPart, 1), 'legacyDrawing');
    const id = tag && relationId(tag.attributes);
    return id === undefined ? undefined : relationshipsOf(this.file, this.sheetPart).find((one) => one.id === id);
  }

  private addLegacyDrawing(): Relationship {
    const part = this.file.freeName('xl/drawings/vmlDrawing#.vml');
    // Ids of shapes are unique in the workbook where every drawing has a block of its own.
    const block = this.file.names().filter((name) => name.endsWith('.vml')).length + 1;
    this.file.setText(part, emptyDrawing(block));
    declareExtension(this.file, 'vml', DRAWING_TYPE);
    const id = addRelationship(this.file, this.sheetPart, 'vmlDrawing', part);
    setFrame(
      this.file,
      this.sheetPart,
      withRootChild(
        frameOf(this.file, this.sheetPart),
        this.sheetPart,
        WORKSHEET_ORDER,
        'legacyDrawing',
        (p) => `<${p}legacyDrawing xmlns:r="${RELATION_NAMESPACE}" r:id="${id}"/>`,
      ),
    );
    return { id, type: 'vmlDrawing', target: part, external: false };
  }

  private removeParts(drawing: Relationship, vml: string): void {
    const comments = relationshipsOf(this.file, this.sheetPart).find(({ type }) => type === 'comments');
    if (comments !== undefined) removeRelated(this.file, this.sheetPart, comments);
    // Buttons and other controls live in the same drawing.
    if (SHAPE.test(vml)) return;
    setFrame(
      this.file,
      this.sheetPart,
      withRootChild(frameOf(this.file, this.sheetPart), this.sheetPart, WORKSHEET_ORDER, 'legacyDrawing', () => null),
    );
    removeRelated(this.file, this.sheetPart, drawing);
  }
}

/** Returns the notes of a sheet with their cells; what threaded comments leave for old programs is none. */
export function notesOn(
  file: Package,
  sheetPart: string,
): readonly { readonly row: number; readonly column: number; readonly text: string }[] {
  const comments = relationshipsOf(file, sheetPart).find(({ type }) => type === 'comments');
  if (comments === undefined) return [];
  const notes = new Notes(file, '', sheetPart);
  return commentsOf(file, comments.target).flatMap(({ attributes }) => {
    const place = parseCellName(attributes['ref'] ?? '');
    const text = place === undefined ? null : notes.text(place.row, place.column);
    return place === undefined || text === null ? [] : [{ ...place, text }];
  });
}

/** Counts the threaded comments of a sheet, answers among them. */
export function threadedCommentsOn(file: Package, sheetPart: string): number {
  return threadsOf(file, sheetPart).reduce(
    (sum, { target }) => sum + descendantsOf(parseTree(file.text(target), target), 'threadedComment').length,
    0,
  );
}

/** Takes every threaded comment of a sheet away, with the text it leaves for old programs; notes stay. */
export function removeThreadedComments(file: Package, sheetPart: string): void {
  const threads = threadsOf(file, sheetPart);
  const cells = threads.flatMap(({ target }) =>
    descendantsOf(parseTree(file.text(target), target), 'threadedComment').map(
      ({ attributes }) => attributes['ref'] ?? '',
    ),
  );
  for (const thread of threads) removeRelated(file, sheetPart, thread);
  const notes = new Notes(file, '', sheetPart);
  for (const cell of cells) {
    const place = parseCellName(cell);
    if (place !== undefined) notes.set(place.row, place.column, null);
  }
  notes.save();
}

function threadsOf(file: Package, sheetPart: string): readonly Relationship[] {
  return relationshipsOf(file, sheetPart).filter(({ type }) => type === 'threadedComment');
}

function commentsOf(file: Package, part: string): readonly Element[] {
  return descendantsOf(parseTree(file.text(part), part), 'comment');
}

function textOf(comment: Element): string {
  const runs = (element: Element): string =>
    element.children
      .map((child) => (child.name === 'rPh' ? '' : child.name === 't' ? child.text : runs(child)))
      .join('');
  const text = childOf(comment, 'text');
  return text === undefined ? '' : unescapeCell(runs(text));
}

function textXml(text: string, p: string): string {
  return `<${p}text><${p}t xml:space="preserve">${escapeXml(text)}</${p}t></${p}text>`;
}

function authorId(root: Element, author: string): number | undefined {
  const at = childrenOf(childOf(root, 'authors'), 'author').findIndex(({ text }) => unescapeCell(text) === author);
  return at < 0 ? undefined : at;
}

function withAuthor(xml: string, root: Element, author: string): string {
  const authors = childOf(root, 'authors');
  const text = `<${root.prefix}author>${escapeXml(author)}</${root.prefix}author>`;
  return authors === undefined
    ? splice(xml, [
        { start: root.openEnd, end: root.openEnd, text: `<${root.prefix}authors>${text}</${root.prefix}authors>` },
      ])
    : appended(xml, authors, text);
}

// Excel's own drawings need not be sound XML (line breaks stand as <br>), so boxes are found by their text.
const SHAPE = /<v:shape\s[\s\S]*?<\/v:shape>/;

function boxOf(vml: string, cell: string): string | undefined {
  const place = parseCellName(cell);
  if (place === undefined) return undefined;
  return vml
    .match(new RegExp(SHAPE, 'g'))
    ?.find(
      (shape) =>
        /ObjectType\s*=\s*["']Note["']/.test(shape) &&
        numberIn(shape, 'Row') === place.row &&
        numberIn(shape, 'Column') === place.column,
    );
}

function numberIn(shape: string, name: string): number | undefined {
  const match = new RegExp(`<x:${name}>\\s*(\\d+)\\s*</x:${name}>`).exec(shape);
  return match === null ? undefined : Number(match[1]);
}

function withoutBox(vml: string, cell: string): string {
  const box = boxOf(vml, cell);
  return box === undefined ? vml : vml.replace(box, '');
}

function withBox(vml: string, cell: string, text: string): string {
  const { row, column } = parseCellName(cell) ?? { row: 0, column: 0 };
  const block = Number(/<o:idmap[^>]*\sdata="(\d+)/.exec(vml)?.[1] ?? 1);
  const id = Math.max(block * 1024, ...[...vml.matchAll(/_x0000_s(\d+)/g)].map((match) => Number(match[1]))) + 1;
  const type = vml.includes('_x0000_t202"') ? '' : BOX_TYPE;
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 14)), 0);
  const left = Math.min(column + 1, 16380);
  const top = Math.min(Math.max(0, row - 1), 1048560);
  const anchor = [left, 15, top, 10, left + 3, 15, top + Math.min(15, Math.max(4, lines + 1)), 4].join(', ');
  const shape = `${type}<v:shape id="_x0000_s${id}" type="#_x0000_t202" style="position:absolute;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`;
  const end = vml.lastIndexOf('</xml>');
  return end < 0 ? vml : vml.slice(0, end) + shape + vml.slice(end);
}

const BOX_TYPE =
  '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>';

function emptyDrawing(block: number): string {
  return `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="${block}"/></o:shapelayout>${BOX_TYPE}</xml>`;
}
