import { memo } from 'react'
import type { Delivery } from '#client/state/reach'
import { isNamed as namesMe } from '#protocol/mentions'
import type { Message } from '#protocol/messages'
import { Face } from '../people/face'
import { hueStyle } from '../people/hue'
import { useNameOf, useProfile } from '../people/person'
import { useMe } from '../shell/client-context'
import { clockTime } from '../ui/time'
import { Bubble } from './bubble'
import { useLineFocus } from './line-focus'
import { MessageActions } from './message-actions'
import { messageSummary } from './message-summary'

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
  onEdit: (message: Message) => void
  onQuote: (seq: number) => void
  /** Shows who has received and read an own message. */
  onDelivery: (message: Message) => void
}

/** A message of the log. */
export const MessageLine = memo(function MessageLine(props: Props) {
  const { message, isOwn, delivery, isFirst, isLast, isDirect, isPointedAt } = props
  const profile = useProfile(message.sender_id)
  const name = profile?.display_name ?? message.sender_username
  const meId = useMe().id
  const nameOf = useNameOf()
  const isNamed = !isOwn && !isDirect
  const isMention = !isOwn && namesMe(message.mentions, meId)
  const quoted = message.reply_to
  const repliesTo = quoted && nameOf({ id: quoted.sender_id, username: quoted.sender_username })
  const summary = messageSummary({
    name: isOwn ? null : name,
    time: clockTime(message.timestamp),
    content: message.content,
    isEdited: message.is_edited,
    isDeleted: message.deleted_at !== null,
    isMention,
    repliesTo,
    reactions: 0,
  })
  return (
    <article
      {...useLineFocus()}
      aria-label={summary}
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
          mentions={message.mentions}
          isEdited={message.is_edited}
          isDeleted={message.deleted_at !== null}
          writtenAt={message.timestamp}
          quote={message.reply_to}
          delivery={isOwn ? delivery : null}
          isFirst={isFirst}
          isLast={isLast}
          onQuote={props.onQuote}
        >
          {isNamed && isFirst && (
            <span
              style={hueStyle(message.sender_id, profile?.color)}
              className="person-name block text-[0.84375rem] font-bold"
            >
              <bdi>{name}</bdi>
            </span>
          )}
        </Bubble>
      </div>
      {message.deleted_at === null && (
        <MessageActions
          message={message}
          isOwn={isOwn}
          onReply={props.onReply}
          onEdit={props.onEdit}
          onDelivery={props.onDelivery}
        />
      )}
    </article>
  )
})
