import { useEffect, useState } from 'react'
import type { Client } from '#client/client'
import type { Room } from '#protocol/rooms'
import { shorten } from '#protocol/text'
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
  const [news, setNews] = useState({ count: 0, text: '' })

  useEffect(() => {
    return watchRooms(client, (room) => {
      const text = newsOf(room, me.id)
      if (text !== null) setNews(({ count }) => ({ count: count + 1, text }))
    })
  }, [client, me.id])

  return (
    <div aria-live="polite" className="sr-only">
      {/* The key makes the same words twice in a row two pieces of news. */}
      <p key={news.count}>{news.text}</p>
    </div>
  )
}

/** Calls `onNews` with each room that has a new entry since the list was first loaded. */
function watchRooms(client: Client, onNews: (room: Room) => void) {
  let known: Map<string, number> | null = null
  function look() {
    const { isLoaded, rooms } = client.rooms.get()
    if (!isLoaded) return
    const before = known
    known = new Map(rooms.map((room) => [room.id, newestSeq(room)]))
    if (before === null) return
    for (const room of rooms) if (newestSeq(room) > (before.get(room.id) ?? 0)) onNews(room)
  }
  look()
  return client.rooms.subscribe(look)
}

/** Changes of older entries are no news. */
function newestSeq(room: Room): number {
  return room.last_message?.seq ?? 0
}

function newsOf(room: Room, meId: string): string | null {
  const message = room.last_message
  if (message?.message_type !== 'text' || message.deleted_at !== null || message.sender_id === meId)
    return null
  const where = place.get()
  if (where.page === 'room' && where.roomId === room.id)
    return `${message.sender_username}: ${shorten(message.content, 200)}`
  const from = room.room_type === 'direct' ? '' : ` in ${roomName(room)}`
  return `New message from ${message.sender_username}${from}`
}
