import { useState } from 'react'
import type { Message } from '#protocol/messages'
import { usePolicy } from '../shell/client-context'
import { IconButton } from '../ui/button'
import { OwnMessageDialog } from './own-message-dialog'

interface Props {
  message: Message
  isOwn: boolean
  onReply: (message: Message) => void
  onEdit: (message: Message) => void
}

const look =
  'text-soft-ink opacity-0 transition-opacity duration-120 group-hover:opacity-100 group-focus-within:opacity-100 hover:text-ink focus-visible:opacity-100 pointer-coarse:opacity-75 pointer-coarse:[&>svg]:size-4.5'

/** What can be done with a message, beside it: answering, and with one's own what this server allows. */
export function MessageActions({ message, isOwn, onReply, onEdit }: Props) {
  const policy = usePolicy()
  const [isOpen, setOpen] = useState(false)
  const isChangeable = isOwn && (policy['messages.edit'] || policy['messages.delete'])
  return (
    <div className={`-mx-1 flex shrink-0 self-center ${isOwn ? 'flex-row-reverse' : ''}`}>
      <IconButton
        icon="reply"
        label={`Reply to ${isOwn ? 'yourself' : message.sender_username}`}
        onClick={() => onReply(message)}
        className={look}
      />
      {isChangeable && (
        <IconButton icon="details" label="Edit or delete" onClick={() => setOpen(true)} className={look} />
      )}
      {isOpen && <OwnMessageDialog message={message} onEdit={onEdit} onClose={() => setOpen(false)} />}
    </div>
  )
}
