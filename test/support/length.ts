const isLong = process.env['LONG'] !== undefined;

/** How much of something is tried: `few` by `npm test`, `all` by `npm run test:long`. */
export const howMany = (few: number, all: number): number => (isLong ? all : few);

/** The first `few` cases of a table for `npm test`, all of them for `npm run test:long`. */
export const someOf = <T>(few: number, cases: readonly T[]): readonly T[] => cases.slice(0, howMany(few, cases.length));
