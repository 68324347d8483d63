import { useId } from 'react'
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
      {quietHours && (
        <div className="grid grid-cols-2 gap-3 px-3 pb-3">
          <Time
            label={m.notifications_quiet_from()}
            minute={quietHours.from}
            onChange={(from) => onChange({ ...quietHours, from, time_zone })}
          />
          <Time
            label={m.notifications_quiet_to()}
            minute={quietHours.to}
            onChange={(to) => onChange({ ...quietHours, to, time_zone })}
          />
        </div>
      )}
    </div>
  )
}

function Time({ label, minute, onChange }: { label: string; minute: number; onChange: (m: number) => void }) {
  const id = useId()
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60].map((part) => `${part}`.padStart(2, '0'))
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-note">
        {label}
      </label>
      <input
        id={id}
        type="time"
        defaultValue={`${hours}:${minutes}`}
        onBlur={({ target }) => {
          const [hour, rest] = target.value.split(':').map(Number)
          const next = (hour ?? Number.NaN) * 60 + (rest ?? Number.NaN)
          if (Number.isInteger(next) && next !== minute) onChange(next)
        }}
        className={inputLook}
      />
    </div>
  )
}
