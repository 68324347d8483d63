import { m } from '#catalogue'
import type { Message } from '#protocol/messages'
import { shorten } from '#protocol/text'
import { wordsOf } from '../files/words'
import { useClient, useMe } from '../shell/client-context'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Problem } from '../ui/problem'
import { useAction } from '../ui/use-action'
import { editDraftId, keepDraft } from './drafts'

/** Asks once before a message is taken away from everyone. */
export function DeleteDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const client = useClient()
  const meId = useMe().id
  const [remove, { isBusy, problem }] = useAction(async () => {
    await client.deleteMessage(message.room_id, message.id)
    keepDraft(meId, editDraftId(message), '')
    onClose()
  })
  return (
    <Dialog
      title={message.attachments.length > 0 ? m.files_delete_title() : m.message_delete_title()}
      onClose={onClose}
    >
      <p dir="auto" className="mb-4 line-clamp-3 wrap-anywhere text-soft-ink">
        {shorten(wordsOf(message), 160)}
      </p>
      <p className="mb-4">{m.message_delete_question()}</p>
      <div className="flex flex-wrap gap-2">
        <Button look="danger" disabled={isBusy} onClick={() => remove()}>
          {m.message_delete_for_everyone()}
        </Button>
        <Button data-first="" onClick={onClose}>
          {m.message_keep()}
        </Button>
      </div>
      <Problem text={problem} />
    </Dialog>
  )
}
