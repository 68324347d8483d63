import { useState } from 'react'
import { m } from '#catalogue'
import type { Room } from '#protocol/rooms'
import { EstrangedNote } from '../contacts/estranged-note'
import { useIsEstranged } from '../contacts/use-contacts'
import { Details } from '../details/details'
import { useChoosing } from '../files/use-choosing'
import { useClient, useReadable } from '../shell/client-context'
import { Button } from '../ui/button'
import { onDemand } from '../ui/on-demand'
import { Problem } from '../ui/problem'
import { Waiting } from '../ui/waiting'
import { Composer } from './composer'
import { RoomHeader } from './room-header'
import { Timeline } from './timeline'
import { TypingLine } from './typing-line'
import { useOpening } from './use-opening'
import { useTopic } from './use-topic'

const RoomFiles = onDemand(async () => (await import('../files/room-files')).RoomFiles, null)

/** A room of one's own: its header, its timeline and the field to write in. */
export function OpenRoom({ room }: { room: Room }) {
  const client = useClient()
  const isEstranged = useIsEstranged(room)
  const log = useReadable(client.log(room.id))
  const { topic, reply, edit, editLast, replyToLast, leave } = useTopic(room.id, log)
  const [sentCount, setSentCount] = useState(0)
  const [areDetailsOpen, setDetailsOpen] = useState(false)
  const addFiles = useChoosing(room.id)
  const mayWrite = !room.is_closed && !isEstranged
  const { start, open, isOpened, problem } = useOpening(room, log)

  return (
    <div className="relative grid h-full grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)_auto]">
      <RoomHeader room={room} messages={log.messages} onDetails={() => setDetailsOpen(true)} />
      {log.status === 'ready' && isOpened ? (
        <Timeline {...{ room, log, start, sentCount }} onReply={reply} onEdit={edit} />
      ) : log.status === 'failed' ? (
        <div className="grid place-content-center justify-items-center gap-3 p-6">
          <Problem text={problem ?? m.conversation_not_loaded()} />
          <Button onClick={() => open()}>{m.conversation_try_again()}</Button>
        </div>
      ) : (
        <Waiting text={m.conversation_loading()} />
      )}
      <div>
        <TypingLine room={room} />
        {room.is_closed && topic === null ? (
          <p className="border-t border-line p-4 text-center text-soft-ink">
            {m.conversation_account_deleted()}
          </p>
        ) : isEstranged && topic === null ? (
          <EstrangedNote />
        ) : (
          <Composer
            room={room}
            topic={topic}
            onLeaveTopic={leave}
            onEditLast={editLast}
            onReplyToLast={replyToLast}
            onDetails={() => setDetailsOpen(true)}
            onSent={() => setSentCount(sentCount + 1)}
          />
        )}
      </div>
      <RoomFiles room={room} onChoose={mayWrite && topic?.kind !== 'edit' ? addFiles : null} />
      {areDetailsOpen && <Details room={room} onClose={() => setDetailsOpen(false)} />}
    </div>
  )
}
