import { cellName, parseCellName } from '../../core/grid/address.js';
import { XlsxRefusal } from '../refusal.js';
import { declareExtension, declarePart } from '../package/content-types.js';
import type { Package } from '../package/package.js';
import { addRelationship, relationshipsOf, removeRelated, type Relationship } from '../package/relationships.js';
import { boxOf, DRAWING_TYPE, emptyDrawing, hasShapes, withBox, withoutBox } from './note-boxes.js';
import { frameOf, setFrameChild } from './sheet-frame.js';
import { MAIN_NAMESPACE, RELATION_NAMESPACE, XML_DECLARATION } from '../xml/schema-order.js';
import { appended, childOf, childrenOf, descendantsOf, parseTree, replacing, type Element } from '../xml/tree.js';
import { relationId } from '../book/workbook-part.js';
import { escapeXml, splice, unescapeCell, type Splice } from '../xml/xml.js';

const COMMENTS_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml';

/** The sheet on which notes are; `name` is told in refusals. */
interface NotedSheet {
  readonly name: string;
  readonly part: string;
}

/** The notes of one sheet: the text lies in a comments part, the box in a legacy drawing, and both must agree. */
export class Notes {
  private readonly texts: ReadonlyMap<string, string>;
  private readonly threaded: ReadonlySet<string>;
  private readonly comments: Relationship | undefined;
  private readonly edits = new Map<string, string | null>();

  /** `author` is named as the author of new notes. */
  constructor(
    private readonly file: Package,
    private readonly sheet: NotedSheet,
    private readonly author = '',
  ) {
    this.comments = commentsRelationship(file, sheet.part);
    this.threaded = new Set(threadedCells(file, sheet.part));
    this.texts = textsByCell(file, this.comments?.target);
  }

  /** Returns the note on a cell; the text that a threaded comment leaves for old programs is none. */
  text(row: number, column: number): string | null {
    const cell = cellName(row, column);
    const edit = this.edits.get(cell);
    if (edit !== undefined) return edit;
    if (this.threaded.has(cell)) return null;
    return this.texts.get(cell) ?? null;
  }

  /** Plans a note; `save` writes it. */
  set(row: number, column: number, text: string | null): void {
    const cell = cellName(row, column);
    if (this.threaded.has(cell)) throw new XlsxRefusal('note-on-threaded-comment', { sheet: this.sheet.name, cell });
    this.edits.set(cell, text);
  }

  save(): void {
    const changed = new Map([...this.edits].filter(([cell, text]) => (this.texts.get(cell) ?? null) !== text));
    if (changed.size === 0) return;
    const target = this.comments === undefined ? this.addComments() : this.file.nameOf(this.comments.target);
    this.file.setText(target, this.rewrittenComments(target, changed));
    const drawing = this.legacyDrawing() ?? this.addLegacyDrawing();
    let vml = this.file.text(drawing.target);
    for (const [cell, text] of changed) {
      if (text === null) vml = withoutBox(vml, cell);
      else if (boxOf(vml, cell) === undefined) vml = withBox(vml, cell, text);
    }
    this.file.setText(drawing.target, vml);
    if (commentsOf(this.file, target).length === 0) this.removeParts(drawing, vml);
  }

  private rewrittenComments(part: string, changed: ReadonlyMap<string, string | null>): string {
    const added: { readonly cell: string; readonly text: string }[] = [];
    for (const [cell, text] of changed) {
      if (text !== null && !this.texts.has(cell)) added.push({ cell, text });
    }
    let xml = this.file.text(part);
    if (added.length > 0) xml = withAuthor(xml, part, this.author);
    const root = parseTree(xml, part);
    const p = root.prefix;
    const author = authorId(root, this.author) ?? 0;
    const newComments = added
      .map(({ cell, text }) => `<${p}comment ref="${cell}" authorId="${author}">${textXml(text, p)}</${p}comment>`)
      .join('');
    const list = childOf(root, 'commentList');
    if (list === undefined) return appended(xml, root, `<${p}commentList>${newComments}</${p}commentList>`);
    const splices: Splice[] = [];
    for (const comment of descendantsOf(root, 'comment')) {
      const text = changed.get(cellOf(comment));
      const element = childOf(comment, 'text');
      if (text === null) splices.push(replacing(comment, ''));
      else if (text !== undefined && element !== undefined) splices.push(replacing(element, textXml(text, p)));
    }
    // What is appended stands behind every place that is still to be changed.
    return splice(appended(xml, list, newComments), splices);
  }

