import type { ContactState } from '#protocol/contacts'
import type { Time } from './time'

/** How one person stands to another, as the first sees it. Contacts have a row in both directions. */
export interface ContactsTable {
  account_id: string
  other_id: string
  state: ContactState
  /** When the state became what it is. */
  since: Time
  /** Until then it is not heard if the other asks. */
  refuses_until: Time | null
}

/** Links that make whoever opens them a contact, by a hash of the token they carry. */
export interface ContactInvitesTable {
  id: string
  account_id: string
  mark: string
  uses_left: number
  created_at: Time
  expires_at: Time
}
