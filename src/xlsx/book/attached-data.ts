import { forgetPart } from '../package/content-types.js';
import type { Package } from '../package/package.js';
import {
  reachable,
  relationshipsOf,
  removeRelated,
  removeRelations,
  type Relationship,
} from '../package/relationships.js';
import { frameOf, setFrame } from '../sheet/sheet-frame.js';
import { childrenOf, descendantsOf, parseTree, replacing, settingAttributes, type Element } from '../xml/tree.js';
import { splice } from '../xml/xml.js';
import type { WorkbookPart } from './workbook-part.js';

/*
 * What may hang on the package, the workbook and its sheets, by the part lists of ECMA-376 part 1, section 12.3, of
 * [MS-XLSX] section 2.1 and of WPS. What is not named here is data that somebody or some program has attached.
 */

const OF_PACKAGE = new Set([
  'officeDocument',
  'core-properties',
  'extended-properties',
  // Taken away by rules of their own.
  'custom-properties',
  'thumbnail',
  'extensibility',
  'webextensiontaskpanes',
  'origin',
  'customXml',
]);

const OF_WORKBOOK = new Set([
  'worksheet',
  'chartsheet',
  'dialogsheet',
  'xlMacrosheet',
  'xlIntlMacrosheet',
  'styles',
  'theme',
  'sharedStrings',
  'sheetMetadata',
  'pivotCacheDefinition',
  'slicerCache',
  'timelineCache',
  // Check boxes of cells are styles with bags of features.
  'FeaturePropertyBag',
  // Pictures in cells, of WPS and of Excel; those that no cell shows are taken away.
  'cellImage',
  'richValueRel',
  'rdRichValue',
  'rdRichValueStructure',
  'rdRichValueTypes',
  'rdRichValueWebImage',
  'rdArray',
  'rdSupportingPropertyBag',
  'rdSupportingPropertyBagStructure',
  'richStyles',
  // Taken away by rules of their own.
  'calcChain',
  'connections',
  'customXml',
  'externalLink',
  'person',
  'revisionHeaders',
  'usernames',
  'vbaProject',
]);

const OF_SHEET = new Set([
  'comments',
  'control',
  'activeXControl',
  'activeXControlBinary',
  'ctrlProp',
  'drawing',
  'hyperlink',
  'image',
  'model3d',
  'oleObject',
  'package',
  'pivotTable',
  'slicer',
  'table',
  'tableSingleCells',
  'timeline',
  'vmlDrawing',
  // Taken away by rules of their own.
  'customProperty',
  'printerSettings',
  'queryTable',
  'threadedComment',
]);

/** Something attached, with the part it hangs on. */
interface Attached {
  readonly owner: string;
  readonly relationship: Relationship;
}

/** What is attached to a workbook: the types of its relationships, parts to which nothing leads. */
export function attachedData(file: Package, workbook: WorkbookPart): readonly string[] {
  const types = attachedTo(file, workbook).map(({ relationship: { type } }) => type);
  return [...new Set([...types, ...strayParts(file)])];
}

/** Takes away what is attached to a workbook, and what names it in the workbook and its sheets. */
export function removeAttachedData(file: Package, workbook: WorkbookPart): void {
  for (const { owner, relationship } of attachedTo(file, workbook)) {
    if (owner !== '') removeReferences(file, owner, relationship.id);
    if (relationship.type === 'xmlMaps') removeMappings(file, workbook);
    if (relationship.type === 'powerPivotData') removeDataModel(file, workbook.part);
    removeRelated(file, owner, relationship);
  }
  for (const part of strayParts(file)) {
    file.remove(part);
    forgetPart(file, part);
  }
}

function attachedTo(file: Package, workbook: WorkbookPart): readonly Attached[] {
  const attachedIn = (owner: string, known: ReadonlySet<string>): readonly Attached[] =>
    relationshipsOf(file, owner)
      .filter(({ type }) => !known.has(type))
      .map((relationship) => ({ owner, relationship }));
  const worksheets = workbook.sheets.filter(({ part }) => file.has(part));
  return [
    ...attachedIn('', OF_PACKAGE),
    ...attachedIn(workbook.part, OF_WORKBOOK),
    ...worksheets.flatMap(({ part }) => attachedIn(part, OF_SHEET)),
  ];
}

/** Parts to which nothing leads. */
function strayParts(file: Package): readonly string[] {
  const reached = reachable(file, ['']);
  return file.names().filter((name) => {
    if (name === '[Content_Types].xml' || name.endsWith('/')) return false;
    const owner = /^(.*?)_rels\/([^/]*)\.rels$/.exec(name);
    const part = owner === null ? name : `${owner[1]}${owner[2]}`;
    return part !== '' && !reached.has(file.nameOf(part));
  });
}

/** Takes away what names a relationship, with the lists and extensions that hold nothing else. */
function removeReferences(file: Package, part: string, id: string): void {
  const names = ({ attributes }: Element): boolean =>
    Object.entries(attributes).some(([name, value]) => name.includes(':') && value === id);
  removeElements(file, part, names);
}

function removeElements(file: Package, part: string, isGone: (element: Element) => boolean): void {
  const outermost = (element: Element): readonly Element[] => {
    if (isGone(element)) return [element];
    const gone = element.children.flatMap(outermost);
    const holdsNothingElse = gone.length > 0 && element.children.every((child) => gone.includes(child));
    return holdsNothingElse ? [element] : gone;
  };
  const xml = frameOf(file, part);
  const gone = parseTree(xml, part).children.flatMap(outermost);
  if (gone.length === 0) return;
  const splices = gone.map((element) => replacing(element, ''));
  setFrame(file, part, splice(xml, splices));
}

const OF_MAPPINGS = { tableType: null, connectionId: null };

/** Columns of tables and single cells that are filled from XML lose what they were filled by; their values stay. */
function removeMappings(file: Package, { sheets }: WorkbookPart): void {
  for (const { part } of sheets) {
    if (!file.has(part)) continue;
    removeRelations(file, part, ['tableSingleCells']);
    for (const { type, target } of relationshipsOf(file, part)) {
      if (type !== 'table' || !file.has(target)) continue;
      const xml = file.text(target);
      const root = parseTree(xml, target);
      const columns = descendantsOf(root, 'tableColumn');
      const mapped = columns.flatMap((column) => childrenOf(column, 'xmlColumnPr'));
      if (mapped.length === 0) continue;
      const names = columns.map((column) => settingAttributes(xml, column, { uniqueName: null }));
      const splices = [settingAttributes(xml, root, OF_MAPPINGS), ...names];
      file.setText(target, splice(xml, [...splices, ...mapped.map((element) => replacing(element, ''))]));
    }
  }
}

/** The workbook tells which tables the data model was filled from. */
function removeDataModel(file: Package, part: string): void {
  removeElements(file, part, ({ name }) => name === 'dataModel');
}
