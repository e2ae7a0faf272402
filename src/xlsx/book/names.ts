import type { NameEdit } from '../edits.js';
import type { Package } from '../package/package.js';
import { XlsxRefusal } from '../refusal.js';
import { WORKBOOK_ORDER } from '../xml/schema-order.js';
import {
  appended,
  childOf,
  childrenOf,
  insertChild,
  openTagOf,
  parseTree,
  replacing,
  withoutItems,
  type Element,
} from '../xml/tree.js';
import { escapeXml, splice, unescapeCell, type Splice } from '../xml/xml.js';
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
  const place = sheet === null ? null : sheets.findIndex((entry) => entry.name === sheet);
  if (place === -1) return false;
  const present = namesIn(root, workbook).find(
    (defined) => defined.name.toLowerCase() === name.toLowerCase() && defined.sheet === sheet,
  );
  if (was !== undefined && was !== (present?.refersTo ?? null)) return false;
  if (becomes === null) {
    if (present !== undefined) {
      removeNames(file, workbook, (defined) => defined.name === present.name && defined.sheet === sheet);
    }
    return true;
  }
  if (!isName(name) || becomes.trim() === '') throw new XlsxRefusal('name-invalid', { name });
  const text = escapeXml(becomes);
  if (present !== undefined) {
    file.setText(part, splice(xml, [settingText(xml, present.element, text)]));
    return true;
  }
  const p = root.prefix;
  const local = place === null ? '' : ` localSheetId="${place}"`;
  const added = `<${p}definedName name="${escapeXml(name)}"${local}>${text}</${p}definedName>`;
  file.setText(part, withName(xml, root, added));
  return true;
}

function withName(xml: string, root: Element, added: string): string {
  const list = childOf(root, 'definedNames');
  if (list !== undefined) return appended(xml, list, added);
  const text = `<${root.prefix}definedNames>${added}</${root.prefix}definedNames>`;
  return insertChild(xml, root, { order: WORKBOOK_ORDER, name: 'definedNames', text });
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
  file.setText(workbook.part, withoutItems(xml, list, gone));
  forgetTitles(file);
}

interface NameElement extends DefinedName {
  readonly element: Element;
}

function namesIn(root: Element, { sheets }: WorkbookPart): readonly NameElement[] {
  return childrenOf(childOf(root, 'definedNames'), 'definedName').map((element) => {
    const local = element.attributes['localSheetId'];
    const sheet = local === undefined ? undefined : sheets[Number(local)];
    return {
      element,
      name: unescapeCell(element.attributes['name'] ?? ''),
      sheet: sheet?.name ?? null,
      refersTo: unescapeCell(element.text),
    };
  });
}

/** The splice that gives an element another text. */
function settingText(xml: string, element: Element, text: string): Splice {
  const { openEnd, closeStart, end, prefix, name } = element;
  if (openEnd !== end) return { start: openEnd, end: closeStart, text };
  return replacing(element, `${openTagOf(xml, element)}${text}</${prefix}${name}>`);
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
