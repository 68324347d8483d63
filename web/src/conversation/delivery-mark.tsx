import { Icon } from '../ui/icon'
import type { IconName } from '../ui/icon-paths'

/** How far an own message has come. */
export type DeliveryState = 'waiting' | 'sent' | 'failed'

const marks: Record<DeliveryState, { icon: IconName; words: string }> = {
  waiting: { icon: 'clock', words: 'Waiting to be sent' },
  sent: { icon: 'tick', words: 'Sent' },
  failed: { icon: 'alert', words: 'Not sent' },
}

/** A clock, a tick or a warning, with words for those who do not see it. */
export function DeliveryMark({ state }: { state: DeliveryState }) {
  const { icon, words } = marks[state]
  return (
    <span className={`inline-flex ${state === 'failed' ? 'text-danger' : ''}`}>
      <Icon name={icon} className="size-[15px]" />
      <span className="sr-only">{words}</span>
    </span>
  )
}
