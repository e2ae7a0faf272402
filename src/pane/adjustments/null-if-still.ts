/** A state update that clears `value`, but nothing that has taken its place meanwhile. */
export function nullIfStill<T>(value: T): (current: T | null) => T | null {
  return (current) => {
    if (current === value) return null;
    return current;
  };
}
