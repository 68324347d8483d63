import { useId, useState } from 'react'
import { m } from '#catalogue'
import { limits } from '#protocol/limits'
import { changeRoom, type Room } from '#protocol/rooms'
import { useClient, usePolicy } from '../shell/client-context'
import { daysText } from '../ui/number'
import { Question } from '../ui/question'
import { Select } from '../ui/select'

type Days = Room['retention_days']

/** How long a room keeps its messages; whoever may, chooses it, and is asked first. */
export function RoomRetention({ room, mayChange }: { room: Room; mayChange: boolean }) {
  const id = useId()
  const ofServer = usePolicy()['retention.days'] || Number.POSITIVE_INFINITY
  const [chosen, setChosen] = useState<Days | undefined>()
  const days = effective(room.retention_days, ofServer)
  return (
    <section className="flex flex-col gap-1">
      {mayChange ? (
        <>
          <label htmlFor={id} className="font-semibold">
            {m.details_retention()}
          </label>
          <Select
            id={id}
            value={(chosen === undefined ? room.retention_days : chosen) ?? ''}
            onChange={({ target }) => setChosen(target.value === '' ? null : Number(target.value))}
          >
            <option value="">
              {Number.isFinite(ofServer)
                ? m.details_retention_as_server({ time: daysText(ofServer) })
                : m.details_retention_unlimited()}
            </option>
            {choices(room.retention_days, ofServer).map((some) => (
              <option key={some} value={some}>
                {daysText(some)}
              </option>
            ))}
          </Select>
        </>
      ) : (
        <h3 className="font-semibold">{m.details_retention()}</h3>
      )}
      <p className="text-small text-soft-ink">
        {Number.isFinite(days)
          ? m.details_retention_time({ time: daysText(days) })
          : m.details_retention_forever()}
      </p>
      <div aria-live="polite">
        {chosen !== undefined && chosen !== room.retention_days && (
          <Asked room={room} chosen={chosen} ofServer={ofServer} onDone={() => setChosen(undefined)} />
        )}
      </div>
    </section>
  )
}

interface AskedProps {
  room: Room
  chosen: Days
  ofServer: number
  onDone: () => void
}

function Asked({ room, chosen, ofServer, onDone }: AskedProps) {
  const client = useClient()
  const days = effective(chosen, ofServer)
  const isShorter = days < effective(room.retention_days, ofServer)
  async function save() {
    await client.api.changeRoom(room.id, changeRoom.parse({ retention_days: chosen }))
    onDone()
  }
  return (
    <Question
      question={isShorter ? m.details_retention_question({ time: daysText(days) }) : longerQuestion(days)}
      confirm={isShorter ? m.details_retention_do() : m.details_retention_longer_do()}
      action={save}
      onCancel={onDone}
      look={isShorter ? 'danger' : 'main'}
    />
  )
}

function longerQuestion(days: number): string {
  return Number.isFinite(days)
    ? m.details_retention_longer_question({ time: daysText(days) })
    : m.details_retention_forever_question()
}

/** What may be chosen, and what was before the server kept messages for a shorter time. */
function choices(days: Days, ofServer: number): number[] {
  return limits.roomRetentionDays.filter((some) => some <= ofServer || some === days)
}

function effective(days: Days, ofServer: number): number {
  return Math.min(days ?? ofServer, ofServer)
}
