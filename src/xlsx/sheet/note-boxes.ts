import { parseCellName } from '../../core/grid/address.js';
import { maximum } from '../maximum.js';

/** The boxes of notes in the legacy drawing (VML) of a sheet. */

export const DRAWING_TYPE = 'application/vnd.openxmlformats-officedocument.vmlDrawing';

// Excel's own drawings need not be sound XML (line breaks stand as <br>), so boxes are found by their text.
const SHAPE = /<v:shape\s[\s\S]*?<\/v:shape>/;

/** The last column and row at which a box may begin. */
const LAST_COLUMN = 16380;
const LAST_ROW = 1048560;
const CHARACTERS_A_LINE = 14;

/** Tells whether anything at all is drawn in a drawing. */
export function hasShapes(vml: string): boolean {
  return SHAPE.test(vml);
}

/** Returns the text of the box that belongs to the note on a cell. */
export function boxOf(vml: string, cell: string): string | undefined {
  const place = parseCellName(cell);
  if (place === undefined) return undefined;
  const isBox = (shape: string): boolean =>
    /ObjectType\s*=\s*["']Note["']/.test(shape) &&
    numberIn(shape, 'Row') === place.row &&
    numberIn(shape, 'Column') === place.column;
  return vml.match(new RegExp(SHAPE, 'g'))?.find(isBox);
}

function numberIn(shape: string, name: string): number | undefined {
  const match = new RegExp(`<x:${name}>\\s*(\\d+)\\s*</x:${name}>`).exec(shape);
  if (match === null) return undefined;
  return Number(match[1]);
}

/** The drawing without the box of the note on a cell. */
export function withoutBox(vml: string, cell: string): string {
  const box = boxOf(vml, cell);
  if (box === undefined) return vml;
  return vml.replace(box, '');
}

/** The drawing with a box for a new note on a cell, high enough for its text. */
export function withBox(vml: string, cell: string, text: string): string {
  const end = vml.lastIndexOf('</xml>');
  if (end < 0) return vml;
  const { row, column } = parseCellName(cell) ?? { row: 0, column: 0 };
  const block = Number(/<o:idmap[^>]*\sdata="(\d+)/.exec(vml)?.[1] ?? 1);
  const ids = [...vml.matchAll(/_x0000_s(\d+)/g)].map((match) => Number(match[1]));
  const id = maximum(ids, block * 1024) + 1;
  const type = vml.includes('_x0000_t202"') ? '' : BOX_TYPE;
  const shape =
    `<v:shape id="_x0000_s${id}" type="#_x0000_t202" style="position:absolute;z-index:1;visibility:hidden"` +
    ' fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>' +
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>' +
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>' +
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>' +
    `<x:Anchor>${anchorOf(row, column, text)}</x:Anchor><x:AutoFill>False</x:AutoFill>` +
    `<x:Row>${row}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`;
  return vml.slice(0, end) + type + shape + vml.slice(end);
}

/** Left, top, right and bottom of a box, each a column or row with a distance from its edge in pixels. */
function anchorOf(row: number, column: number, text: string): string {
  const lines = text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / CHARACTERS_A_LINE)), 0);
  const left = Math.min(column + 1, LAST_COLUMN);
  const top = Math.min(Math.max(0, row - 1), LAST_ROW);
  const bottom = top + Math.min(15, Math.max(4, lines + 1));
  return [left, 15, top, 10, left + 3, 15, bottom, 4].join(', ');
}

const BOX_TYPE =
  '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">' +
  '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>';

/** A drawing without any shape; `block` numbers the ids of its shapes: 1 for 1025 to 2048, and so on. */
export function emptyDrawing(block: number): string {
  return (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"' +
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">' +
    `<o:idmap v:ext="edit" data="${block}"/></o:shapelayout>${BOX_TYPE}</xml>`
  );
}
