import type { Policy } from '#protocol/policy'

/** A member of a room, with whether they show what they have read: 1 is yes. */
export interface Reader {
  shows_read: number
}

/** Whether this server, and this person, let others know how far they have read. Who is not there shows nothing. */
export function isReadShown(policy: Policy, reader: Reader | undefined): boolean {
  return policy['receipts.read'] && reader?.shows_read === 1
}