  private addComments(): string {
    const part = this.file.freeName('xl/comments#.xml');
    const authors = `<authors><author>${escapeXml(this.author)}</author></authors>`;
    this.file.setText(
      part,
      `${XML_DECLARATION}<comments xmlns="${MAIN_NAMESPACE}">${authors}<commentList></commentList></comments>`,
    );
    declarePart(this.file, part, COMMENTS_TYPE);
    addRelationship(this.file, this.sheet.part, { type: 'comments', target: part });
    return part;
  }

  private legacyDrawing(): Relationship | undefined {
    const { file, sheet } = this;
    const tag = childOf(parseTree(frameOf(file, sheet.part), sheet.part, 1), 'legacyDrawing');
    const id = tag && relationId(tag.attributes);
    if (id === undefined) return undefined;
    return relationshipsOf(file, sheet.part).find((relationship) => relationship.id === id);
  }

  private addLegacyDrawing(): Relationship {
    const { file, sheet } = this;
    const part = file.freeName('xl/drawings/vmlDrawing#.vml');
    // Ids of shapes are unique in the workbook where every drawing has a block of its own.
    const block = file.names().filter((name) => name.endsWith('.vml')).length + 1;
    file.setText(part, emptyDrawing(block));
    declareExtension(file, 'vml', DRAWING_TYPE);
    const id = addRelationship(file, sheet.part, { type: 'vmlDrawing', target: part });
    const tag = `legacyDrawing xmlns:r="${RELATION_NAMESPACE}" r:id="${id}"`;
    setFrameChild(file, { part: sheet.part, name: 'legacyDrawing' }, (p) => `<${p}${tag}/>`);
    return { id, type: 'vmlDrawing', target: part, external: false };
  }

  private removeParts(drawing: Relationship, vml: string): void {
    const { file, sheet } = this;
    const comments = commentsRelationship(file, sheet.part);
    if (comments !== undefined) removeRelated(file, sheet.part, comments);
    // Buttons and other controls live in the same drawing.
    if (hasShapes(vml)) return;
    setFrameChild(file, { part: sheet.part, name: 'legacyDrawing' }, () => null);
    removeRelated(file, sheet.part, drawing);
  }
}

