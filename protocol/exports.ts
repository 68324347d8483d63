import { z } from 'zod'
import { me } from './accounts'
import { auditEvent } from './audit'
import { contact } from './contacts'
import { attachment } from './files'
import { id, timestamp } from './ids'
import { identity } from './oauth'
import { passkey } from './passkeys'
import { preferences } from './preferences'
import { role, roomType } from './rooms'
import { session } from './sessions'

/** A room somebody is in, as far as that is their own business: no other members but the one of a direct room. */
const ownRoom = z.object({
  id,
  room_type: roomType,
  name: z.nullable(z.string()),
  description: z.string(),
  /** Whom a direct room is with. */
  peer: z.nullable(z.object({ id, username: z.string() })),
  role,
  joined_at: timestamp,
})

const { name, type, size, alt } = attachment.shape
const ownFile = z.object({ id, name, type, size, alt })
const { is_current: _, ...ownSession } = session.shape

/** A text somebody wrote, also in a room they have left. What was deleted is not among them. */
const ownText = z.object({
  id: z.string(),
  room_id: id,
  seq: z.int(),
  timestamp,
  content: z.string(),
  reply_to: z.nullable(z.string()),
  edited_at: z.nullable(timestamp),
  /** The files it was sent with. Their bytes: `/api/v1/files/{id}`. */
  attachments: z.array(ownFile),
  /** What it said before each edit, oldest first. */
  versions: z.array(z.object({ content: z.string(), replaced_at: timestamp })),
})
export type OwnText = z.infer<typeof ownText>

/** The emoji somebody has put under a text, in the order in which they did. */
const ownReaction = z.object({
  message_id: z.string(),
  room_id: id,
  seq: z.int(),
  emoji: z.array(z.string()),
})
export type OwnReaction = z.infer<typeof ownReaction>

/** What happened to the account, of what the audit log keeps of it. */
const ownEvent = z.object({ at: timestamp, event: auditEvent, address: z.nullable(z.string()) })
export type OwnEvent = z.infer<typeof ownEvent>

/** Everything that belongs to one account, in one file. Secrets are not in it: no password, key or token. */
export const exported = z.object({
  format: z.literal('natter.account'),
  version: z.literal(1),
  exported_at: timestamp,
  account: me,
  preferences,
  passkeys: z.array(passkey),
  services: z.array(identity),
  sessions: z.array(z.object(ownSession)),
  contacts: z.array(contact),
  rooms: z.array(ownRoom),
  /** Oldest first, as are the texts and what was reacted to. */
  events: z.array(ownEvent),
  texts: z.array(ownText),
  reactions: z.array(ownReaction),
})
export type Exported = z.infer<typeof exported>
