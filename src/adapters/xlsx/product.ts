/** All that this module knows of the product it serves: what would change if another one used it. */

/** Who is named as the author of notes that the product writes. */
export const AUTHOR = '通报计分';

/** Namespaces of its own custom XML begin like this: other programs' custom XML is theirs. */
export const OWN_NAMESPACES = 'urn:bulletin-scores:';
