import type { Message } from '#protocol/messages'
import { shorten } from '#protocol/text'
import { useClient } from '../shell/client-context'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Problem } from '../ui/problem'
import { useAction } from '../ui/use-action'

/** What can be done with somebody else's message. */
export function MessageDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const client = useClient()
  const [markUnread, { isBusy, problem }] = useAction(async () => {
    await client.markUnread(message.room_id, message.seq)
    onClose()
  })
  return (
    <Dialog title={`Message from ${message.sender_username}`} onClose={onClose}>
      <p dir="auto" className="mb-4 line-clamp-3 wrap-anywhere text-soft-ink">
        {shorten(message.content, 160)}
      </p>
      <div className="flex flex-col gap-2">
        <Button data-first="" disabled={isBusy} onClick={() => markUnread()}>
          Mark unread from here
        </Button>
        <Problem text={problem} />
      </div>
    </Dialog>
  )
}
