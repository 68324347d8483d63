import { useMemo } from 'react'
import { m } from '#catalogue'
import { draftOf, keepDraft } from '../conversation/drafts'
import { RoomFace } from '../rooms/room-face'
import { roomName } from '../rooms/room-name'
import { useClient, useMe, useReadable } from '../shell/client-context'
import { replacePlace, roomPath } from '../shell/router'

/** What another program shares: it goes into the draft of a room that is chosen here, and is sent by nobody but the person. */
export function SharePage() {
  const meId = useMe().id
  const { rooms } = useReadable(useClient().rooms)
  const shared = useMemo(() => sharedText(location.search), [])
  const open = rooms.filter(({ is_closed }) => !is_closed)

  function choose(roomId: string) {
    const begun = draftOf(meId, roomId).get()
    keepDraft(meId, roomId, begun === '' ? shared : `${begun}\n${shared}`)
    replacePlace(roomPath(roomId))
  }

  return (
    <div className="quiet-scroll mx-auto h-full w-full max-w-xl p-4 pt-[max(1rem,env(safe-area-inset-top))] pb-[max(1rem,env(safe-area-inset-bottom))]">
      <h1 className="text-title font-bold">{m.notifications_share_where()}</h1>
      <p className="my-3 line-clamp-4 whitespace-pre-wrap break-words rounded-medium bg-shade p-3">
        {shared}
      </p>
      <ul className="flex flex-col gap-0.5">
        {open.map((room) => (
          <li key={room.id}>
            <button
              type="button"
              onClick={() => choose(room.id)}
              className="flex min-h-12 w-full items-center gap-3 rounded-medium p-2 text-start hover:bg-shade"
            >
              <RoomFace room={room} />
              <bdi className="truncate font-semibold">{roomName(room)}</bdi>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Title, text and address, each once: programs put the same into several of them. */
export function sharedText(query: string): string {
  const given = new URLSearchParams(query)
  const parts = ['title', 'text', 'url'].map((name) => given.get(name)?.trim() ?? '')
  return parts
    .filter((part, at) => part !== '' && !parts.some((other, otherAt) => contains(other, part, otherAt, at)))
    .join('\n')
}

function contains(other: string, part: string, otherAt: number, at: number): boolean {
  return otherAt !== at && other.includes(part) && (other !== part || otherAt < at)
}
