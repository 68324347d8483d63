import type { ServerFrame } from '#protocol/frames'

/** What the gateways of all nodes must hear of. It wakes people; the database is the memory. */
export type BusEvent =
  /** For every member of a room. */
  | { kind: 'room_frame'; roomId: string; frame: ServerFrame }
  /** For these members of a room: what is not for all of them. */
  | { kind: 'members_frame'; roomId: string; accountIds: readonly string[]; frame: ServerFrame }
  /** For every device of one person. */
  | { kind: 'account_frame'; accountId: string; frame: ServerFrame }
  /** For one device of one person. */
  | { kind: 'session_frame'; accountId: string; sessionId: string; frame: ServerFrame }
  | { kind: 'joined'; roomId: string; accountId: string }
  | { kind: 'left'; roomId: string; accountId: string }
  /** Two people have become contacts, or are none any more. */
  | { kind: 'contacts_joined' | 'contacts_parted'; accountIds: readonly [string, string] }
  /** What others may know of when this person was last seen has changed. */
  | { kind: 'last_seen_shown'; accountId: string }
  /** The sockets of these sessions must close. */
  | { kind: 'sessions_ended'; accountId: string; sessionIds: readonly string[] }

export interface Bus {
  /** Tells all listeners. May lose, repeat or reorder across nodes; within one it does neither. */
  publish(event: BusEvent): void
  /** Hears every event until the returned function is called. */
  subscribe(listener: (event: BusEvent) => void): () => void
}
