import type { ReactNode } from 'react'
import { m } from '#catalogue'
import { dayName } from '../ui/time'
import { useToday } from '../ui/use-today'
import { useLineFocus } from './line-focus'

/** Stands above the messages of a day, and stays in sight while they are read. */
export function DaySeparator({ day }: { day: Date }) {
  const today = useToday()
  return (
    <h2 className="pointer-events-none sticky top-1 z-1 mx-auto mt-3.5 mb-1 rounded-full border border-line bg-paper px-3 py-0.5 text-[0.78125rem] font-semibold text-soft-ink">
      {dayName(day, today)}
    </h2>
  )
}

/** Stands above what was new when the room was opened. */
export function UnreadSeparator({ count }: { count: number }) {
  const rule = 'h-px flex-1 bg-current opacity-50'
  return (
    <div
      data-unread=""
      data-place=""
      className="mt-3 mb-1 flex items-center gap-2.5 text-[0.78125rem] font-bold text-signal"
    >
      <span className={rule} />
      <h2>{m.conversation_new({ count })}</h2>
      <span className={rule} />
    </div>
  )
}

interface NoticeProps {
  seq: number
  text: string
  /** What can be done about it. */
  children?: ReactNode
}

/** Tells what happened to the room, such as who joined. */
export function Notice({ seq, text, children }: NoticeProps) {
  return (
    <p
      data-place=""
      data-seq={seq}
      {...useLineFocus()}
      dir="auto"
      className="mx-auto my-1 max-w-full rounded-small px-2 text-center text-small wrap-anywhere text-soft-ink"
    >
      {text}
      {children}
    </p>
  )
}
