import { m } from '#catalogue'
import type { Client } from '#client/client'
import { readCallContent } from '#protocol/calls'
import type { Message } from '#protocol/messages'
import { isQuiet, isRungFor } from '#protocol/ringing'
import type { Room } from '#protocol/rooms'
import { shorten } from '#protocol/text'
import { hasAttention } from '../conversation/use-attention'
import { wordsOf } from '../files/words'
import { roomTag } from '../offline/names'
import { nameOfIn } from '../people/person'
import { roomName } from '../rooms/room-name'
import { place, roomPath } from '../shell/router'
import { showBadges } from './badges'
import { type Newest, newestIn, nothingNew } from './newest'
import { isSubscribed, leaveWords } from './push'
import { closeWhere, showNotification } from './show'
import { playSound } from './sound'
import { levelOf, unreadTotal } from './unread-total'

/** Who has the text in front of them reads it within this time, in whatever tab or device. */
const readingMs = 1_200
/** For so long no other tab rings for the same text. */
const turnMs = 5_000
const textCharacters = 200

/**
 * Rings for what comes while the page is open: rules N12 to N14 of docs/notifications.md. That is what is newer than `newest`,
 * or where that is null, than the rooms as they are first fetched. Returns what ends it.
 */
export function startNotifier(client: Client, meId: string, newest: Newest | null): () => void {
  let known = newest
  let wasUpToDate = false
  void leaveWords()

  function look(): void {
    const { isLoaded, isKept, rooms } = client.rooms.get()
    if (!isLoaded) return
    showBadges(unreadTotal(rooms, client.notifications.get()))
    // What the device had kept is from before: what was read then may have something new since, which a push has told of.
    if (isKept) return
    const before = known
    known = newestIn(rooms)
    void closeRead(() => client.rooms.get().rooms)
    if (before === null) return
    for (const room of rooms) {
      const text = room.last_message
      const { seq, mentionCount } = before.get(room.id) ?? nothingNew
      if (text && text.seq > seq && isForMe(room, text, room.mention_count > mentionCount)) {
        setTimeout(() => void ringInTurn(room.id, text), readingMs)
      }
    }
  }

  /** What mentions the person may be followed by other texts before the page hears of any: the newest rings for it then. */
  function isForMe(room: Room, text: Message, isMentioned: boolean): boolean {
    const choices = client.notifications.get()
    const chosen = levelOf(choices, room.id)
    const level = isMentioned && chosen === 'mentions' ? 'all' : chosen
    if (text.sender_id === meId || text.seq <= room.unread_after) return false
    if (!isRungFor(level, room.room_type, text, meId)) return false
    return !choices?.quiet_hours || !isQuiet(choices.quiet_hours, new Date())
  }

  async function ringInTurn(roomId: string, text: Message): Promise<void> {
    const { locks } = navigator as { locks?: LockManager }
    if (!locks) return ring(roomId, text)
    await locks.request(`natter ring ${roomId} ${text.seq}`, { ifAvailable: true }, async (lock) => {
      if (!lock) return
      await ring(roomId, text)
      await new Promise((resolve) => setTimeout(resolve, turnMs))
    })
  }

  async function ring(roomId: string, text: Message): Promise<void> {
    const room = client.rooms.get().rooms.find(({ id }) => id === roomId)
    if (!room || room.unread_after >= text.seq || room.last_message?.deleted_at) return
    const where = place.get()
    if (hasAttention() && where.page === 'room' && where.roomId === roomId) return
    playSound()
    if (document.visibilityState === 'hidden' && !(await isSubscribed())) await show(room, text)
  }

  async function show(room: Room, text: Message): Promise<void> {
    const sender = nameOfIn(client.profiles.get())({ id: text.sender_id, username: text.sender_username })
    const title = room.room_type === 'direct' ? sender : `${sender} · ${roomName(room)}`
    const showsText = client.notifications.get()?.shows_text ?? true
    const path = roomPath(room.id)
    await showNotification(title, { body: bodyOf(text, showsText), tag: roomTag(room.id), path })
  }

  /** What was chosen elsewhere while there was no connection is asked for again. */
  function refresh(): void {
    const isUpToDate = client.connection.get().phase === 'up_to_date'
    if (isUpToDate && !wasUpToDate) client.loadNotifications().catch(() => {})
    wasUpToDate = isUpToDate
  }

  const ends = [
    client.rooms.subscribe(look),
    client.notifications.subscribe(look),
    client.connection.subscribe(refresh),
  ]
  look()
  refresh()
  return () => {
    for (const end of ends) end()
    showBadges(0)
  }
}

/** A notification of a room that was read, on whichever device, is gone. */
async function closeRead(rooms: () => readonly Room[]): Promise<void> {
  await closeWhere(({ tag }) => {
    const unread = rooms().filter((room) => room.unread_count > 0)
    return tag.startsWith(roomTag('')) && !unread.some(({ id }) => roomTag(id) === tag)
  })
}

function bodyOf(message: Message, showsText: boolean): string {
  if (message.message_type === 'call_missed') {
    const isVideo = readCallContent(message.content).media === 'video'
    return isVideo ? m.notifications_missed_video_call() : m.notifications_missed_call()
  }
  return showsText ? shorten(wordsOf(message), textCharacters) : m.notifications_new_message()
}
