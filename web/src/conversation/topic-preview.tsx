import { m } from '#catalogue'
import { shorten } from '#protocol/text'
import { wordsOf } from '../files/words'
import { hueStyle } from '../people/hue'
import { useNameOf, useProfile } from '../people/person'
import { IconButton } from '../ui/button'
import type { Topic } from './use-topic'

interface Props {
  topic: Topic
  isOwn: boolean
  onCancel: () => void
}

/** What the text being written will answer or replace. */
export function TopicPreview({ topic: { kind, message }, isOwn, onCancel }: Props) {
  const isEdit = kind === 'edit'
  const profile = useProfile(message.sender_id)
  const name = useNameOf()({ id: message.sender_id, username: message.sender_username })
  return (
    <div className="mb-1 flex animate-[settle_140ms_var(--ease-out)] items-center gap-2 ps-2.5">
      <div
        style={hueStyle(message.sender_id, profile?.color)}
        className="person-bar min-w-0 flex-1 ps-2.5 text-note"
      >
        <span className="person-name block text-small font-bold">
          {isEdit ? m.composer_edit_field() : isOwn ? m.composer_reply_self() : m.composer_reply_to({ name })}
        </span>
        <bdi className="block truncate text-start text-soft-ink">
          {message.deleted_at === null ? shorten(wordsOf(message), 160) : m.conversation_deleted()}
        </bdi>
      </div>
      <IconButton
        icon="close"
        label={isEdit ? m.composer_cancel_edit() : m.composer_cancel_reply()}
        onClick={onCancel}
      />
    </div>
  )
}
