import { useEffect, useEffectEvent, useState } from 'react'
import type { Room } from '#protocol/rooms'
import { EstrangedNote } from '../contacts/estranged-note'
import { useIsEstranged } from '../contacts/use-contacts'
import { Details } from '../details/details'
import { keepRoom } from '../offline/keep-room'
import { useClient, useReadable } from '../shell/client-context'
import { Button } from '../ui/button'
import { Problem } from '../ui/problem'
import { useAction } from '../ui/use-action'
import { Waiting } from '../ui/waiting'
import { Composer } from './composer'
import { RoomHeader } from './room-header'
import { Timeline } from './timeline'
import { TypingLine } from './typing-line'
import { useTopic } from './use-topic'

/** A room of one's own: its header, its timeline and the field to write in. */
export function OpenRoom({ room }: { room: Room }) {
  const client = useClient()
  const isEstranged = useIsEstranged(room)
  const log = useReadable(client.log(room.id))
  const { topic, reply, edit, editLast, leave } = useTopic(log)
  const [sentCount, setSentCount] = useState(0)
  const [areDetailsOpen, setDetailsOpen] = useState(false)
  const [open, { problem }] = useAction(() => client.openLog(room.id))

  const openAtFirst = useEffectEvent(() => open())
  useEffect(() => {
    openAtFirst()
    const stopKeeping = keepRoom(client, room.id)
    return () => {
      stopKeeping()
      client.leaveLog(room.id)
    }
  }, [client, room.id])

  return (
    <div className="grid h-full grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)_auto]">
      <RoomHeader room={room} messages={log.messages} onDetails={() => setDetailsOpen(true)} />
      {log.status === 'ready' ? (
        <Timeline room={room} log={log} sentCount={sentCount} onReply={reply} onEdit={edit} />
      ) : log.status === 'failed' ? (
        <div className="grid place-content-center justify-items-center gap-3 p-6">
          <Problem text={problem ?? "Couldn't load this room."} />
          <Button onClick={() => open()}>Try again</Button>
        </div>
      ) : (
        <Waiting text="Loading messages…" />
      )}
      <div>
        <TypingLine room={room} />
        {room.is_closed && topic === null ? (
          <p className="border-t border-line p-4 text-center text-soft-ink">
            This person has deleted their account. What was said stays here, but nothing can be added.
          </p>
        ) : isEstranged && topic === null ? (
          <EstrangedNote />
        ) : (
          <Composer
            room={room}
            topic={topic}
            onLeaveTopic={leave}
            onEditLast={editLast}
            onSent={() => setSentCount(sentCount + 1)}
          />
        )}
      </div>
      {areDetailsOpen && <Details room={room} onClose={() => setDetailsOpen(false)} />}
    </div>
  )
}
