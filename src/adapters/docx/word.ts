import {
  AlignmentType,
  Document,
  FileChild,
  Footer,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
  type IParagraphStyleOptions,
  type IRunOptions,
  type ISectionOptions,
} from 'docx';
import type { AttachmentDocument } from '../../core/publish/document.js';
import { OFFICIAL_LAYOUT, type Layout, type TextStyle } from '../../core/publish/layout.js';
import {
  layOutTables,
  keepsWithNext,
  LINE,
  NOTES_GAP,
  NOTES_LEADING,
  TITLE_GAP,
  titleSize,
} from '../../core/publish/preview.js';
import { TABLE_LEADING } from '../../core/publish/table-layout.js';
import { finishPackage, TABLE_PLACE } from './finish-package.js';
import { MILLIMETRES_A_POINT, points, twips } from './measures.js';
import { tableXml } from './table-xml.js';
import { xmlText } from './xml-text.js';

/**
 * Makes the Word file: a landscape A4 section for each attachment. The same attachments always give the same bytes.
 */
export async function wordFile(
  documents: readonly AttachmentDocument[],
  layout: Layout = OFFICIAL_LAYOUT,
): Promise<Uint8Array> {
  const tables = layOutTables(documents, layout);
  const file = new Document({
    // Word would write "Un-named" for whoever made the file; an official attachment names nobody.
    creator: '',
    lastModifiedBy: '',
    title: documents.map(({ title }) => title).join('；'),
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: { document: { run: runOf(layout.notes) } },
      paragraphStyles: [...new Set(tables.map(({ size }) => size))].map((size) => cellStyle(size, layout)),
    },
    sections: documents.map((document) => section(document, layout)),
  });
  const bytes = new Uint8Array(await Packer.toArrayBuffer(file));
  return finishPackage(
    bytes,
    tables.map((table) => tableXml(table, cellStyleId(table.size), layout.table.padding)),
    [layout.label.font, layout.title.font, layout.table.font, layout.notes.font, layout.pageNumber.font],
  );
}

function section(document: AttachmentDocument, layout: Layout): ISectionOptions {
  const { page, margins, pageNumber } = layout;
  return {
    properties: {
      page: {
        // The library swaps width and height of a landscape page itself.
        size: { width: twips(page.height), height: twips(page.width), orientation: PageOrientation.LANDSCAPE },
        // The dashes stand a given distance below the text area, so the footer's own distance from the edge follows.
        margin: {
          top: twips(margins.top),
          right: twips(margins.right),
          bottom: twips(margins.bottom),
          left: twips(margins.left),
          header: twips(15),
          footer: twips(margins.bottom - pageNumber.distance - MILLIMETRES_A_POINT * pageNumber.size),
        },
      },
    },
    footers: { default: pageNumberFooter(layout, 'odd'), even: pageNumberFooter(layout, 'even') },
    children: [...headingOf(document, layout), new FileChild(TABLE_PLACE), ...notesOf(document.notes, layout)],
  };
}

/** Label, title and the lines below it; the last of them keeps a distance from the table. */
function headingOf({ label, title, lines }: AttachmentDocument, layout: Layout): readonly Paragraph[] {
  const gapAfter = (isLast: boolean): number => {
    if (!isLast) return 0;
    return TITLE_GAP;
  };
  const titleStyle = { ...layout.title, size: titleSize(title, layout) };
  return [
    headingLine(label, layout.label, { alignment: AlignmentType.LEFT, after: 0 }),
    headingLine('', layout.label, { alignment: AlignmentType.LEFT, after: 0 }),
    headingLine(title, titleStyle, { alignment: AlignmentType.CENTER, after: gapAfter(lines.length === 0) }),
    ...lines.map((text, index) => {
      const isLast = index === lines.length - 1;
      return headingLine(text, layout.notes, { alignment: AlignmentType.RIGHT, after: gapAfter(isLast) });
    }),
  ];
}

/** 单页居右空一字，双页居左空一字 (7.5). */
function pageNumberFooter({ pageNumber }: Layout, side: 'odd' | 'even'): Footer {
  const em = points(pageNumber.size);
  const places = {
    odd: { alignment: AlignmentType.RIGHT, indent: { right: em } },
    even: { alignment: AlignmentType.LEFT, indent: { left: em } },
  };
  const number = new TextRun({ ...runOf(pageNumber), children: ['— ', PageNumber.CURRENT, ' —'] });
  return new Footer({ children: [new Paragraph({ ...places[side], children: [number] })] });
}

/** How a line stands on the page; `after` is the distance below it in millimetres. */
interface LinePlace {
  readonly alignment: (typeof AlignmentType)[keyof typeof AlignmentType];
  readonly after: number;
}

function headingLine(text: string, style: TextStyle, { alignment, after }: LinePlace): Paragraph {
  return new Paragraph({
    alignment,
    keepNext: true,
    spacing: { before: 0, after: twips(after), line: twips(LINE), lineRule: LineRuleType.EXACT },
    children: [new TextRun({ ...runOf(style), text: xmlText(text) })],
  });
}

/** A paragraph must stand between a table and the end of the section; without notes it is as small as can be. */
function notesOf(notes: readonly string[], { notes: style }: Layout): readonly Paragraph[] {
  if (notes.length === 0)
    return [new Paragraph({ spacing: { before: 0, after: 0, line: 20, lineRule: LineRuleType.EXACT }, children: [] })];
  const line = points(style.size * NOTES_LEADING);
  return notes.map(
    (text, index) =>
      new Paragraph({
        alignment: AlignmentType.BOTH,
        indent: { firstLine: points(style.size * 2) },
        spacing: { before: index === 0 ? twips(NOTES_GAP) : 0, after: 0, line, lineRule: LineRuleType.EXACT },
        // The preview breaks notes between paragraphs only.
        keepLines: true,
        keepNext: keepsWithNext(text),
        children: [new TextRun({ ...runOf(style), text: xmlText(text) })],
      }),
  );
}

/** How the text of cells is set, said once and not of every cell. */
function cellStyle(size: number, layout: Layout): IParagraphStyleOptions {
  const style = { ...layout.table, size };
  return {
    id: cellStyleId(size),
    name: `Table ${size}`,
    basedOn: 'Normal',
    run: runOf(style),
    paragraph: {
      alignment: AlignmentType.CENTER,
      spacing: { before: 0, after: 0, line: points(size * TABLE_LEADING), lineRule: LineRuleType.EXACT },
    },
  };
}

function cellStyleId(size: number): string {
  return `Table${size * 2}`;
}

function runOf({ font, latin, size }: TextStyle): IRunOptions {
  // Sizes are given in half points.
  return {
    font: { ascii: latin.name, hAnsi: latin.name, eastAsia: font.name, cs: latin.name, hint: 'eastAsia' },
    size: size * 2,
    color: '000000',
  };
}
