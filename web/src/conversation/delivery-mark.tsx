import { m } from '#catalogue'
import type { Delivery } from '#client/state/reach'
import type { Pending } from '#client/state/types'
import { Icon } from '../ui/icon'
import type { IconName } from '../ui/icon-paths'

/** How far an own message has come. */
export type DeliveryState = Pending['status'] | Delivery

const marks: Record<DeliveryState, { icon: IconName; words: () => string; look: string }> = {
  waiting: { icon: 'clock', words: m.message_waiting, look: '' },
  sent: { icon: 'tick', words: m.message_sent, look: '' },
  delivered: { icon: 'ticks', words: m.message_delivered, look: '' },
  read: { icon: 'ticks', words: m.message_read, look: 'text-accent [&>svg]:stroke-[3]' },
  failed: { icon: 'alert', words: m.message_not_sent, look: 'text-danger' },
}

/** A clock, ticks or a warning, with words for those who do not see them. */
export function DeliveryMark({ state }: { state: DeliveryState }) {
  const { icon, words, look } = marks[state]
  return (
    <span data-delivery={state} title={words()} className={`inline-flex ${look}`}>
      <Icon name={icon} className="size-[15px]" />
      <span className="sr-only">{words()}</span>
    </span>
  )
}
