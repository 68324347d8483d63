import type { Policy } from '#protocol/policy'
import { DomainError } from './errors'

type Switch = { [Key in keyof Policy]: Policy[Key] extends boolean ? Key : never }[keyof Policy]

/** @throws DomainError `policy_disabled` when this server does not allow it. */
export function requirePolicy(policy: Policy, key: Switch): void {
  if (!policy[key]) throw new DomainError('policy_disabled')
}
