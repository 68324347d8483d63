import { memo, useMemo } from 'react'
import { deliveryOf, type Reach } from '#client/state/reach'
import type { Message } from '#protocol/messages'
import { CallBack } from '../calls/call-back'
import { useNameOf } from '../people/person'
import { LineProvider } from './line-focus'
import { isSameLine, type Line } from './lines'
import { MessageLine } from './message-line'
import { noticeText } from './notice-text'
import { PendingLine } from './pending-line'
import { Notice, UnreadSeparator } from './separators'

interface Props {
  line: Line
  meId: string
  isDirect: boolean
  /** How far all the others have come. */
  reach: Reach
  pointedSeq: number
  /** Tab leads to this line. */
  isCurrent: boolean
  onReply: (message: Message) => void
  onEdit: (message: Message) => void
  onQuote: (seq: number) => void
  onDelivery: (message: Message) => void
}

/** Draws a line, and makes it one that the arrow keys lead to. */
export const TimelineLine = memo(function TimelineLine(props: Props) {
  const { key } = props.line
  const { isCurrent } = props
  const focusable = useMemo(() => ({ key, isCurrent }), [key, isCurrent])
  return (
    <LineProvider value={focusable}>
      <OfItsKind {...props} />
    </LineProvider>
  )
}, isDrawnAlike)

/** Lines are put together anew with every change of the log, and most of them are as they were. */
function isDrawnAlike({ line: before, ...held }: Props, { line, ...next }: Props): boolean {
  const props = Object.keys(next) as (keyof typeof next)[]
  return isSameLine(before, line) && props.every((prop) => held[prop] === next[prop])
}

function OfItsKind(props: Props) {
  const nameOf = useNameOf()
  const { line, meId, isDirect, reach, pointedSeq, onReply, onEdit, onQuote, onDelivery } = props
  switch (line.kind) {
    case 'unread':
      return <UnreadSeparator count={line.count} />
    case 'notice':
      return (
        <Notice seq={line.message.seq} text={noticeText(line.message, meId, nameOf)}>
          {line.message.message_type === 'call_missed' && line.message.sender_id !== meId && (
            <CallBack missed={line.message} />
          )}
        </Notice>
      )
    case 'pending':
      return (
        <PendingLine pending={line.pending} isFirst={line.isFirst} isLast={line.isLast} onQuote={onQuote} />
      )
    case 'message':
      return (
        <MessageLine
          message={line.message}
          isOwn={line.message.sender_id === meId}
          delivery={deliveryOf(line.message.seq, reach)}
          isFirst={line.isFirst}
          isLast={line.isLast}
          isDirect={isDirect}
          isPointedAt={line.message.seq === pointedSeq}
          onReply={onReply}
          onEdit={onEdit}
          onQuote={onQuote}
          onDelivery={onDelivery}
        />
      )
  }
}
