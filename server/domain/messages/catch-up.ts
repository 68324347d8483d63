import type { SyncPage } from '#protocol/frames'
import { limits } from '#protocol/limits'
import type { Message } from '#protocol/messages'
import type { Account, App } from '../../context'
import { messagesChangedAfter } from '../../store/messages'
import { headOf } from '../../store/rooms'
import { readAsMember } from '../rooms/require-member'

/**
 * At most this many characters (UTF-16) make a page, so that one never fills what a socket may hold unsent: 1 MiB.
 */
const mostCharacters = 64 * 1024

/** What one reaction takes in a page, about: the id and the name of who put it there. */
const reactionCharacters = 80

/**
 * The entries of a room's log that were born or changed after a number: at most 100 of them, and fewer of long ones. A
 * page that leaves none out reaches to the head: what is missing in it are numbers of changes that later ones replaced.
 * `head` above `to` means there are more; `head` below `after` that the reader's copy is not of this log.
 * @throws DomainError `not_a_member`
 */
export async function catchUp(app: App, reader: Account, roomId: string, after: number): Promise<SyncPage> {
  return readAsMember(app.store, roomId, reader.id, async () => {
    const head = await headOf(app.store, roomId)
    const found = await messagesChangedAfter(app.store, roomId, after, limits.syncPage)
    const messages = firstPage(found)
    const isAll = messages.length === found.length && found.length < limits.syncPage
    const last = messages.at(-1)?.changed_seq ?? 0
    const to = isAll ? Math.max(head, last) : last
    return { room_id: roomId, after, to, head: Math.max(head, to), messages }
  })
}

function firstPage(messages: readonly Message[]): Message[] {
  let characters = 0
  return messages.filter((message, position) => {
    characters += message.content.length + reactionCharacters * countReactions(message)
    return position === 0 || characters <= mostCharacters
  })
}

function countReactions({ reactions }: Message): number {
  return reactions.reduce((sum, { users }) => sum + users.length, 0)
}
