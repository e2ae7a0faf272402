/**
 * Joins the named options with the value that follows them, so that `--points -3` and `--reason -说明` mean what they
 * say; `parseArgs` takes a value that begins with a minus for an option of its own.
 */
export function joinValues(args: readonly string[], options: readonly string[]): readonly string[] {
  const names = new Set(options.map((name) => `--${name}`));
  const joined: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const [name, value] = [args[index] as string, args[index + 1]];
    if (names.has(name) && value !== undefined && !/^--[a-z]/.test(value)) {
      joined.push(`${name}=${value}`);
      index += 1;
    } else joined.push(name);
  }
  return joined;
}
