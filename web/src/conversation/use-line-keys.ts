import {
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import type { DayLines } from './lines'
import { nextLine } from './next-line'

interface Needs {
  scroller: RefObject<HTMLDivElement | null>
  days: readonly DayLines[]
  /** Goes to the newest message there is. */
  toNewest: () => Promise<void>
}

/** The line that has the focus, and what to look for once it is gone. */
interface Focused {
  key: string
  seq: number
}

/**
 * Makes the lines one stop for Tab, with the arrow keys between them. A line that has the focus and is taken away, or drawn
 * anew, leaves it to what stands in its place.
 */
export function useLineKeys({ scroller, days, toNewest }: Needs) {
  const [chosenKey, setChosenKey] = useState<string | null>(null)
  const focused = useRef<Focused | null>(null)
  const lines = days.flatMap((day) => day.lines).filter(({ kind }) => kind !== 'unread')
  const isHeld = lines.some(({ key }) => key === chosenKey)
  const currentKey = isHeld ? chosenKey : (lines.at(-1)?.key ?? null)

  const focusLine = useCallback((line: HTMLElement | null | undefined) => {
    line?.focus({ preventScroll: true })
    line?.scrollIntoView({ block: 'nearest' })
  }, [])

  /** Gives a message the focus, or the first that is drawn below its place. */
  const focusMessage = useCallback(
    (seq: number) => linesIn(scroller.current).find(isFrom(seq))?.focus({ preventScroll: true }),
    [scroller],
  )

  /** Goes to the newest message there is, and gives it the focus. */
  async function focusNewest() {
    await toNewest()
    focusLine(linesIn(scroller.current).at(-1))
  }

  useLayoutEffect(() => {
    const box = scroller.current
    if (days.length === 0 || !box || !focused.current) return
    if (document.activeElement === document.body)
      inPlaceOf(focused.current, box)?.focus({ preventScroll: true })
  }, [days, scroller])

  function onFocus({ target }: FocusEvent<HTMLElement>) {
    const line = target.closest<HTMLElement>('[data-line]')
    if (!line) return
    focused.current = { key: line.dataset.line ?? '', seq: Number(line.dataset.seq ?? Number.NaN) }
    setChosenKey(focused.current.key)
  }

  /** An element that is removed loses the focus too; only one that is still there was left on purpose. */
  function onBlur({ target }: FocusEvent<HTMLElement>) {
    const before = focused.current
    queueMicrotask(() => {
      if (target.isConnected && focused.current === before) focused.current = null
    })
  }

  async function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const { target, key } = event
    if (!(target instanceof HTMLElement) || target.dataset.line === undefined || isWithModifier(event)) return
    const box = event.currentTarget
    if (key === 'Enter' || key === 'ContextMenu') {
      event.preventDefault()
      return target.querySelector<HTMLElement>('[data-actions]')?.click()
    }
    const isEnd = key === 'End'
    const next = nextLine(box, target, key)
    if (!next && !isEnd) return
    event.preventDefault()
    if (isEnd) await focusNewest()
    else focusLine(next)
  }

  return { currentKey, focusMessage, focusNewest, onFocus, onBlur, onKeyDown }
}

function isWithModifier({ altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
  return altKey || ctrlKey || metaKey || shiftKey
}

/** The line with the same key, else the one after the place where it stood, else the last. */
function inPlaceOf({ key, seq }: Focused, box: Element): HTMLElement | undefined {
  const lines = linesIn(box)
  return lines.find((line) => line.dataset.line === key) ?? lines.find(isFrom(seq)) ?? lines.at(-1)
}

function linesIn(box: Element | null): HTMLElement[] {
  return box ? [...box.querySelectorAll<HTMLElement>('[data-line]')] : []
}

/** Whether a line is the one with a number, or stands below it. */
function isFrom(seq: number) {
  return (line: HTMLElement) => Number(line.dataset.seq ?? Number.NaN) >= seq
}
