const isLong = process.env['LONG'] !== undefined;

/** How much of something is tried: `few` by `npm test`, `all` by `npm run test:long`. */
export const howMany = (few: number, all: number): number => (isLong ? all : few);
