import { useId } from 'react'
import { m } from '#catalogue'
import { type Level, level as levels } from '#protocol/notifications'
import { Select } from '../ui/select'

interface Props<Chosen> {
  label: string
  level: Chosen
  isBusy: boolean
  onChange: (level: Chosen) => void
}

/** For what one is rung, everywhere. */
export function LevelField({ label, level, isBusy, onChange }: Props<Level>) {
  const id = useId()
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      <Select
        id={id}
        value={level}
        aria-busy={isBusy}
        onChange={({ target }) => onChange(levels.parse(target.value))}
      >
        {levels.options.map((one) => (
          <option key={one} value={one}>
            {nameOfLevel(one)}
          </option>
        ))}
      </Select>
    </div>
  )
}

/** The same for one room, which may go by the level for all rooms. */
export function RoomLevelField({ label, level, isBusy, onChange }: Props<Level | null>) {
  const id = useId()
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      <Select
        id={id}
        value={level ?? ''}
        aria-busy={isBusy}
        onChange={({ target }) => onChange(target.value === '' ? null : levels.parse(target.value))}
      >
        <option value="">{m.notifications_level_usual()}</option>
        {levels.options.map((one) => (
          <option key={one} value={one}>
            {nameOfLevel(one)}
          </option>
        ))}
      </Select>
    </div>
  )
}

function nameOfLevel(level: Level): string {
  if (level === 'all') return m.notifications_level_all()
  return level === 'mentions' ? m.notifications_level_mentions() : m.notifications_level_none()
}
