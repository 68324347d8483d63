import { useEffect, useRef, useState } from 'react'
import { useTypingText } from '../rooms/typing-text'

/** Screen readers hear that somebody types at most this often. */
const quietMs = 30_000

/** Who is typing, under the timeline. Its place is kept while nobody is, so that nothing moves. */
export function TypingLine({ roomId }: { roomId: string }) {
  const text = useTypingText(roomId)
  const said = useSparing(text)
  return (
    <div className="flex h-6 items-center ps-3 pe-3 text-small text-soft-ink wide:ps-[66px] wide:pe-[22px]">
      <span aria-hidden="true" className="truncate">
        <bdi>{text}</bdi>
      </span>
      <span role="status" aria-label="Typing" className="sr-only">
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
