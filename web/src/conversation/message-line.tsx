import { memo } from 'react'
import type { Delivery } from '#client/state/reach'
import type { Message } from '#protocol/messages'
import { Face } from '../people/face'
import { hueStyle } from '../people/hue'
import { IconButton } from '../ui/button'
import { clockTime } from '../ui/time'
import { Bubble } from './bubble'

interface Props {
  message: Message
  isOwn: boolean
  /** What it has come to with the others; shown for own messages only. */
  delivery: Delivery
  isFirst: boolean
  isLast: boolean
  /** In a direct room everybody knows who speaks. */
  isDirect: boolean
  /** Shown for a moment when a quote has led here. */
  isPointedAt: boolean
  onReply: (message: Message) => void
  onQuote: (seq: number) => void
  /** Shows who has received and read an own message. */
  onDelivery: (message: Message) => void
}

/** A message of the log. */
export const MessageLine = memo(function MessageLine(props: Props) {
  const { message, isOwn, delivery, isFirst, isLast, isDirect, isPointedAt, onReply, onQuote, onDelivery } =
    props
  const name = message.sender_username
  const isNamed = !isOwn && !isDirect
  return (
    <article
      aria-label={`${isOwn ? 'You' : name}, ${clockTime(message.timestamp)}`}
      data-seq={message.seq}
      data-place=""
      className={`group relative flex items-end gap-2.5 ${isOwn ? 'flex-row-reverse' : ''} ${isFirst ? 'mt-2' : ''} ${
        isPointedAt ? 'rounded-large animate-[point-out_1.6s]' : ''
      }`}
    >
      {isNamed &&
        (isLast ? (
          <Face id={message.sender_id} name={name} size="small" />
        ) : (
          <span className="w-[34px] shrink-0" />
        ))}
      <div className="flex max-w-[min(68ch,calc(100%-5.5rem))] min-w-0">
        <Bubble
          content={message.content}
          writtenAt={message.timestamp}
          quote={message.reply_to}
          delivery={isOwn ? delivery : null}
          isFirst={isFirst}
          isLast={isLast}
          onQuote={onQuote}
        >
          {isNamed && isFirst && (
            <span
              style={hueStyle(message.sender_id)}
              className="person-name block text-[0.84375rem] font-bold"
            >
              {name}
            </span>
          )}
        </Bubble>
      </div>
      <IconButton
        icon="reply"
        label={`Reply to ${isOwn ? 'yourself' : name}`}
        onClick={() => onReply(message)}
        className={action}
      />
      {isOwn && (
        <IconButton
          icon="ticks"
          label="Who has this message"
          onClick={() => onDelivery(message)}
          className={action}
        />
      )}
    </article>
  )
})

/** Shown when the message is pointed at or has the focus, and always on a touch screen. */
const action =
  '-mx-1 self-center text-soft-ink opacity-0 transition-opacity duration-120 group-hover:opacity-100 group-focus-within:opacity-100 hover:text-ink focus-visible:opacity-100 pointer-coarse:opacity-75 pointer-coarse:[&>svg]:size-4.5'
