import { memo, useRef, useState } from 'react'
import { m } from '#catalogue'
import type { Delivery } from '#client/state/reach'
import { isNamed as namesMe } from '#protocol/mentions'
import type { Message } from '#protocol/messages'
import { Attachments } from '../files/attachments'
import { Face } from '../people/face'
import { hueStyle } from '../people/hue'
import { calledAs, useNameOf, useProfile } from '../people/person'
import { useMe, usePolicy } from '../shell/client-context'
import { onDemand } from '../ui/on-demand'
import { Problem } from '../ui/problem'
import { clockTime } from '../ui/time'
import { Bubble } from './bubble'
import { useLineFocus } from './line-focus'
import { MessageActions } from './message-actions'
import { useMessageGestures } from './message-gestures'
import { messageSummary } from './message-summary'
import type { Tool } from './message-tools'
import { ReactionChips } from './reaction-chips'
import { useMayAdd } from './use-may-add'
import { useReactions } from './use-reactions'

const MessageTools = onDemand(async () => (await import('./message-tools')).MessageTools, null)

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
  const name = calledAs(message.sender_username, profile)
  const meId = useMe().id
  const nameOf = useNameOf()
  const isNamed = !isOwn && !isDirect
  const isMention = !isOwn && namesMe(message.mentions, meId)
  const line = useRef<HTMLElement>(null)
  const bubble = useRef<HTMLDivElement>(null)
  /** Undefined until something was opened: most messages never need any of it. */
  const [tool, setTool] = useState<Tool | null>()
  const [isPointedTo, setPointedTo] = useState(false)
  const policy = usePolicy()
  const { reactions, isMine, turn, problem } = useReactions(message)
  const isDeleted = message.deleted_at !== null
  const mayAdd = useMayAdd(message.room_id) && !isDeleted
  const react = (anchor: Element) => setTool({ kind: 'react', anchor })
  const gestures = useMessageGestures({
    onMenu: (anchor) => setTool({ kind: 'all', anchor }),
    onKey(key, anchor) {
      if (key === 'r' && mayAdd) props.onReply(message)
      if (key === '+' && mayAdd) react(anchor)
      if (key === 'e' && isOwn && policy['messages.edit']) props.onEdit(message)
      if (key === 'Delete' && isOwn && policy['messages.delete']) setTool({ kind: 'delete' })
    },
  })
  const quoted = message.reply_to
  const repliesTo = quoted && nameOf({ id: quoted.sender_id, username: quoted.sender_username })
  const summary = messageSummary({
    name: isOwn ? null : name,
    time: clockTime(message.timestamp),
    content: message.content,
    attachments: message.attachments,
    isEdited: message.is_edited,
    isDeleted,
    isMention,
    repliesTo,
    reactions: reactions.reduce((sum, { users }) => sum + users.length, 0),
  })
  const label = isOwn ? m.message_options() : m.message_options_of({ name })
  return (
    <article
      ref={line}
      {...useLineFocus()}
      {...(!isDeleted && gestures)}
      onPointerOver={() => {
        setPointedTo(true)
        MessageTools.prefetch()
      }}
      aria-label={summary}
      data-seq={message.seq}
      data-place=""
      className={`group relative flex items-end pointer-coarse:select-none gap-2.5 ${isOwn ? 'flex-row-reverse' : ''} ${isFirst ? 'mt-2' : ''} ${
        isPointedAt ? 'rounded-large animate-[point-out_1.6s]' : ''
      }`}
    >
      {isNamed &&
        (isLast ? (
          <Face id={message.sender_id} name={name} size="small" />
        ) : (
          <span className="w-[34px] shrink-0" />
        ))}
      <div
        ref={bubble}
        className={`relative flex max-w-[min(68ch,calc(100%-8rem))] min-w-0 flex-col max-[56rem]:max-w-[min(68ch,calc(100%-5.5rem))] pointer-coarse:max-w-[min(68ch,calc(100%-5.5rem))] max-wide:pointer-coarse:max-w-[calc(100%-3rem)] ${isOwn ? 'items-end' : 'items-start'}`}
      >
        <Bubble
          content={message.content}
          mentions={message.mentions}
          isEdited={message.is_edited}
          isDeleted={isDeleted}
          writtenAt={message.timestamp}
          quote={message.reply_to}
          delivery={isOwn ? delivery : null}
          isFirst={isFirst}
          isLast={isLast}
          onQuote={props.onQuote}
          files={<Attachments files={message.attachments} />}
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
        <ReactionChips reactions={reactions} isOwn={isOwn} onTurn={turn} onAdd={mayAdd ? react : undefined} />
        {problem !== null && <Problem text={problem} />}
        {!isDeleted && tool !== undefined && (
          <MessageTools
            {...{ message, isOwn, label, tool, line, bubble, isMine }}
            onTool={setTool}
            onTurn={mayAdd ? turn : undefined}
            onReply={mayAdd ? props.onReply : undefined}
            onEdit={props.onEdit}
            onDelivery={props.onDelivery}
          />
        )}
      </div>
      {!isDeleted && (
        <MessageActions
          message={message}
          isOwn={isOwn}
          label={label}
          isWanted={isPointedTo || tool !== undefined}
          onReply={mayAdd ? props.onReply : undefined}
          onReact={mayAdd ? react : undefined}
          onMenu={(anchor) => setTool({ kind: 'all', anchor })}
        />
      )}
    </article>
  )
})
