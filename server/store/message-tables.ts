/** The texts an edited message had before, for administrators. */
export interface MessageVersionsTable {
  message_id: number
  /** The number of the change that replaced this text. */
  replaced_seq: number
  content: string
  /** Milliseconds since 1970, UTC. */
  replaced_at: number
}

/** Whom a text that is not deleted names. */
export interface MentionsTable {
  message_id: number
  /** As it is written, without the `@`. */
  name: string
  /** Null for everyone in the room. */
  account_id: string | null
  room_id: string
  /** The number of the text's birth. */
  seq: number
}

/** Who has put which emoji under a text that is not deleted. */
export interface ReactionsTable {
  message_id: number
  emoji: string
  account_id: string
  /** The room's number of that change: by it they stand in order. */
  changed_seq: number
}
