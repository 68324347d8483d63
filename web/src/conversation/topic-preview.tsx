import { shorten } from '#protocol/text'
import { hueStyle } from '../people/hue'
import { IconButton } from '../ui/button'
import { deletedText } from './deleted-text'
import type { Topic } from './use-topic'

interface Props {
  topic: Topic
  isOwn: boolean
  onCancel: () => void
}

/** What the text being written will answer or replace. */
export function TopicPreview({ topic: { kind, message }, isOwn, onCancel }: Props) {
  const isEdit = kind === 'edit'
  return (
    <div className="mb-1 flex animate-[settle_140ms_var(--ease-out)] items-center gap-2 ps-2.5">
      <div style={hueStyle(message.sender_id)} className="person-bar min-w-0 flex-1 ps-2.5 text-note">
        <span className="person-name block text-small font-bold">
          {isEdit ? 'Edit your message' : `Reply to ${isOwn ? 'yourself' : message.sender_username}`}
        </span>
        <bdi className="block truncate text-left text-soft-ink">
          {message.deleted_at === null ? shorten(message.content, 160) : deletedText}
        </bdi>
      </div>
      <IconButton icon="close" label={isEdit ? 'Cancel edit' : 'Cancel reply'} onClick={onCancel} />
    </div>
  )
}
