import type { Policy } from '#protocol/policy'

export const profiles = ['wall', 'private', 'otp', 'rooms', 'team'] as const
export type Profile = (typeof profiles)[number]

/** What no profile allows by itself; each preset says where it differs. */
const closed: Policy = {
  'sign_in.password': true,
  'sign_in.oauth': false,
  'sign_in.passkey': true,
  'sign_in.otp': false,
  'accounts.registration': 'open',
  'accounts.email': 'optional',
  'passwords.composition': 'letters_and_digit',
  'guests.lobby': false,
  'rooms.lobby': false,
  'rooms.direct': false,
  'rooms.group': false,
  directory: 'none',
  'directory.status': false,
  'messages.edit': false,
  'messages.delete': false,
  'receipts.read': true,
  uploads: false,
  'uploads.other_files': false,
  calls: false,
  'retention.days': 0,
  'sessions.access_minutes': 60,
  'sessions.days': 14,
}

/** The named sets of policies. Every key can still be set by itself; see config.ts. */
export const presets: Record<Profile, Policy> = {
  /** One public wall, for anyone who comes by. */
  wall: {
    ...closed,
    'sign_in.oauth': true,
    'passwords.composition': 'with_special',
    'guests.lobby': true,
    'rooms.lobby': true,
    'messages.delete': true,
    uploads: true,
    calls: true,
  },
  /** Conversations between two people; what was said stays as it was said. */
  private: {
    ...closed,
    'rooms.direct': true,
    directory: 'everyone',
  },
  /** Conversations between contacts, who are known by phone number; nothing is kept for long. */
  otp: {
    ...closed,
    'sign_in.password': false,
    'sign_in.passkey': false,
    'sign_in.otp': true,
    'accounts.email': 'required',
    'passwords.composition': 'none',
    'rooms.direct': true,
    directory: 'contacts',
    'retention.days': 7,
    'sessions.days': 90,
  },
  /** Direct and group rooms among people who see who is there. */
  rooms: {
    ...closed,
    'rooms.direct': true,
    'rooms.group': true,
    directory: 'everyone',
    'directory.status': true,
    'sessions.days': 1,
  },
  /** A team's chat, with everything switched on that a team uses. */
  team: {
    ...closed,
    'sign_in.oauth': true,
    'accounts.email': 'required',
    'rooms.direct': true,
    'rooms.group': true,
    directory: 'everyone',
    'messages.edit': true,
    'messages.delete': true,
    uploads: true,
    calls: true,
    'sessions.access_minutes': 30,
  },
}
