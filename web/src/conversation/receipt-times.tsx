import { m } from '#catalogue'
import type { MessageReceipt } from '#protocol/receipts'
import { dayAndTime, momentOf } from '../ui/time'
import { useToday } from '../ui/use-today'

/** When somebody got a message and when they read it, as far as that is known. */
export function ReceiptTimes({ receipt }: { receipt: MessageReceipt | undefined }) {
  if (!receipt?.delivered_at && !receipt?.read_at) return null
  return (
    <span className="flex flex-wrap justify-end gap-x-2 text-end text-small text-soft-ink">
      {receipt.read_at && <Moment what={m.message_read()} at={receipt.read_at} />}
      {receipt.delivered_at && <Moment what={m.message_delivered()} at={receipt.delivered_at} />}
    </span>
  )
}

function Moment({ what, at }: { what: string; at: string }) {
  const today = useToday()
  return (
    <span className="whitespace-nowrap">
      {what}{' '}
      <time dateTime={at} title={dayAndTime(at)}>
        {momentOf(at, today)}
      </time>
    </span>
  )
}
