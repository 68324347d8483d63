import { useCallback, useMemo, useState } from 'react'
import type { LogState } from '#client/state/types'
import type { Message } from '#protocol/messages'
import { useClient, useMe, usePolicy, useReadable } from '../shell/client-context'
import { answeredIn } from './answered'
import { beginEdit } from './drafts'

/** What the field is for while it is not for a new message of its own: an answer, or other words for a message. */
export interface Topic {
  kind: 'reply' | 'edit'
  message: Message
}

/**
 * Keeps which message is being answered or edited, as that message is now. An answer waits while something is edited, and while
 * another room is open.
 */
export function useTopic(roomId: string, log: LogState) {
  const meId = useMe().id
  const mayEdit = usePolicy()['messages.edit']
  const answered = answeredIn(roomId)
  const answeredMessage = useReadable(answered)
  const [edited, setEdited] = useState<Message | null>(null)

  const topic = useMemo((): Topic | null => {
    const chosen = edited ?? answeredMessage
    const kind = edited ? 'edit' : 'reply'
    const message = chosen && (log.messages.find(({ id }) => id === chosen.id) ?? chosen)
    return message && { kind, message }
  }, [edited, answeredMessage, log.messages])

  const reply = useCallback(
    (message: Message) => {
      setEdited(null)
      answered.set(message)
    },
    [answered],
  )
  const edit = useCallback(
    (message: Message) => {
      beginEdit(meId, message)
      setEdited(message)
    },
    [meId],
  )
  const isOwnOnItsWay = useReadable(useClient().pending).some(
    ({ room_id, status }) => room_id === roomId && status === 'waiting',
  )
  /** In the middle of a room the last message that is held is not the last; nor is it while an own one is on its way. */
  const newest = log.hasNewer || isOwnOnItsWay ? [] : log.messages

  /** Begins to edit the last own text. Returns false when there is none, or editing is not allowed. */
  function editLast(): boolean {
    const last = newest.findLast(
      ({ sender_id, message_type, deleted_at }) =>
        sender_id === meId && message_type === 'text' && deleted_at === null,
    )
    if (!last || !mayEdit) return false
    edit(last)
    return true
  }
  /** Begins to answer the last text. Returns false when there is none. */
  function replyToLast(): boolean {
    const last = newest.findLast((message) => message.message_type === 'text' && !message.deleted_at)
    if (last) reply(last)
    return last !== undefined
  }
  function leave() {
    if (edited) setEdited(null)
    else answered.set(null)
  }

  return { topic, reply, edit, editLast, replyToLast, leave }
}
