import { useCallback, useRef, useState } from 'react'
import { m } from '#catalogue'
import type { Room } from '#protocol/rooms'
import { useClient, useReadable } from '../shell/client-context'
import { place } from '../shell/router'
import { explain } from '../ui/explain'
import { onDemand } from '../ui/on-demand'
import { Problem } from '../ui/problem'
import { useKeptFocus } from '../ui/use-kept-focus'
import { phone, useMedia } from '../ui/use-media'
import { useToday } from '../ui/use-today'
import { Waiting } from '../ui/waiting'
import { FirstSteps } from './first-steps'
import type { Asked } from './room-menu'
import { RoomRow } from './room-row'
import { sectionsOf } from './sections'

const RoomMenu = onDemand(async () => (await import('./room-menu')).RoomMenu)

/** One's own rooms: pinned ones, then newest activity first, then what was archived. */
export function RoomList() {
  const client = useClient()
  const { isLoaded, rooms } = useReadable(client.rooms)
  const choices = useReadable(client.notifications)
  const isPhone = useMedia(phone)
  const [asked, setAsked] = useState<Asked | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const list = useRef<HTMLElement>(null)
  useKeptFocus(list, isLoaded && rooms.length > 0)
  const ask = useCallback((next: Asked) => {
    setProblem(null)
    setAsked(next)
  }, [])

  if (!isLoaded) return <Waiting text={m.rooms_loading()} />
  if (rooms.length === 0) return <NoRooms isAlone={isPhone} />
  const { shown, archived } = sectionsOf(rooms, choices)
  const askedRoom = rooms.find(({ id }) => id === asked?.roomId)
  return (
    <nav
      ref={list}
      aria-label={m.rooms_rooms()}
      data-region="rooms"
      className="quiet-scroll min-h-0 flex-1 px-2 pb-4"
    >
      <Problem text={problem} />
      <Rows rooms={shown} onAsk={ask} />
      {archived.length > 0 && (
        <details className="pt-2">
          <summary className="rounded-small px-2 py-1.5 text-small font-semibold text-soft-ink">
            {m.rooms_archived({ count: archived.length })}
          </summary>
          <Rows rooms={archived} onAsk={ask} />
        </details>
      )}
      {asked && askedRoom && (
        <RoomMenu
          room={askedRoom}
          anchor={asked.anchor}
          onClose={() => setAsked(null)}
          onProblem={(error) => setProblem(explain(error))}
        />
      )}
    </nav>
  )
}

function Rows({ rooms, onAsk }: { rooms: readonly Room[]; onAsk: (asked: Asked) => void }) {
  const where = useReadable(place)
  const today = useToday()
  return (
    <ul className="flex flex-col gap-0.5 pt-0.5">
      {rooms.map((room) => (
        <RoomRow
          key={room.id}
          room={room}
          today={today}
          isOpen={where.page === 'room' && where.roomId === room.id}
          onAsk={onAsk}
        />
      ))}
    </ul>
  )
}

/** On a phone nothing stands beside the list, so it says itself what to do next. */
function NoRooms({ isAlone }: { isAlone: boolean }) {
  if (!isAlone) return <p className="flex-1 px-4 py-2 text-note text-soft-ink">{m.rooms_none_yet()}</p>
  return (
    <div className="grid flex-1 place-content-center">
      <FirstSteps />
    </div>
  )
}
