import { type KeyboardEvent, useRef, useState } from 'react'
import { m } from '#catalogue'
import type { Room } from '#protocol/rooms'
import { roomName } from '../rooms/room-name'
import { useClient, useReadable } from '../shell/client-context'
import { IconButton } from '../ui/button'
import { numberText } from '../ui/number'
import { useModal } from '../ui/use-modal'
import { albumOf, type Page, stepFrom } from './album'
import { type Side, useZoom } from './use-zoom'
import { ViewedFile } from './viewed-file'
import { ViewerHeader } from './viewer-header'
import { onDark } from './viewer-look'
import { viewed } from './viewing'
import { altOf } from './words'

interface Props {
  room: Room
  fileId: string
  onClose: () => void
}

/** One picture or video over the whole page, and the way to the others of the room that are loaded. */
export function Viewer({ room, fileId, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const pages = albumOf(useReadable(useClient().log(room.id)).messages)
  const at = pages.findIndex(({ file }) => file.id === fileId)
  const page = pages[at]
  const [lastAt, setLastAt] = useState(at)
  if (at >= 0 && at !== lastAt) setLastAt(at)
  const place = { id: fileId, at: lastAt }
  const next = stepFrom(pages, place, 1)
  const previous = stepFrom(pages, place, -1)
  const zoom = useZoom(fileId, (toward) => lead(toward === 'left' ? 'right' : 'left'))
  useModal(dialog, onClose)

  function go(to: Page | null | undefined) {
    if (to) viewed.set(to.file.id)
  }

  /** To what lies on that side, as lines run. */
  function lead(side: Side) {
    const isForward = (getComputedStyle(document.body).direction === 'rtl') === (side === 'left')
    go(isForward ? next : previous)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const deeds: Record<string, () => void> = {
      ArrowRight: () => lead('right'),
      ArrowLeft: () => lead('left'),
      Home: () => go(pages[0]),
      End: () => go(pages.at(-1)),
      '+': zoom.zoomIn,
      '=': zoom.zoomIn,
      '-': zoom.zoomOut,
      '0': zoom.reset,
    }
    const deed = deeds[event.key]
    // The keys of a video are its own.
    if (!deed || event.target instanceof HTMLVideoElement) return
    event.preventDefault()
    deed()
  }

  return (
    <dialog
      ref={dialog}
      aria-label={m.files_viewer({ room: roomName(room) })}
      onKeyDown={onKeyDown}
      className="m-0 h-dvh max-h-none w-screen max-w-none overflow-hidden bg-[oklch(15%_0.006_75)] p-0 text-[oklch(97%_0.008_85)]"
    >
      <div className="grid h-full grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)_auto] pt-[env(safe-area-inset-top)] pr-[env(safe-area-inset-right)] pl-[env(safe-area-inset-left)]">
        <ViewerHeader page={page} onClose={() => dialog.current?.close()} zoom={zoom} />
        <div className="relative min-h-0">
          {page ? (
            <ViewedFile key={page.file.id} file={page.file} zoom={zoom} />
          ) : (
            <p role="status" className="grid h-full place-content-center p-6">
              {m.files_taken_away()}
            </p>
          )}
          <IconButton
            icon="previous"
            label={m.files_previous()}
            disabled={!previous}
            onClick={() => go(previous)}
            className={`absolute start-2 top-1/2 -mt-5 bg-[oklch(15%_0.006_75/0.55)] ${onDark}`}
          />
          <IconButton
            icon="next"
            label={m.files_next()}
            disabled={!next}
            onClick={() => go(next)}
            className={`absolute end-2 top-1/2 -mt-5 bg-[oklch(15%_0.006_75/0.55)] ${onDark}`}
          />
        </div>
        <footer className="min-h-12 px-4 py-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] text-center text-note">
          {page && (
            <p aria-live="polite" dir="auto" className="mx-auto line-clamp-3 max-w-[68ch]">
              {altOf(page.file)}
            </p>
          )}
          {at >= 0 && (
            <p className="text-small opacity-75">
              {m.files_position({ position: numberText(at + 1), count: numberText(pages.length) })}
            </p>
          )}
        </footer>
      </div>
    </dialog>
  )
}
