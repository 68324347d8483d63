import type { Message } from '#protocol/messages'
import { shorten } from '#protocol/text'
import { hueStyle } from '../people/hue'
import { IconButton } from '../ui/button'

interface Props {
  message: Message
  isOwn: boolean
  onCancel: () => void
}

/** What the text being written will answer. */
export function ReplyPreview({ message, isOwn, onCancel }: Props) {
  return (
    <div className="mb-1 flex animate-[settle_140ms_var(--ease-out)] items-center gap-2 ps-2.5">
      <div style={hueStyle(message.sender_id)} className="person-bar min-w-0 flex-1 ps-2.5 text-note">
        <span className="person-name block text-small font-bold">
          Reply to {isOwn ? 'yourself' : message.sender_username}
        </span>
        <bdi className="block truncate text-left text-soft-ink">{shorten(message.content, 160)}</bdi>
      </div>
      <IconButton icon="close" label="Cancel reply" onClick={onCancel} />
    </div>
  )
}
