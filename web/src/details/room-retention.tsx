import { useId, useState } from 'react'
import { m } from '#catalogue'
import { limits } from '#protocol/limits'
import { changeRoom, type Room } from '#protocol/rooms'
import { useClient, usePolicy } from '../shell/client-context'
import { inputLook } from '../ui/field'
import { daysText } from '../ui/number'
import { Problem } from '../ui/problem'
import { Question } from '../ui/question'
import { useAction } from '../ui/use-action'

type Days = Room['retention_days']

/** How long a room keeps its messages; whoever may, chooses it. What would take messages away is asked first. */
export function RoomRetention({ room, mayChange }: { room: Room; mayChange: boolean }) {
  const ofServer = usePolicy()['retention.days'] || Number.POSITIVE_INFINITY
  const days = shorter(room.retention_days, ofServer)
  return (
    <section className="flex flex-col gap-1">
      {mayChange ? (
        <Choice room={room} ofServer={ofServer} />
      ) : (
        <h3 className="font-semibold">{m.details_retention()}</h3>
      )}
      <p className="text-small text-soft-ink">
        {Number.isFinite(days)
          ? m.details_retention_time({ time: daysText(days) })
          : m.details_retention_forever()}
      </p>
    </section>
  )
}

function Choice({ room, ofServer }: { room: Room; ofServer: number }) {
  const client = useClient()
  const id = useId()
  const [asked, setAsked] = useState<Days | undefined>()
  const [change, { isBusy, problem }] = useAction((days: Days) => save(days))

  async function save(days: Days) {
    await client.api.changeRoom(room.id, changeRoom.parse({ retention_days: days }))
    setAsked(undefined)
  }

  function choose(days: Days) {
    const isShorter = shorter(days, ofServer) < shorter(room.retention_days, ofServer)
    setAsked(isShorter ? days : undefined)
    if (!isShorter) void change(days)
  }

  return (
    <>
      <label htmlFor={id} className="font-semibold">
        {m.details_retention()}
      </label>
      <select
        id={id}
        value={(asked === undefined ? room.retention_days : asked) ?? ''}
        aria-busy={isBusy}
        onChange={({ target }) => choose(target.value === '' ? null : Number(target.value))}
        className={inputLook}
      >
        <option value="">
          {Number.isFinite(ofServer)
            ? m.details_retention_as_server({ time: daysText(ofServer) })
            : m.details_retention_unlimited()}
        </option>
        {choices(room.retention_days, ofServer).map((days) => (
          <option key={days} value={days}>
            {daysText(days)}
          </option>
        ))}
      </select>
      {asked !== undefined && (
        <Question
          question={m.details_retention_question({ time: daysText(shorter(asked, ofServer)) })}
          confirm={m.details_retention_do()}
          action={() => save(asked)}
          onCancel={() => setAsked(undefined)}
          look="danger"
        />
      )}
      <Problem text={problem} />
    </>
  )
}

/** What may be chosen, and what was before the server kept messages for a shorter time. */
function choices(days: Days, ofServer: number): number[] {
  return limits.roomRetentionDays.filter((some) => some <= ofServer || some === days)
}

function shorter(days: Days, ofServer: number): number {
  return Math.min(days ?? ofServer, ofServer)
}
