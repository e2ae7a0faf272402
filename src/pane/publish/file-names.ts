export function withoutEnding(name: string): string {
  return name.replace(/\.xlsx$/, '');
}
