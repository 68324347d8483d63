import { useState } from 'react'
import type { Message } from '#protocol/messages'
import { useProfile } from '../people/person'
import { useRoom } from '../rooms/use-room'
import { IconButton } from '../ui/button'
import { useInnerTabIndex } from './line-focus'
import { MessageDialog } from './message-dialog'
import { OwnMessageDialog } from './own-message-dialog'

interface Props {
  message: Message
  isOwn: boolean
  onReply: (message: Message) => void
  onEdit: (message: Message) => void
  onDelivery: (message: Message) => void
}

const look =
  'text-soft-ink opacity-0 transition-opacity duration-120 group-hover:opacity-100 group-focus-within:opacity-100 hover:text-ink focus-visible:opacity-100 pointer-coarse:opacity-75 pointer-coarse:[&>svg]:size-4.5'

/** What can be done with a message, beside it: answering, and more behind a button. */
export function MessageActions({ message, isOwn, onReply, onEdit, onDelivery }: Props) {
  const [isOpen, setOpen] = useState(false)
  const tabIndex = useInnerTabIndex()
  const name = useProfile(message.sender_id)?.display_name ?? message.sender_username
  const isClosed = useRoom(message.room_id)?.is_closed === true
  return (
    <div className={`-mx-1 flex shrink-0 self-center ${isOwn ? 'flex-row-reverse' : ''}`}>
      {!isClosed && (
        <IconButton
          icon="reply"
          label={`Reply to ${isOwn ? 'yourself' : name}`}
          onClick={() => onReply(message)}
          tabIndex={tabIndex}
          className={look}
        />
      )}
      <IconButton
        icon="details"
        label={isOwn ? 'Message options' : `Options for what ${message.sender_username} said`}
        onClick={() => setOpen(true)}
        tabIndex={tabIndex}
        data-actions=""
        className={look}
      />
      {isOpen && !isOwn && <MessageDialog message={message} onClose={() => setOpen(false)} />}
      {isOpen && isOwn && (
        <OwnMessageDialog
          message={message}
          onEdit={onEdit}
          onDelivery={onDelivery}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  )
}
