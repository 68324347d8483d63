import { useId } from 'react'

interface Props {
  label: string
  /** What it means, in one sentence. */
  hint: string
  isOn: boolean
  isBusy: boolean
  onChange: (isOn: boolean) => void
}

/** Something that is on or off and changes at once. The sentence below is read out with it. */
export function Switch({ label, hint, isOn, isBusy, onChange }: Props) {
  const id = useId()
  return (
    <div className="relative flex items-center gap-3 px-3 py-2.5">
      <div className="min-w-0 flex-1">
        <label htmlFor={id} className="cursor-pointer font-semibold after:absolute after:inset-0">
          {label}
        </label>
        <p id={`${id}-hint`} className="text-small text-soft-ink">
          {hint}
        </p>
      </div>
      <input
        id={id}
        type="checkbox"
        role="switch"
        aria-describedby={`${id}-hint`}
        aria-busy={isBusy}
        checked={isOn}
        aria-checked={isOn}
        onChange={(event) => onChange(event.target.checked)}
        className="switch"
      />
    </div>
  )
}
