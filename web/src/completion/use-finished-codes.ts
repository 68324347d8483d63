import { type RefObject, useRef, useState } from 'react'
import { insertText } from '../conversation/insert-text'
import { emojiNamed } from './use-emoji-codes'
import { codeAt } from './word-at'

/** So long a text that is sent waits for the names of emoji, which may never come. */
const mostMs = 3_000

/** The codes that are being named, one after the other. */
interface Naming {
  done: Promise<void>
  off: AbortController
}

/**
 * Writes the emoji of a finished code such as `:tada:` in its place. Their names may come late: what is typed meanwhile stays as
 * it is, and what is sent meanwhile waits for them.
 */
export function useFinishedCodes(field: RefObject<HTMLTextAreaElement | null>) {
  const naming = useRef<Naming | null>(null)
  const [isWaiting, setWaiting] = useState(false)

  function callOff() {
    naming.current?.off.abort()
    naming.current = null
  }

  /** Call it after each input, with what stands in the field then, and what it was if it was typed. */
  async function onInput({ value, selectionEnd }: HTMLTextAreaElement, typed: string | null) {
    // What Ctrl+Z brings back was not typed, and stays. What an input method composes must not be touched.
    if (typed === null) return callOff()
    const finished = typed === ':' ? codeAt(value, selectionEnd) : null
    if (!finished) return
    const { done, off } = naming.current ?? { done: Promise.resolve(), off: new AbortController() }
    const named = emojiNamed(finished.code)
    const now = { off, done: done.then(async () => replace(finished.code, await named, off.signal)) }
    naming.current = now
    await now.done
    if (naming.current === now) naming.current = null
  }

  function replace(code: string, emoji: string | null, { aborted }: AbortSignal) {
    const box = field.current
    const written = `:${code}:`
    const start = box?.value.lastIndexOf(written) ?? -1
    // Who is somewhere else by now is not called back.
    if (!emoji || !box || aborted || start < 0 || document.activeElement !== box) return
    const end = start + written.length
    const cursor = box.selectionEnd
    insertText(box, emoji, [start, end])
    const moved = cursor < end ? Math.min(cursor, start) : cursor + emoji.length - written.length
    box.setSelectionRange(moved, moved)
  }

  /** Calls `leave` once every code is named, at once where there is none. */
  async function whenNamed(leave: () => void) {
    if (!naming.current) return leave()
    setWaiting(true)
    await Promise.race([naming.current.done, new Promise((resolve) => setTimeout(resolve, mostMs))])
    callOff()
    setWaiting(false)
    leave()
  }

  return { onInput, whenNamed, isWaiting }
}
