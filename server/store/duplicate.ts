/** What PostgreSQL and SQLite call a value that is there already and must be unique. */
const codes: ReadonlySet<unknown> = new Set(['23505', 'SQLITE_CONSTRAINT_UNIQUE'])

/**
 * Whether a statement failed because somebody else has saved the same unique value meanwhile. A transaction in which
 * that happened can only be undone.
 */
export function isDuplicate(error: unknown): boolean {
  return error instanceof Error && 'code' in error && codes.has(error.code)
}
