import type { KeyName } from '#server/config/keys'
import { generousLimits } from './generous-limits'

/**
 * Every limit a server has, so high that no workload meets it: 10,000 sockets of one address are the most there are.
 * Settings by dotted key.
 */
export const raisedLimits = {
  ...generousLimits,
  'limits.connections': 20_000,
  'limits.sockets_per_person': 1000,
  'limits.sockets_per_address': 20_000,
  'limits.upgrades_per_second': 20_000,
  'limits.sends_per_second': 20_000,
  'limits.sends_burst': 20_000,
} satisfies Partial<Record<KeyName, number>>

/** Settings by dotted key, as flags of the command line. */
export function flagsFor(settings: Record<string, string | number>): string[] {
  return Object.entries(settings).map(([name, value]) => `--${name.replaceAll(/[._]/g, '-')}=${value}`)
}
