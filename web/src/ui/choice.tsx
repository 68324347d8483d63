import { useId } from 'react'

interface Props<Option extends string> {
  legend: string
  options: readonly Option[]
  chosen: Option
  onChoose: (option: Option) => void
  names: Record<Option, () => string>
  hint?: string
}

const columns: Record<number, string> = { 2: 'grid-cols-2', 3: 'grid-cols-3' }

/** One of two or three, beside one another. It holds as soon as it is chosen. */
export function Choice<Option extends string>(props: Props<Option>) {
  const { legend, options, chosen, onChoose, names, hint } = props
  const group = useId()
  return (
    <fieldset>
      <legend className="mb-1.5 font-semibold">{legend}</legend>
      <div className={`grid gap-1.5 ${columns[options.length]}`}>
        {options.map((option) => (
          <label
            key={option}
            className="grid min-h-10 cursor-pointer place-items-center rounded-medium border border-field-line bg-sheet px-2 py-1.5 text-center text-note has-checked:border-accent has-checked:bg-accent-wash has-checked:font-semibold has-checked:forced-colors:outline-2 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent pointer-coarse:min-h-11"
          >
            <input
              type="radio"
              name={group}
              checked={option === chosen}
              onChange={() => onChoose(option)}
              className="sr-only"
            />
            {names[option]()}
          </label>
        ))}
      </div>
      {hint !== undefined && <p className="mt-1.5 text-small text-soft-ink">{hint}</p>}
    </fieldset>
  )
}
