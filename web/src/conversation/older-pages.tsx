import { m } from '#catalogue'
import type { LogState } from '#client/state/types'
import type { Room } from '#protocol/rooms'
import { roomName } from '../rooms/room-name'
import { Button } from '../ui/button'

interface Props {
  room: Room
  log: LogState
  problem: string | null
  onRetry: () => void
}

/** What stands above the oldest line held: that more is coming, why it is not, or that this is the beginning. */
export function OlderPages({ room, log, problem, onRetry }: Props) {
  // The log of a group begins with who started it.
  if (!log.hasOlder) return room.room_type === 'group' ? null : <Beginning room={room} />
  return <Coming text={m.conversation_loading_older()} problem={problem} onRetry={onRetry} />
}

/** What stands below the newest line held while newer ones are left out. */
export function NewerPages({ log, problem, onRetry }: Omit<Props, 'room'>) {
  if (!log.hasNewer) return null
  return <Coming text={m.conversation_loading_newer()} problem={problem} onRetry={onRetry} />
}

interface ComingProps {
  text: string
  problem: string | null
  onRetry: () => void
}

function Coming({ text, problem, onRetry }: ComingProps) {
  if (problem === null) return <p className="h-10 text-center text-small/10 text-soft-ink">{text}</p>
  return (
    <div className="mx-auto flex min-h-10 flex-wrap items-center justify-center gap-2 text-small">
      <span role="alert">{problem}</span>
      <Button onClick={onRetry}>{m.conversation_try_again()}</Button>
    </div>
  )
}

function Beginning({ room }: { room: Room }) {
  return (
    <p className="mx-auto mt-4 max-w-80 text-center text-note text-soft-ink">
      {room.room_type === 'lobby'
        ? m.conversation_beginning_of_lobby()
        : m.conversation_beginning({ name: `\u2068${roomName(room)}\u2069` })}
    </p>
  )
}
