import { m } from '#catalogue'
import type { Message } from '#protocol/messages'
import { calledAs, useProfile } from '../people/person'
import { IconButton } from '../ui/button'
import { touch, useMedia } from '../ui/use-media'
import { useInnerTabIndex } from './line-focus'

interface Props {
  message: Message
  isOwn: boolean
  label: string
  /** Something of the line is pointed at, or was. */
  isWanted: boolean
  /** Absent where nothing can be added to the room. */
  onReply?: ((message: Message) => void) | undefined
  onReact?: ((anchor: Element) => void) | undefined
  onMenu: (anchor: Element) => void
}

const look = 'text-soft-ink hover:text-ink pointer-coarse:[&>svg]:size-4.5'

/**
 * What is done most with a message, beside it, and the rest behind a button. On touch a finger that stays opens the rest, and
 * on a phone, where texts need the room, everything is behind the button; in a narrow window the reactions are. The
 * buttons are as high as a line with the gap to the next, and half of all a line consists of: those of a line that is neither pointed
 * at nor led to by Tab come when it is, and
 * their place is kept.
 */
export function MessageActions(props: Props) {
  const isCurrent = useInnerTabIndex() === 0
  const isTouch = useMedia(touch)
  const { isOwn, isWanted, onReply } = props
  const place = `-mx-1 -my-[1.5px] min-h-10 shrink-0 pointer-coarse:my-0 pointer-coarse:min-h-11 pointer-coarse:min-w-0 ${onReply ? 'min-w-30 max-[56rem]:min-w-20' : 'min-w-10'}`
  if (!isCurrent && !isTouch && !isWanted) return <div className={place} />
  return (
    <div
      className={`${place} flex self-center opacity-0 transition-opacity duration-120 group-hover:opacity-100 group-focus-within:opacity-100 pointer-coarse:opacity-75 ${isOwn ? 'flex-row-reverse' : ''}`}
    >
      <Buttons {...props} />
    </div>
  )
}

function Buttons({ message, isOwn, label, onReply, onReact, onMenu }: Props) {
  const tabIndex = useInnerTabIndex()
  const name = calledAs(message.sender_username, useProfile(message.sender_id))
  return (
    <>
      {onReact && (
        <IconButton
          icon="react"
          label={m.message_add_reaction()}
          aria-haspopup="menu"
          onClick={({ currentTarget }) => onReact(currentTarget)}
          tabIndex={tabIndex}
          className={`max-[56rem]:hidden pointer-coarse:hidden ${look}`}
        />
      )}
      {onReply && (
        <IconButton
          icon="reply"
          label={isOwn ? m.message_reply_to_self() : m.message_reply_to({ name })}
          onClick={() => onReply(message)}
          tabIndex={tabIndex}
          className={`max-wide:pointer-coarse:hidden ${look}`}
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
    </>
  )
}
