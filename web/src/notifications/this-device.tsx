import { useState } from 'react'
import { m } from '#catalogue'
import type { Notifications } from '#protocol/notifications'
import { useClient } from '../shell/client-context'
import { Button } from '../ui/button'
import { Problem } from '../ui/problem'
import { useAction } from '../ui/use-action'
import { useFetched } from '../ui/use-fetched'
import { canPush, isSubscribed, subscribe, unsubscribe } from './push'
import { reasonsForSilence } from './silence'

interface Props {
  choices: Notifications | null
  onTurned: () => void
}

/** Where its push service is out of reach, a browser may go on trying for ever. If it comes through later, that holds too. */
const patienceMs = 15_000

/** Whether this device rings, why not, and the button that changes it. */
export function ThisDevice({ choices, onTurned }: Props) {
  const client = useClient()
  const [round, setRound] = useState(0)
  const { value: rings = false } = useFetched(round, isSubscribed)
  const [isRefused, setRefused] = useState(false)
  const [turnOn, turningOn] = useAction(async () => {
    const permission = await Notification.requestPermission()
    if (permission === 'granted' && canPush()) setRefused(!(await inTime(subscribe(client))))
    setRound(round + 1)
    onTurned()
  })
  const [turnOff, turningOff] = useAction(async () => {
    await unsubscribe(client)
    setRound(round + 1)
    onTurned()
  })
  const reasons = reasonsForSilence(choices, rings ?? false)
  const permission = 'Notification' in window ? Notification.permission : 'denied'
  // Where nothing can be pushed, all there is to turn on is the permission.
  const mayTurnOn = permission === 'default' || (permission === 'granted' && canPush())

  return (
    <div className="flex flex-col gap-2">
      {reasons.length === 0 ? (
        <p>{m.notifications_would_ring()}</p>
      ) : (
        <ul aria-label={m.notifications_why_silent()} className="flex list-disc flex-col gap-1 ps-5">
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      {rings ? (
        <Button disabled={turningOff.isBusy} onClick={() => turnOff()}>
          {m.notifications_turn_off()}
        </Button>
      ) : (
        mayTurnOn && (
          <Button look="main" disabled={turningOn.isBusy} onClick={() => turnOn()}>
            {m.notifications_turn_on()}
          </Button>
        )
      )}
      <Problem
        text={turningOn.problem ?? turningOff.problem ?? (isRefused ? m.notifications_no_pushes() : null)}
      />
    </div>
  )
}

/** Whether something came true within the time one waits for it. */
function inTime(doing: Promise<boolean>): Promise<boolean> {
  const later = new Promise<false>((resolve) => setTimeout(resolve, patienceMs, false))
  return Promise.race([doing, later])
}
