import { keyNames } from '#server/config/keys'

/** Every limit a server has, so high that a workload does not meet it. Settings by dotted key. */
export const raisedLimits: Record<string, number> = Object.fromEntries(
  keyNames.filter((name) => name.startsWith('limits.')).map((name) => [name, 1000]),
)

/** The same for the command line. */
export const raisedLimitFlags: readonly string[] = Object.entries(raisedLimits).map(
  ([name, value]) => `--${name.replaceAll(/[._]/g, '-')}=${value}`,
)
