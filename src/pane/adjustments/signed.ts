/** `+5`, `-3`: points with their sign. */
export function signed(points: number): string {
  if (points > 0) return `+${points}`;
  return String(points);
}
