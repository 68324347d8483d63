import { useEffect, useState } from 'react'
import type { LogState } from '#client/state/types'
import { isToBeRead, type Message } from '#protocol/messages'
import type { Room } from '#protocol/rooms'
import { useClient, useMe, useReadable } from '../shell/client-context'
import type { UnreadMark } from './lines'
import { useAttention } from './use-attention'
import type { Sight } from './use-timeline-scroll'

/**
 * What was new when the room was opened, or when the person came back to the page, or what they marked as unread. It
 * stays while they read on, so that they see where they had stopped.
 */
export function useUnreadMark(room: Room): UnreadMark | null {
  const isHere = useIsReader()
  const [wasHere, setWasHere] = useState(isHere)
  const { isKept } = useReadable(useClient().rooms)
  const [mark, setMark] = useState(() => (isKept ? null : markOf(room)))
  const [unreadAfter, setUnreadAfter] = useState(room.unread_after)

  if (room.unread_after !== unreadAfter) {
    setUnreadAfter(room.unread_after)
    if (room.unread_after < unreadAfter) setMark(markOf(room))
  }
  if (isHere !== wasHere) {
    setWasHere(isHere)
    if (isHere) setMark(markOf(room) ?? mark)
  }
  return mark
}

/**
 * Marks the room as read up to what has come into sight, while the person is here. What they mark as unread meanwhile, on
 * any device, stays so until they leave the room or the page and come back.
 */
export function useMarkRead(room: Room, seenSeq: number) {
  const client = useClient()
  const isHere = useIsReader()
  const isReading = !useIsPutOff(room, isHere) && isHere
  useEffect(() => {
    if (isReading && seenSeq > room.unread_after) client.markRead(room.id, seenSeq)
  }, [client, isReading, seenSeq, room.id, room.unread_after])
}

/** Whether the person is here, and what they are shown as unread is known to be so. */
function useIsReader(): boolean {
  const isHere = useAttention()
  const { isKept } = useReadable(useClient().rooms)
  return isHere && !isKept
}

/** Whether something was marked as unread since the person came. Only that takes `unread_after` back. */
function useIsPutOff({ unread_after }: Room, isHere: boolean): boolean {
  const [known, setKnown] = useState({ unread_after, isHere, isPutOff: false })
  if (known.unread_after === unread_after && known.isHere === isHere) return known.isPutOff

  const isBack = isHere && !known.isHere
  const isPutOff = !isBack && (known.isPutOff || unread_after < known.unread_after)
  setKnown({ unread_after, isHere, isPutOff })
  return isPutOff
}

/** How many texts of others have come below since the end was last in sight. */
export function useUnseenCount(room: Room, { messages, hasNewer }: LogState, seenSeq: number): number {
  const meId = useMe().id
  if (hasNewer) return room.unread_count
  return messages.filter(
    (message) => message.seq > seenSeq && message.sender_id !== meId && isToBeRead(message),
  ).length
}

/** Whether the mark of what is new lies above what is in sight, and was never in sight itself. */
export function useIsMarkMissed(
  mark: UnreadMark | null,
  messages: readonly Message[],
  stands: Sight['mark'],
): boolean {
  const [seen, setSeen] = useState<UnreadMark | null>(null)
  if (mark === null) return false
  if (stands === 'in_sight' && seen !== mark) setSeen(mark)
  const isLeftOut = stands === null && (messages[0]?.seq ?? 0) > mark.afterSeq + 1
  return seen !== mark && (stands === 'above' || isLeftOut)
}

function markOf(room: Room): UnreadMark | null {
  return room.unread_count > 0 ? { afterSeq: room.unread_after, count: room.unread_count } : null
}
