import type { Message } from '#protocol/messages'
import { shorten } from '#protocol/text'
import { useClient, useMe, usePolicy } from '../shell/client-context'
import { Button } from '../ui/button'
import { ConfirmedAction } from '../ui/confirmed-action'
import { Dialog } from '../ui/dialog'
import { editDraftId, keepDraft } from './drafts'

interface Props {
  message: Message
  onEdit: (message: Message) => void
  onDelivery: (message: Message) => void
  onClose: () => void
}

/** What can be done with one's own message: see who has it, give it other words, or none. */
export function OwnMessageDialog({ message, onEdit, onDelivery, onClose }: Props) {
  const client = useClient()
  const meId = useMe().id
  const policy = usePolicy()
  return (
    <Dialog title="Your message" onClose={onClose}>
      <p dir="auto" className="mb-4 line-clamp-3 wrap-anywhere text-soft-ink">
        {shorten(message.content, 160)}
      </p>
      <div className="flex flex-col gap-2">
        {policy['messages.edit'] && (
          <Button
            data-first=""
            onClick={() => {
              onClose()
              onEdit(message)
            }}
          >
            Edit
          </Button>
        )}
        <Button
          onClick={() => {
            onClose()
            onDelivery(message)
          }}
        >
          Who has this message
        </Button>
        {policy['messages.delete'] && (
          <ConfirmedAction
            label="Delete"
            question="Delete this message for everyone? Nobody can bring its words back."
            confirm="Delete for everyone"
            action={async () => {
              await client.deleteMessage(message.room_id, message.id)
              keepDraft(meId, editDraftId(message), '')
              onClose()
            }}
          />
        )}
      </div>
    </Dialog>
  )
}