/** A note and the cell it is on; row and column from 0. */
export interface CellNote {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/**
 * Returns the notes of the sheet whose part is `sheetPart`, in the order of the file; what threaded comments leave for
 * old programs is none. Throws an `XlsxRefusal` (`file-damaged` {part}) where the part that holds them cannot be read.
 *
 * @example
 *   import { emptyWorkbook } from '../empty-workbook.js';
 *   import { XlsxFile } from '../xlsx-file.js';
 *   import { notesOn } from './notes.js';
 *   const { file } = XlsxFile.open(emptyWorkbook('表')).edit([
 *     { kind: 'note', sheet: '表', row: 4, column: 2, was: null, becomes: '与附件3不符' },
 *   ]);
 *   notesOn(file.parts, file.sheets[0]?.part ?? '') // => [{ row: 4, column: 2, text: '与附件3不符' }]
 */
export function notesOn(file: Package, sheetPart: string): readonly CellNote[] {
  const comments = commentsRelationship(file, sheetPart);
  if (comments === undefined) return [];
  const notes = new Notes(file, { name: '', part: sheetPart });
  const found: CellNote[] = [];
  for (const comment of commentsOf(file, comments.target)) {
    const place = parseCellName(cellOf(comment));
    if (place === undefined) continue;
    const text = notes.text(place.row, place.column);
    if (text !== null) found.push({ ...place, text });
  }
  return found;
}

/**
 * Counts the threaded comments of the sheet whose part is `sheetPart`, answers among them. Throws an `XlsxRefusal`
 * (`file-damaged` {part}) where they cannot be read.
 *
 * @example
 *   import { emptyWorkbook } from '../empty-workbook.js';
 *   import { XlsxFile } from '../xlsx-file.js';
 *   import { threadedCommentsOn } from './notes.js';
 *   const { parts, sheets } = XlsxFile.open(emptyWorkbook('表'));
 *   threadedCommentsOn(parts, sheets[0]?.part ?? '') // => 0
 */
export function threadedCommentsOn(file: Package, sheetPart: string): number {
  return threadedCells(file, sheetPart).length;
}

/**
 * Takes every threaded comment off the sheet whose part is `sheetPart`, with the text it leaves for old programs; notes
 * stay. Throws an `XlsxRefusal` (`file-damaged` {part}) where they cannot be read.
 *
 * @example
 *   import { emptyWorkbook } from '../empty-workbook.js';
 *   import { XlsxFile } from '../xlsx-file.js';
 *   import { removeThreadedComments, threadedCommentsOn } from './notes.js';
 *   const file = XlsxFile.open(emptyWorkbook('表')).with((parts, { sheets }) => {
 *     for (const { part } of sheets) removeThreadedComments(parts, part);
 *   });
 *   threadedCommentsOn(file.parts, file.sheets[0]?.part ?? '') // => 0
 */
export function removeThreadedComments(file: Package, sheetPart: string): void {
  const cells = threadedCells(file, sheetPart);
  for (const thread of threadsOf(file, sheetPart)) removeRelated(file, sheetPart, thread);
  const notes = new Notes(file, { name: '', part: sheetPart });
  for (const cell of cells) {
    const place = parseCellName(cell);
    if (place !== undefined) notes.set(place.row, place.column, null);
  }
  notes.save();
}

function commentsRelationship(file: Package, sheetPart: string): Relationship | undefined {
  return relationshipsOf(file, sheetPart).find(({ type }) => type === 'comments');
}

function threadsOf(file: Package, sheetPart: string): readonly Relationship[] {
  return relationshipsOf(file, sheetPart).filter(({ type }) => type === 'threadedComment');
}

/** The cells of the threaded comments on a sheet: one for each comment, so that a thread names its cell repeatedly. */
function threadedCells(file: Package, sheetPart: string): readonly string[] {
  return threadsOf(file, sheetPart).flatMap(({ target }) =>
    descendantsOf(parseTree(file.text(target), target), 'threadedComment').map(cellOf),
  );
}

function textsByCell(file: Package, commentsPart: string | undefined): ReadonlyMap<string, string> {
  if (commentsPart === undefined) return new Map();
  return new Map(commentsOf(file, commentsPart).map((comment) => [cellOf(comment), textOf(comment)]));
}

function commentsOf(file: Package, part: string): readonly Element[] {
  return descendantsOf(parseTree(file.text(part), part), 'comment');
}

function cellOf({ attributes }: Element): string {
  return attributes['ref'] ?? '';
}

function textOf(comment: Element): string {
  const text = childOf(comment, 'text');
  if (text === undefined) return '';
  return unescapeCell(joinedRuns(text));
}

/** The text of an element's runs, phonetic guides left out. */
function joinedRuns(element: Element): string {
  let text = '';
  for (const child of element.children) {
    if (child.name === 't') text += child.text;
    else if (child.name !== 'rPh') text += joinedRuns(child);
  }
  return text;
}

function textXml(text: string, p: string): string {
  return `<${p}text><${p}t xml:space="preserve">${escapeXml(text)}</${p}t></${p}text>`;
}

function authorId(root: Element, author: string): number | undefined {
  const at = childrenOf(childOf(root, 'authors'), 'author').findIndex(({ text }) => unescapeCell(text) === author);
  if (at < 0) return undefined;
  return at;
}

/** The comments with an author in their list. */
function withAuthor(xml: string, part: string, author: string): string {
  const root = parseTree(xml, part);
  if (authorId(root, author) !== undefined) return xml;
  const p = root.prefix;
  const text = `<${p}author>${escapeXml(author)}</${p}author>`;
  const authors = childOf(root, 'authors');
  if (authors !== undefined) return appended(xml, authors, text);
  return splice(xml, [{ start: root.openEnd, end: root.openEnd, text: `<${p}authors>${text}</${p}authors>` }]);
}
