import type { Change } from './plant'

const file = 'server/store/group-commit.ts'

/** Widens the moment between a transaction's work and its commit, which a random kill would seldom hit. */
export const slowCommit: Change = {
  file,
  instead: "writer.execute('COMMIT')",
  put: "await Bun.sleep(25)\n    writer.execute('COMMIT')",
}

/** Widens the moment between a commit and telling anybody of it. */
export const slowTelling: Change = {
  file,
  instead: 'for (const work of late.afterCommit) {',
  put: 'await Bun.sleep(25)\n  for (const work of late.afterCommit) {',
}
