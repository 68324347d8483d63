import { limits } from '#protocol/limits'
import type { Message } from '#protocol/messages'
import type { Reaction } from '#protocol/reactions'
import type { Account, App } from '../../context'
import { findMessage } from '../../store/messages'
import { deleteReaction, insertReaction } from '../../store/reactions'
import type { Transaction } from '../../store/store'
import { DomainError, fieldProblem } from '../errors'
import { lockRoomAsMember } from '../rooms/require-member'
import { announceChange, type Place } from './announce-change'
import { refusalToWrite } from './refusal-to-write'
import { requirePatience } from './require-patience'

/** A message, and an emoji under it. */
export type EmojiPlace = Place & { emoji: string }

/**
 * Puts somebody's emoji under a text, and announces it once that is durable. The same once more changes nothing.
 * @throws DomainError `not_a_member`, `not_found`, `forbidden` for an entry that is no text and in a room that is closed,
 * `not_a_contact`, `conflict` for a deleted message, `invalid` when it has too many, `rate_limited`
 */
export async function addReaction(app: App, person: Account, place: EmojiPlace): Promise<Message> {
  requirePatience(app, person)
  return app.store.transaction(async (tx) => {
    const { room, message } = await lockText(tx, person, place)
    if (message.deleted_at !== null) {
      throw new DomainError('conflict', { detail: 'This message was deleted.' })
    }
    const refusal = await refusalToWrite(app, tx, room, person)
    if (refusal) throw refusal
    if (hasPut(message, place.emoji, person)) return message
    requireRoom(message.reactions, place.emoji)
    const seq = room.last_seq + 1
    await insertReaction(tx, { messageId: message.id, emoji: place.emoji, accountId: person.id, seq })
    return announced(app, tx, place)
  })
}

/**
 * Takes somebody's own emoji away from a text, and announces that once it is durable. Where there is none nothing changes.
 * @throws DomainError `not_a_member`, `not_found`, `forbidden` for an entry that is no text, `rate_limited`
 */
export async function removeReaction(app: App, person: Account, place: EmojiPlace): Promise<Message> {
  requirePatience(app, person)
  return app.store.transaction(async (tx) => {
    const { room, message } = await lockText(tx, person, place)
    if (!hasPut(message, place.emoji, person)) return message
    const seq = room.last_seq + 1
    await deleteReaction(tx, { messageId: message.id, emoji: place.emoji, accountId: person.id, seq })
    return announced(app, tx, place)
  })
}

/** Locks the room before it looks, so that of two reactions at once the second sees the first. */
async function lockText(tx: Transaction, person: Account, place: Place) {
  const { room } = await lockRoomAsMember(tx, place.room_id, person.id)
  const message = await requireMessage(tx, place)
  if (message.message_type !== 'text') {
    throw new DomainError('forbidden', { detail: 'Only what somebody wrote can be reacted to.' })
  }
  return { room, message }
}

async function announced(app: App, tx: Transaction, place: Place): Promise<Message> {
  const changed = await requireMessage(tx, place)
  await announceChange(app, tx, changed, Date.now())
  return changed
}

async function requireMessage(tx: Transaction, { room_id, message_id }: Place): Promise<Message> {
  const message = await findMessage(tx, room_id, message_id)
  if (!message) throw new DomainError('not_found', { detail: 'There is no such message in this room.' })
  return message
}

function hasPut({ reactions }: Message, emoji: string, { id }: Account): boolean {
  return reactions.some((one) => one.emoji === emoji && one.users.some((user) => user.id === id))
}

function requireRoom(reactions: readonly Reaction[], emoji: string): void {
  const isNew = !reactions.some((one) => one.emoji === emoji)
  if (isNew && reactions.length >= limits.reactions.emoji) {
    const detail = `A message can have at most ${limits.reactions.emoji} different emoji.`
    throw fieldProblem('invalid', 'emoji', 'too_many_reactions', detail)
  }
  if (reactions.reduce((sum, { users }) => sum + users.length, 0) >= limits.reactions.all) {
    const detail = `A message can have at most ${limits.reactions.all} reactions.`
    throw fieldProblem('invalid', 'emoji', 'too_many_reactions', detail)
  }
}
