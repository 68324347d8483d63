import { useCallback, useEffect, useEffectEvent, useMemo, useState } from 'react'
import { m } from '#catalogue'
import { reachOf } from '#client/state/reach'
import type { LogState } from '#client/state/types'
import type { Message } from '#protocol/messages'
import type { Room } from '#protocol/rooms'
import { useNameOf } from '../people/person'
import { roomName } from '../rooms/room-name'
import { useClient, useMe, useReadable } from '../shell/client-context'
import { onDemand } from '../ui/on-demand'
import { copyMessages } from './copy-messages'
import { JumpButton, UnreadPill } from './jump-button'
import { keepPlaceOf } from './kept-places'
import { linesOf, stretchesOf } from './lines'
import { LinkNote } from './link-note'
import { NewerPages, OlderPages } from './older-pages'
import { ReactionNews } from './reaction-news'
import { DaySeparator } from './separators'
import type { Target } from './start'
import { TimelineLine } from './timeline-line'
import { useDrawn } from './use-drawn'
import { useLeading } from './use-leading'
import { useLineKeys } from './use-line-keys'
import { usePages } from './use-pages'
import { useIsMarkMissed, useMarkRead, useUnreadMark, useUnseenCount } from './use-reading'
import { type Sight, useTimelineScroll } from './use-timeline-scroll'

const DeliveryDialog = onDemand(async () => (await import('./delivery-dialog')).DeliveryDialog)

interface Props {
  room: Room
  log: LogState
  /** Where it is opened. */
  start: Target
  /** Raised with each message one sends oneself: that always scrolls down. */
  sentCount: number
  onReply: (message: Message) => void
  onEdit: (message: Message) => void
}

/** There is more to be drawn before more is asked for. */
function nothing() {}

/** What was said in a room, oldest first, opened where the reader had stopped. */
export function Timeline({ room, log, start, sentCount, onReply, onEdit }: Props) {
  const meId = useMe().id
  const client = useClient()
  const nameOf = useNameOf()
  const allPending = useReadable(client.pending)
  const receipts = useReadable(client.receipts(room.id))
  const reach = useMemo(() => reachOf(receipts, meId), [receipts, meId])
  const [asked, setAsked] = useState<Message | null>(null)
  const unread = useUnreadMark(room)
  const { drawn, isWhole } = useDrawn(log, start)
  const { messages, hasOlder, hasNewer } = drawn
  const days = useMemo(() => {
    const pending = allPending.filter(({ room_id }) => room_id === room.id)
    return linesOf({ messages, hasOlder, hasNewer }, pending, meId, unread)
  }, [messages, hasOlder, hasNewer, allPending, room.id, meId, unread])

  const pages = usePages(room.id)
  const newestSeq = messages.at(-1)?.seq ?? 0
  const [seenSeq, setSeenSeq] = useState(room.unread_after)
  const [mark, setMark] = useState<Sight['mark']>(null)
  const onSight = useCallback(
    (sight: Sight) => {
      client.lookAt(room.id, sight.isAtEnd ? null : (sight.first?.seq ?? null))
      keepPlaceOf(room.id, sight.isAtEnd ? null : sight.first)
      setMark(sight.mark)
      if (sight.isAtEnd) setSeenSeq((seen) => Math.max(seen, newestSeq))
    },
    [client, room.id, newestSeq],
  )
  const { scroller, isAtEnd, onScroll, show } = useTimelineScroll({
    ...{ days, start, onSight, isEndDrawn: !hasNewer },
    ...{
      onNearTop: isWhole ? pages.loadOlder : nothing,
      onNearEnd: isWhole ? pages.loadNewer : nothing,
    },
  })
  const unseen = useUnseenCount(room, log, seenSeq)
  useMarkRead(room, seenSeq)

  const keys = useLineKeys({ scroller, days, toNewest })
  const leading = useLeading({ roomId: room.id, days, start, show, onLanded: keys.focusMessage })
  const isMarkMissed = useIsMarkMissed(unread, messages, mark)

  async function toNewest() {
    if (hasNewer) await leading.lead({ at: 'end' })
    else show({ at: 'end' })
  }
  const onSent = useEffectEvent(() => void toNewest())
  useEffect(() => {
    if (sentCount > 0) onSent()
  }, [sentCount])

  return (
    <div className="relative min-h-0">
      <div
        ref={scroller}
        onScroll={onScroll}
        onFocus={keys.onFocus}
        onBlur={keys.onBlur}
        onKeyDown={keys.onKeyDown}
        onCopy={(event) => copyMessages(event, messages, nameOf)}
        role="log"
        tabIndex={-1}
        aria-live="off"
        aria-label={m.conversation_messages_in({ room: roomName(room) })}
        className="quiet-scroll h-full scroll-pt-9 -outline-offset-2! [overflow-anchor:none]"
      >
        <div className="flex min-h-full flex-col justify-end px-3 pt-2.5 pb-3 wide:px-column">
          <OlderPages
            room={room}
            log={drawn}
            problem={pages.problem}
            onRetry={() => pages.retry('loadOlder')}
          />
          {days.map(({ key, day, lines }) => (
            <div key={key} className="flex flex-col gap-[3px]">
              <DaySeparator day={day} />
              {stretchesOf(lines).map((stretch) => (
                // What is put above moves it as a whole: nothing in it is laid out or painted anew for that.
                <div key={stretch.key} className="flex flex-col gap-[3px] [contain:layout_style]">
                  {stretch.lines.map((line) => (
                    <TimelineLine
                      key={line.key}
                      line={line}
                      meId={meId}
                      isDirect={room.room_type === 'direct'}
                      reach={reach}
                      pointedSeq={leading.pointedSeq}
                      isCurrent={line.key === keys.currentKey}
                      onReply={onReply}
                      onEdit={onEdit}
                      onQuote={leading.leadToMessage}
                      onDelivery={setAsked}
                    />
                  ))}
                </div>
              ))}
            </div>
          ))}
          <NewerPages log={drawn} problem={pages.problem} onRetry={() => pages.retry('loadNewer')} />
        </div>
      </div>
      {leading.problem !== null ? (
        <LinkNote text={leading.problem} onClose={leading.dismiss} />
      ) : (
        unread &&
        isMarkMissed && (
          <UnreadPill
            count={unread.count}
            onClick={() => leading.lead({ at: 'unread', seq: unread.afterSeq + 1 })}
          />
        )
      )}
      {!isAtEnd && <JumpButton unseen={unseen} onClick={keys.focusNewest} />}
      <ReactionNews messages={messages} meId={meId} />
      {asked && <DeliveryDialog message={asked} onClose={() => setAsked(null)} />}
    </div>
  )
}
