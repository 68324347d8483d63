export interface CommitTurn {
  /** Resolves when every turn taken earlier has ended. */
  readonly comes: Promise<void>
  /** Must be called whatever happens: later turns wait for it. */
  end(): void
}

/**
 * Lets after-commit work run in the order of the commits where transactions run side by side. One that waited for the
 * row lock of another commits later, yet may hear of it sooner: the database lets go of locks before it answers.
 * @returns a function that takes the next turn, to be called when a transaction is about to commit
 */
export function createCommitOrder(): () => CommitTurn {
  let newest: Promise<void> = Promise.resolve()
  return () => {
    const { promise: ended, resolve: end } = Promise.withResolvers<void>()
    const comes = newest
    newest = ended.then(() => comes)
    return { comes, end }
  }
}
