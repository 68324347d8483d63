import { useEffect, useRef, useState } from 'react'
import { m } from '#catalogue'
import type { Room } from '#protocol/rooms'
import { useTypingText } from '../rooms/typing-text'

/** Screen readers hear that somebody types at most this often. */
const quietMs = 30_000

/** Who is typing, under the timeline. Its place is kept while nobody is, so that nothing moves. */
export function TypingLine({ room }: { room: Room }) {
  const text = useTypingText(room.id)
  const said = useSparing(text)
  const besideFaces = room.room_type === 'direct' ? 'ps-4 wide:ps-3.5' : 'ps-14 wide:ps-11'
  return (
    <div className="flex h-6 items-center pe-3 text-small text-soft-ink wide:px-column">
      <span aria-hidden="true" className={`truncate ${besideFaces}`}>
        <bdi>{text}</bdi>
      </span>
      <span role="status" aria-label={m.composer_typing()} className="sr-only">
        {said}
      </span>
    </div>
  )
}

/** The text when it begins, unless one began shortly before; empty once it is over. */
function useSparing(text: string): string {
  const [said, setSaid] = useState('')
  const saidAt = useRef(Number.NEGATIVE_INFINITY)
  const isSomething = text !== ''

  useEffect(() => {
    if (!isSomething) return setSaid('')
    if (performance.now() - saidAt.current < quietMs) return
    saidAt.current = performance.now()
    setSaid(text)
  }, [isSomething, text])
  return said
}
