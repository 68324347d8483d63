import { useCallback, useEffect, useEffectEvent, useMemo, useState } from 'react'
import { reachOf } from '#client/state/reach'
import type { LogState } from '#client/state/types'
import type { Message } from '#protocol/messages'
import type { Room } from '#protocol/rooms'
import { roomName } from '../rooms/room-name'
import { useClient, useMe, useReadable } from '../shell/client-context'
import { DeliveryDialog } from './delivery-dialog'
import { JumpButton } from './jump-button'
import { linesOf } from './lines'
import { OlderPages } from './older-pages'
import { TimelineLine } from './timeline-line'
import { useOlderPages } from './use-older-pages'
import { useQuoteJump } from './use-quote-jump'
import { useMarkRead, useUnreadMark, useUnseenCount } from './use-reading'
import { useTimelineScroll } from './use-timeline-scroll'

interface Props {
  room: Room
  log: LogState
  /** Raised with each message one sends oneself: that always scrolls down. */
  sentCount: number
  onReply: (message: Message) => void
  onEdit: (message: Message) => void
}

/** What was said in a room, oldest first, opened where the reader had stopped. */
export function Timeline({ room, log, sentCount, onReply, onEdit }: Props) {
  const meId = useMe().id
  const client = useClient()
  const allPending = useReadable(client.pending)
  const reach = reachOf(useReadable(client.receipts(room.id)), meId)
  const [asked, setAsked] = useState<Message | null>(null)
  const unread = useUnreadMark(room)
  const lines = useMemo(() => {
    const pending = allPending.filter(({ room_id }) => room_id === room.id)
    return linesOf(log.messages, pending, meId, unread)
  }, [log.messages, allPending, room.id, meId, unread])

  const older = useOlderPages(room.id)
  const newestSeq = log.messages.at(-1)?.seq ?? 0
  const [seenSeq, setSeenSeq] = useState(room.unread_after)
  const onEnd = useCallback(() => setSeenSeq((seen) => Math.max(seen, newestSeq)), [newestSeq])
  const { scroller, isAtEnd, onScroll, toEnd, scrollTo } = useTimelineScroll({
    lines,
    onNearTop: older.load,
    onEnd,
  })
  const unseen = useUnseenCount(log.messages, seenSeq)
  useMarkRead(room, seenSeq)

  const onSent = useEffectEvent(toEnd)
  useEffect(() => {
    if (sentCount > 0) onSent()
  }, [sentCount])

  const { pointedSeq, showQuoted } = useQuoteJump({ lines, loadTo: older.loadTo, scrollTo })

  return (
    <div className="relative min-h-0">
      <div
        ref={scroller}
        onScroll={onScroll}
        role="log"
        aria-live="off"
        aria-label={`Messages in ${roomName(room)}`}
        {...keyboardScrolled}
        className="quiet-scroll h-full -outline-offset-2! [overflow-anchor:none]"
      >
        <div className="flex min-h-full flex-col justify-end gap-[3px] px-3 pt-2.5 pb-3 wide:px-[22px]">
          <OlderPages room={room} log={log} problem={older.problem} onRetry={older.retry} />
          {lines.map((line) => (
            <TimelineLine
              key={line.key}
              line={line}
              meId={meId}
              isDirect={room.room_type === 'direct'}
              reach={reach}
              pointedSeq={pointedSeq}
              onReply={onReply}
              onEdit={onEdit}
              onQuote={showQuoted}
              onDelivery={setAsked}
            />
          ))}
        </div>
      </div>
      {!isAtEnd && <JumpButton unseen={unseen} onClick={toEnd} />}
      {asked && <DeliveryDialog message={asked} onClose={() => setAsked(null)} />}
    </div>
  )
}

/** Not every browser lets the keyboard scroll a region that cannot have the focus. */
const keyboardScrolled = { tabIndex: 0 }
