/** What is said of people and places beside the cells of a sheet, and what a part of the package adds to it. */
export type TraceKind = 'hyperlinks' | 'page-codes' | 'descriptions' | 'prompts' | 'macro-buttons' | 'attached-data';
