import { limits } from '#protocol/limits'
import type { EditMessage, Message } from '#protocol/messages'
import { countCharacters } from '#protocol/text'
import type { Account, App } from '../../context'
import { replaceMentions } from '../../store/mentions'
import { eraseText, replaceText } from '../../store/message-changes'
import { findMessage } from '../../store/messages'
import type { LockedRoom } from '../../store/rooms'
import type { Transaction } from '../../store/store'
import { note } from '../audit/note'
import { areEstranged } from '../contacts/require-contact'
import { DomainError } from '../errors'
import { requirePolicy } from '../require-policy'
import { lockRoomAsMember } from '../rooms/require-member'
import { announceChange, type Place } from './announce-change'
import { mentionsOf } from './mentions'
import { sentMark } from './sent-mark'

/**
 * Gives one's own text other words, and announces it once that is durable. The same words again change nothing.
 * @throws DomainError `policy_disabled`, `message_too_long`, `invalid` for too many mentions and for nothing at all, `not_a_member`,
 * `not_found`, `forbidden` for what somebody else wrote, `conflict` for a deleted message, `not_a_contact`
 */
export async function editMessage(
  app: App,
  editor: Account,
  place: Place,
  { content }: EditMessage,
): Promise<Message> {
  requirePolicy(app.policy, 'messages.edit')
  if (countCharacters(content) > limits.messageCharacters) throw new DomainError('message_too_long')

  return app.store.transaction(async (tx) => {
    const { room, message } = await lockOwnText(tx, editor, place)
    if (message.deleted_at !== null) {
      throw new DomainError('conflict', { detail: 'This message was deleted.' })
    }
    if (message.content === content) return message
    if (content === '' && message.attachments.length === 0) {
      const detail = 'must have at least 1 characters'
      throw new DomainError('invalid', { errors: [{ path: 'content', code: 'too_small', detail }] })
    }
    if (await areEstranged(app, tx, room.id, editor.id)) throw new DomainError('not_a_contact')
    const change = nextChange(app, room, message)
    await replaceText(tx, message, content, change)
    const edited_at = new Date(change.now).toISOString()
    const mentions = await mentionsOf(tx, room, content)
    const changed = { ...message, changed_seq: change.seq, content, is_edited: true, edited_at, mentions }
    await replaceMentions(tx, changed)
    tx.beforeCommit(() => app.store.search.put(tx, { ...changed, id: Number(message.id) }))
    await announceChange(app, tx, changed, change.now)
    return changed
  })
}

/**
 * Takes the text of one's own message away for everyone, and announces it once that is durable. The message keeps its
 * number and its place. Deleting it again changes nothing.
 * @throws DomainError `policy_disabled`, `not_a_member`, `not_found`, `forbidden` for what somebody else wrote
 */
export async function deleteMessage(app: App, author: Account, place: Place): Promise<void> {
  requirePolicy(app.policy, 'messages.delete')

  await app.store.transaction(async (tx) => {
    const { room, message } = await lockOwnText(tx, author, place)
    if (message.deleted_at !== null) return
    const change = nextChange(app, room, message)
    await eraseText(tx, message, change)
    const details = { room_id: place.room_id, message_id: message.id }
    await note(tx, { event: 'message_deleted', account_id: author.id, address: null, details })
    tx.beforeCommit(() => app.store.search.remove(tx.db, Number(message.id)))
    const deleted_at = new Date(change.now).toISOString()
    const deleted = {
      ...message,
      changed_seq: change.seq,
      content: '',
      deleted_at,
      mentions: [],
      reactions: [],
      attachments: [],
    }
    await replaceMentions(tx, deleted)
    if (message.attachments.length > 0) tx.afterCommit(() => app.removal.wake())
    await announceChange(app, tx, deleted, change.now)
  })
}

/** Locks the room before it looks, so that of two changes at once the second sees the first. */
async function lockOwnText(tx: Transaction, author: Account, { room_id, message_id }: Place) {
  const { room } = await lockRoomAsMember(tx, room_id, author.id)
  const message = await findMessage(tx, room_id, message_id)
  if (!message) throw new DomainError('not_found', { detail: 'There is no such message in this room.' })
  if (message.sender_id !== author.id || message.message_type !== 'text') {
    throw new DomainError('forbidden', { detail: 'Only the author of a text may change it.' })
  }
  return { room, message }
}

function nextChange(app: App, room: LockedRoom, message: Message) {
  return { seq: room.last_seq + 1, now: Date.now(), mark: sentMark(app, message.content) }
}
