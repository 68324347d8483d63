import type { Time } from './time'

/** What a member has begun to write, for their other devices. */
export interface DraftsTable {
  account_id: string
  room_id: string
  /** Empty once it was sent or given up. */
  content: string
  written_at: Time
}
