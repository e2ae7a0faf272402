/** Statements of a row that do not hold: bit `i` is set where the `i`-th statement of the model is violated. */
export type Violations = number;

/** Returns the set that holds one statement only. */
export function violationAt(index: number): Violations {
  return 1 << index;
}

export function isViolated(violations: Violations, index: number): boolean {
  return (violations & violationAt(index)) !== 0;
}

/** Tells whether at most one statement is violated. */
export function isAtMostOne(violations: Violations): boolean {
  return (violations & (violations - 1)) === 0;
}

/** Returns the set of all statements for which `matches` holds. */
export function violationsWhere<T>(
  statements: readonly T[],
  matches: (statement: T, index: number) => boolean,
): Violations {
  let violations = 0;
  statements.forEach((statement, index) => {
    if (matches(statement, index)) violations |= violationAt(index);
  });
  return violations;
}
