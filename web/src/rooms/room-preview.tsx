import { m } from '#catalogue'
import { deliveryOf, reachOf } from '#client/state/reach'
import type { Pending } from '#client/state/types'
import { kindOf } from '#client/uploads/take-files'
import type { Message } from '#protocol/messages'
import type { Room } from '#protocol/rooms'
import { DeliveryMark } from '../conversation/delivery-mark'
import { draftOf } from '../conversation/drafts'
import { noticeText } from '../conversation/notice-text'
import { wordsOf } from '../files/words'
import { useNameOf } from '../people/person'
import { useClient, useReadable } from '../shell/client-context'
import { useTypingText } from './typing-text'

/**
 * What was said last in a room: an unsent line of one's own before anything else, then who is typing, a draft, the
 * newest message. The draft of the room that is open stands in its field, where it is being written.
 */
export function RoomPreview({ room, meId, isOpen }: { room: Room; meId: string; isOpen: boolean }) {
  const pending = useReadable(useClient().pending).findLast((line) => line.room_id === room.id)
  const typing = useTypingText(room.id)
  const draft = useReadable(draftOf(meId, room.id))
  return (
    <span className="col-start-2 flex min-w-0 last:col-end-4 items-center gap-1 text-note text-soft-ink">
      {pending ? (
        <PendingPreview pending={pending} />
      ) : typing !== '' ? (
        <bdi className="truncate">{typing}</bdi>
      ) : draft.trim() !== '' && !isOpen ? (
        <>
          <span className="font-semibold whitespace-nowrap text-accent">{m.rooms_draft()}</span>
          <bdi className="truncate">{oneLine(draft)}</bdi>
        </>
      ) : (
        room.last_message && <MessagePreview message={room.last_message} room={room} meId={meId} />
      )}
    </span>
  )
}

function PendingPreview({ pending }: { pending: Pending }) {
  return (
    <>
      <DeliveryMark state={pending.status} />
      <bdi className="truncate">{oneLine(pendingWords(pending))}</bdi>
    </>
  )
}

function MessagePreview({ message, room, meId }: { message: Message; room: Room; meId: string }) {
  const nameOf = useNameOf()
  if (message.message_type !== 'text')
    return <bdi className="truncate">{noticeText(message, meId, nameOf)}</bdi>
  if (message.sender_id === meId) return <OwnPreview message={message} />
  return (
    <bdi className="truncate">
      {room.room_type !== 'direct' &&
        `${nameOf({ id: message.sender_id, username: message.sender_username })}: `}
      {oneLine(shownWords(message))}
    </bdi>
  )
}

/** How far it has come is known for rooms that were opened on this device, and for the first of the list; elsewhere it was sent. */
function OwnPreview({ message }: { message: Message }) {
  const receipts = useReadable(useClient().receipts(message.room_id))
  return (
    <>
      <DeliveryMark state={deliveryOf(message.seq, reachOf(receipts, message.sender_id))} />
      <bdi className="truncate">{oneLine(shownWords(message))}</bdi>
    </>
  )
}

function pendingWords({ content, attachments }: Pending): string {
  return wordsOf({
    content,
    attachments: attachments.map(({ type, name }) => ({ kind: kindOf(type), name })),
  })
}

function shownWords(message: Message): string {
  return message.deleted_at === null ? wordsOf(message) : m.conversation_deleted()
}

/** The beginning of a text, without its line breaks. */
function oneLine(text: string): string {
  return text.slice(0, 200).replace(/\s+/g, ' ')
}
