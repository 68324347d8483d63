import { useState } from 'react'
import { m } from '#catalogue'
import type { PushDevice, PushOutcome } from '#protocol/notifications'
import { useClient } from '../shell/client-context'
import { Button } from '../ui/button'
import { deviceText } from '../ui/device-text'
import { Problem } from '../ui/problem'
import { dayAndTime } from '../ui/time'
import { useAction } from '../ui/use-action'
import { useFetched } from '../ui/use-fetched'
import { apiOf } from './push'

/**
 * Each device one is signed in on: whether pushes reach it, what became of the last one, and a button that tries. It is asked for
 * again when `turns` counts on.
 */
export function DeviceList({ turns }: { turns: number }) {
  const client = useClient()
  const [round, setRound] = useState(0)
  const { value, problem } = useFetched(turns + round, apiOf(client).pushDevices)
  const [test, testing] = useAction(async (sessionId: string) => {
    await apiOf(client).testPush(sessionId)
    setRound(round + 1)
  })

  return (
    <div className="flex flex-col gap-1.5">
      <h4 className="font-semibold">{m.notifications_devices()}</h4>
      {value && (
        <ul className="divide-y divide-line rounded-medium border border-line bg-sheet">
          {value.devices.map((device) => (
            <li key={device.session_id} className="flex items-center gap-3 px-3 py-2">
              <div className="min-w-0 flex-1 text-note">
                <p className="truncate font-semibold">
                  <bdi>{deviceText(device.device)}</bdi>
                </p>
                <p className="text-small text-soft-ink">{stateOf(device)}</p>
              </div>
              {device.is_subscribed && (
                <Button disabled={testing.isBusy} onClick={() => test(device.session_id)}>
                  {m.notifications_test()}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <Problem text={problem ?? testing.problem} />
    </div>
  )
}

function stateOf({ is_current, is_subscribed, last }: PushDevice): string {
  const parts = [
    ...(is_current ? [m.notifications_device_this()] : []),
    is_subscribed ? m.notifications_device_on() : m.notifications_device_off(),
    ...(last ? [outcome(last)] : []),
  ]
  return parts.join(' · ')
}

function outcome({ at, status, is_accepted }: PushOutcome): string {
  const time = dayAndTime(at)
  if (is_accepted) return m.notifications_last_accepted({ time })
  return status === null
    ? m.notifications_last_unreachable({ time })
    : m.notifications_last_refused({ time, status })
}
