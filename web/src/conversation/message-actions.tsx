import { m } from '#catalogue'
import type { Message } from '#protocol/messages'
import { useProfile } from '../people/person'
import { IconButton } from '../ui/button'
import { useInnerTabIndex } from './line-focus'

interface Props {
  message: Message
  isOwn: boolean
  label: string
  /** Absent where nothing can be added to the room. */
  onReply?: ((message: Message) => void) | undefined
  onReact?: ((anchor: Element) => void) | undefined
  onMenu: (anchor: Element) => void
}

const look =
  'text-soft-ink opacity-0 transition-opacity duration-120 group-hover:opacity-100 group-focus-within:opacity-100 hover:text-ink focus-visible:opacity-100 pointer-coarse:opacity-75 pointer-coarse:[&>svg]:size-4.5'

/** What is done most with a message, beside it, and the rest behind a button. On touch a finger that stays opens the rest. */
export function MessageActions({ message, isOwn, label, onReply, onReact, onMenu }: Props) {
  const tabIndex = useInnerTabIndex()
  const name = useProfile(message.sender_id)?.display_name ?? message.sender_username
  return (
    <div className={`-mx-1 flex shrink-0 self-center ${isOwn ? 'flex-row-reverse' : ''}`}>
      {onReact && (
        <IconButton
          icon="react"
          label={m.message_add_reaction()}
          aria-haspopup="menu"
          onClick={({ currentTarget }) => onReact(currentTarget)}
          tabIndex={tabIndex}
          className={`pointer-coarse:hidden ${look}`}
        />
      )}
      {onReply && (
        <IconButton
          icon="reply"
          label={isOwn ? m.message_reply_to_self() : m.message_reply_to({ name })}
          onClick={() => onReply(message)}
          tabIndex={tabIndex}
          className={look}
        />
      )}
      <IconButton
        icon="details"
        label={label}
        aria-haspopup="menu"
        onClick={({ currentTarget }) => onMenu(currentTarget)}
        tabIndex={tabIndex}
        data-actions=""
        className={look}
      />
    </div>
  )
}
