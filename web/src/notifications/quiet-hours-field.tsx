import { type FocusEvent, type RefObject, useId, useRef } from 'react'
import { m } from '#catalogue'
import type { QuietHours } from '#protocol/notifications'
import { inputLook } from '../ui/field'
import { Switch } from '../ui/switch'

interface Props {
  quietHours: QuietHours | null
  isBusy: boolean
  onChange: (quietHours: QuietHours | null) => void
}

const night = { from: 22 * 60, to: 7 * 60 }

/** When nothing rings, by the clock of where one is. */
export function QuietHoursField({ quietHours, isBusy, onChange }: Props) {
  const time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return (
    <div>
      <Switch
        label={m.notifications_quiet()}
        hint={m.notifications_quiet_hint({ zone: quietHours?.time_zone ?? time_zone })}
        isOn={quietHours !== null}
        isBusy={isBusy}
        onChange={(isOn) => onChange(isOn ? { ...night, time_zone } : null)}
      />
      {quietHours && <Times {...quietHours} onChange={(times) => onChange({ ...times, time_zone })} />}
    </div>
  )
}

interface TimesProps {
  from: number
  to: number
  onChange: (times: { from: number; to: number }) => void
}

/** Both are taken together when one has left them, so that no half of a change overtakes the other. */
function Times({ from, to, onChange }: TimesProps) {
  const start = useRef<HTMLInputElement>(null)
  const end = useRef<HTMLInputElement>(null)

  function take({ currentTarget, relatedTarget }: FocusEvent) {
    if (currentTarget.contains(relatedTarget)) return
    const times = { from: minuteIn(start.current), to: minuteIn(end.current) }
    if (times.from === null || times.to === null) return
    if (times.from !== from || times.to !== to) onChange({ from: times.from, to: times.to })
  }

  return (
    <fieldset aria-label={m.notifications_quiet()} className="grid grid-cols-2 gap-3 px-3 pb-3" onBlur={take}>
      <Time field={start} label={m.notifications_quiet_from()} minute={from} />
      <Time field={end} label={m.notifications_quiet_to()} minute={to} />
    </fieldset>
  )
}

/** The minute of the day that stands in a field; null while it is not whole. */
function minuteIn(field: HTMLInputElement | null): number | null {
  const [hour = Number.NaN, minute = Number.NaN] = field?.value.split(':').map(Number) ?? []
  return Number.isInteger(hour) && Number.isInteger(minute) ? hour * 60 + minute : null
}

interface TimeProps {
  field: RefObject<HTMLInputElement | null>
  label: string
  minute: number
}

function Time({ field, label, minute }: TimeProps) {
  const id = useId()
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60].map((part) => `${part}`.padStart(2, '0'))
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-note">
        {label}
      </label>
      <input ref={field} id={id} type="time" defaultValue={`${hours}:${minutes}`} className={inputLook} />
    </div>
  )
}
