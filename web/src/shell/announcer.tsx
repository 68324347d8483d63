import { useEffect, useState } from 'react'
import { m } from '#catalogue'
import type { Client } from '#client/client'
import type { Room } from '#protocol/rooms'
import { shorten } from '#protocol/text'
import { wordsOf } from '../files/words'
import { type NameOf, nameOfIn } from '../people/person'
import { roomName } from '../rooms/room-name'
import { useClient, useMe } from './client-context'
import { place } from './router'

/**
 * Reads new messages out, politely and one at a time. The timeline itself is not a live region, else its whole
 * history would be read.
 */
export function Announcer() {
  const client = useClient()
  const me = useMe()
  const [news, setNews] = useState({ count: 0, roomId: '', text: '' })

  useEffect(() => {
    return watchRooms(client, {
      onEntry(room) {
        const text = newsOf(room, me.id, nameOfIn(client.profiles.get()))
        if (text !== null) setNews(({ count }) => ({ count: count + 1, roomId: room.id, text }))
      },
      // What was read out may be what was deleted just now: it must not stay on the page.
      onChange(room) {
        setNews((held) => (held.roomId === room.id ? { ...held, text: '' } : held))
      },
    })
  }, [client, me.id])

  return (
    <div aria-live="polite" className="sr-only">
      {/* The key makes the same words twice in a row two pieces of news. */}
      <p key={news.count}>{news.text}</p>
    </div>
  )
}

interface Watcher {
  /** The room's log has a new entry. */
  onEntry(room: Room): void
  /** Only older entries have been changed. */
  onChange(room: Room): void
}

/** Tells of each room whose log has moved on since the list was first loaded. */
function watchRooms(client: Client, { onEntry, onChange }: Watcher) {
  let known: Map<string, Room> | null = null
  function look() {
    const { isLoaded, rooms } = client.rooms.get()
    if (!isLoaded) return
    const before = known
    known = new Map(rooms.map((room) => [room.id, room]))
    if (before === null) return
    for (const room of rooms) {
      const held = before.get(room.id)
      if (newestSeq(room) > newestSeq(held)) onEntry(room)
      else if (held && room.last_seq > held.last_seq) onChange(room)
    }
  }
  look()
  return client.rooms.subscribe(look)
}

function newestSeq(room: Room | undefined): number {
  return room?.last_message?.seq ?? 0
}

function newsOf(room: Room, meId: string, nameOf: NameOf): string | null {
  const message = room.last_message
  if (message?.message_type !== 'text' || message.deleted_at !== null || message.sender_id === meId)
    return null
  const name = nameOf({ id: message.sender_id, username: message.sender_username })
  const where = place.get()
  if (where.page === 'room' && where.roomId === room.id) {
    return m.shell_news_here({ name, text: shorten(wordsOf(message), 200) })
  }
  if (room.room_type === 'direct') return m.shell_news_direct({ name })
  return m.shell_news_in_room({ name, room: roomName(room) })
}
