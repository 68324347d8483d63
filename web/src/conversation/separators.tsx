import { dayName } from '../ui/time'
import { useToday } from '../ui/use-today'

/** Stands above the first message of a day. */
export function DaySeparator({ day }: { day: Date }) {
  const today = useToday()
  return (
    <h2 className="mx-auto mt-3.5 mb-1 text-[0.78125rem] font-semibold text-soft-ink">
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
      <h2>{count} new</h2>
      <span className={rule} />
    </div>
  )
}

/** Tells what happened to the room, such as who joined. */
export function Notice({ text }: { text: string }) {
  return (
    <p
      data-place=""
      dir="auto"
      className="mx-auto my-1 max-w-full px-2 text-center text-small wrap-anywhere text-soft-ink"
    >
      {text}
    </p>
  )
}
