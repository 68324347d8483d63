import { useState } from 'react'
import { m } from '#catalogue'
import type { Session } from '#protocol/sessions'
import { useClient } from '../shell/client-context'
import { Button } from '../ui/button'
import { deviceText } from '../ui/device-text'
import { Problem } from '../ui/problem'
import { dayAndTime } from '../ui/time'
import { useAction } from '../ui/use-action'
import { useFetched } from '../ui/use-fetched'
import { Waiting } from '../ui/waiting'

/** Where one is signed in, this place first; any other can be signed out from here. */
export function SessionList() {
  const client = useClient()
  const [round, setRound] = useState(0)
  const { value: sessions, problem } = useFetched(round, client.api.sessions)
  const [end, ending] = useAction(async (id: string) => {
    await client.api.endSession(id)
    setRound(round + 1)
  })

  const [endOthers, endingOthers] = useAction(async () => {
    await client.api.endOtherSessions()
    setRound(round + 1)
  })

  const sorted = sessions?.toSorted((one, other) => Number(other.is_current) - Number(one.is_current))
  return (
    <section aria-labelledby="sessions">
      <h3 id="sessions" className="mb-1.5 font-bold">
        {m.settings_sessions()}
      </h3>
      {sorted ? (
        <ul className="divide-y divide-line rounded-medium border border-line bg-sheet">
          {sorted.map((session) => (
            <SessionRow
              key={session.id}
              session={session}
              isBusy={ending.isBusy}
              onEnd={() => end(session.id)}
            />
          ))}
        </ul>
      ) : (
        problem === null && <Waiting text={m.ui_loading()} />
      )}
      {sorted && sorted.length > 1 && (
        <Button className="mt-2 w-full" disabled={endingOthers.isBusy} onClick={() => endOthers()}>
          {m.settings_sign_out_others()}
        </Button>
      )}
      <Problem text={problem ?? ending.problem ?? endingOthers.problem} />
    </section>
  )
}

interface RowProps {
  session: Session
  isBusy: boolean
  onEnd: () => void
}

function SessionRow({ session, isBusy, onEnd }: RowProps) {
  const device = deviceText(session.device)
  return (
    <li className="flex items-center gap-3 px-3 py-2">
      <div className="min-w-0 flex-1 text-note">
        <p className="truncate font-semibold">
          <bdi>{device}</bdi>
        </p>
        <p className="text-small text-soft-ink">{whenAndWhere(session)}</p>
      </div>
      {!session.is_current && (
        <Button
          aria-label={m.settings_sign_out_named({ device })}
          disabled={isBusy}
          onClick={onEnd}
          className="px-3 text-note"
        >
          {m.settings_sign_out()}
        </Button>
      )}
    </li>
  )
}

function whenAndWhere({ is_current: isCurrent, last_used_at, address }: Session): string {
  const when = dayAndTime(last_used_at)
  if (address === '') return isCurrent ? m.settings_this_device() : m.settings_last_used({ when })
  return isCurrent ? m.settings_this_device_from({ address }) : m.settings_last_used_from({ when, address })
}
