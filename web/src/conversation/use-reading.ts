import { useEffect, useState } from 'react'
import type { Message } from '#protocol/messages'
import type { Room } from '#protocol/rooms'
import { useClient, useMe } from '../shell/client-context'
import type { UnreadMark } from './lines'
import { useAttention } from './use-attention'

/**
 * What was new when the room was opened, or when the person came back to the page. It stays while they read on,
 * so that they see where they had stopped.
 */
export function useUnreadMark(room: Room): UnreadMark | null {
  const isHere = useAttention()
  const [wasHere, setWasHere] = useState(isHere)
  const [mark, setMark] = useState(() => markOf(room))

  if (isHere !== wasHere) {
    setWasHere(isHere)
    if (isHere) setMark(markOf(room) ?? mark)
  }
  return mark
}

/** Marks the room as read up to what has come into sight, while the person is here. */
export function useMarkRead(room: Room, seenSeq: number) {
  const client = useClient()
  const isHere = useAttention()
  useEffect(() => {
    if (isHere && seenSeq > room.read_seq) client.markRead(room.id, seenSeq)
  }, [client, isHere, seenSeq, room.id, room.read_seq])
}

/** How many texts of others have come below since the end was last in sight. */
export function useUnseenCount(messages: readonly Message[], seenSeq: number): number {
  const meId = useMe().id
  return messages.filter((message) => message.seq > seenSeq && isTextOfOther(message, meId)).length
}

function isTextOfOther({ sender_id, message_type, deleted_at }: Message, meId: string): boolean {
  return sender_id !== meId && message_type === 'text' && deleted_at === null
}

function markOf(room: Room): UnreadMark | null {
  return room.unread_count > 0 ? { afterSeq: room.read_seq, count: room.unread_count } : null
}
