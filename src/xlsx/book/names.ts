import type { NameEdit } from '../edits.js';
import type { Package } from '../package/package.js';
import { XlsxRefusal } from '../refusal.js';
import { WORKBOOK_ORDER } from '../xml/schema-order.js';
import { appended, childOf, childrenOf, insertChild, parseTree, without, type Element } from '../xml/tree.js';
import { escapeXml, splice, unescapeCell } from '../xml/xml.js';
import { forgetTitles } from './titles.js';
import type { WorkbookPart } from './workbook-part.js';

/** A defined name of a workbook. */
export interface DefinedName {
  readonly name: string;
  /** The sheet it is local to, or `null`. */
  readonly sheet: string | null;
  /** As in a formula, without `=`. */
  readonly refersTo: string;
}

/** Reads the names of a workbook, those of print and filters (`_xlnm.…`) among them. */
export function namesOf(file: Package, workbook: WorkbookPart): readonly DefinedName[] {
  return namesIn(parseTree(file.text(workbook.part), workbook.part), workbook).map(({ name, sheet, refersTo }) => ({
    name,
    sheet,
    refersTo,
  }));
}

/** Sets, changes or takes away a name; tells whether it was as the edit says. What else is said of a name stays. */
export function setName(file: Package, workbook: WorkbookPart, { name, sheet, was, becomes }: NameEdit): boolean {
  const { part, sheets } = workbook;
  const xml = file.text(part);
  const root = parseTree(xml, part);
  const place = sheet === null ? null : sheets.findIndex((one) => one.name === sheet);
  const present = namesIn(root, workbook).find(
    (one) => one.name.toLowerCase() === name.toLowerCase() && one.sheet === sheet,
  );
  if (place === -1 || (was !== undefined && was !== (present?.refersTo ?? null))) return false;
  if (becomes === null) {
    if (present !== undefined) removeNames(file, workbook, (one) => one.name === present.name && one.sheet === sheet);
    return true;
  }
  if (!isName(name) || becomes.trim() === '') throw new XlsxRefusal('name-invalid', { name });
  const p = root.prefix;
  const list = childOf(root, 'definedNames');
  const text = escapeXml(becomes);
  const added = `<${p}definedName name="${escapeXml(name)}"${place === null ? '' : ` localSheetId="${place}"`}>${text}</${p}definedName>`;
  if (present !== undefined) file.setText(part, splice(xml, [withText(xml, present.element, text, p)]));
  else
    file.setText(
      part,
      list === undefined
        ? insertChild(xml, root, WORKBOOK_ORDER, 'definedNames', `<${p}definedNames>${added}</${p}definedNames>`)
        : appended(xml, list, added),
    );
  return true;
}

/** Takes away the names for which `condition` holds, and with the last one their list. */
export function removeNames(file: Package, workbook: WorkbookPart, condition: (name: DefinedName) => boolean): void {
  const xml = file.text(workbook.part);
  const root = parseTree(xml, workbook.part);
  const list = childOf(root, 'definedNames');
  const gone = namesIn(root, workbook)
    .filter(condition)
    .map(({ element }) => element);
  if (list === undefined || gone.length === 0) return;
  file.setText(workbook.part, without(xml, gone.length === list.children.length ? [list] : gone));
  forgetTitles(file);
}

interface NameElement extends DefinedName {
  readonly element: Element;
}

function namesIn(root: Element, { sheets }: WorkbookPart): readonly NameElement[] {
  return childrenOf(childOf(root, 'definedNames'), 'definedName').map((element) => {
    const local = element.attributes['localSheetId'];
    return {
      element,
      name: unescapeCell(element.attributes['name'] ?? ''),
      sheet: local === undefined ? null : (sheets[Number(local)]?.name ?? null),
      refersTo: unescapeCell(element.text),
    };
  });
}

function withText(
  xml: string,
  { start, openEnd, closeStart, end }: Element,
  text: string,
  p: string,
): { readonly start: number; readonly end: number; readonly text: string } {
  if (openEnd !== end) return { start: openEnd, end: closeStart, text };
  return { start, end, text: `${xml.slice(start, openEnd).replace(/\s*\/>$/, '>')}${text}</${p}definedName>` };
}

/** Letters, digits, `.`, `_`, `?` and `\`, not beginning with a digit, and nothing that reads as a cell. */
function isName(name: string): boolean {
  return (
    name.length <= 255 &&
    /^[\p{L}_\\][\p{L}\p{N}._?\\]*$/u.test(name) &&
    !/^[A-Za-z]{1,3}\d{1,7}$/.test(name) &&
    !/^[Rr]\d*(?:[Cc]\d*)?$|^[Cc]\d*$/.test(name)
  );
}
