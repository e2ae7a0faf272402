/// <reference types="office-js" />

/** The requirement set without which nothing works: it finds merged cells. */
export const NEEDED = '1.13';

/** What is worth knowing of the program the page runs in. */
export interface HostFacts {
  readonly supported: boolean;
  readonly platform: string;
  readonly version: string;
  /** The language of Excel's own texts. */
  readonly locale: string;
  readonly theme: { readonly dark: boolean; readonly highContrast: boolean };
  readonly readOnly: boolean;
  /** Whether Excel's own undo survives what an add-in writes. */
  readonly keepsUndo: boolean;
}

/** The members the adapter needs; that a set is announced does not mean the client on the page has them. */
const MEMBERS: readonly (readonly [owner: string, member: string])[] = [
  ['Range', 'getMergedAreasOrNullObject'],
  ['Range', 'getRowProperties'],
  ['Range', 'getCellProperties'],
  ['Worksheet', 'getRangeByIndexes'],
  ['CustomXmlPartCollection', 'getByNamespace'],
  ['Application', 'suspendScreenUpdatingUntilNextSync'],
];

/** Tells whether this Excel and the client on the page can do what the adapter needs. */
export function isSupported(): boolean {
  if (typeof Office === 'undefined' || typeof Excel === 'undefined') return false;
  if (!Office.context.requirements.isSetSupported('ExcelApi', NEEDED)) return false;
  // Looked up by name: the types promise every class, an older client on the page may lack one.
  const owners = Excel as unknown as Readonly<Record<string, { readonly prototype: object } | undefined>>;
  return MEMBERS.every(([owner, member]) => member in (owners[owner]?.prototype ?? {}));
}

export function hostFacts(): HostFacts {
  const { context } = Office;
  const background = themeColour();
  return {
    supported: isSupported(),
    platform: String(context.platform),
    version: context.diagnostics?.version ?? '',
    locale: context.displayLanguage,
    theme: {
      dark: background !== null && brightness(background) < 128,
      highContrast: typeof matchMedia === 'function' && matchMedia('(forced-colors: active)').matches,
    },
    readOnly: String(context.document.mode) === 'readOnly',
    keepsUndo: context.requirements.isSetSupported('ExcelApi', '1.19'),
  };
}

function themeColour(): string | null {
  try {
    return Office.context.officeTheme?.bodyBackgroundColor ?? null;
  } catch {
    // Older hosts throw instead of having no theme.
    return null;
  }
}

/** Returns how bright a colour (#RRGGBB) looks, from 0 to 255. */
function brightness(colour: string): number {
  const red = Number.parseInt(colour.slice(1, 3), 16);
  const green = Number.parseInt(colour.slice(3, 5), 16);
  const blue = Number.parseInt(colour.slice(5, 7), 16);
  return (red * 299 + green * 587 + blue * 114) / 1000;
}
