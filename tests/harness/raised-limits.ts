import { keyNames } from '#server/config/keys'
import { generousLimits } from './generous-limits'

/** Every limit a server has, so high that a workload does not meet it. Settings by dotted key. */
export const raisedLimits: Record<string, number> = {
  ...Object.fromEntries(
    keyNames.filter((name) => name.startsWith('limits.')).map((name) => [name, 1000] as const),
  ),
  ...generousLimits,
}

/** The same for the command line. */
export const raisedLimitFlags: readonly string[] = flagsFor(raisedLimits)

export function flagsFor(settings: Record<string, string | number>): string[] {
  return Object.entries(settings).map(([name, value]) => `--${name.replaceAll(/[._]/g, '-')}=${value}`)
}
