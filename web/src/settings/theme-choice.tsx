import { useId } from 'react'
import { m } from '#catalogue'
import { useReadable } from '../shell/client-context'
import { chooseTheme, theme, themes } from './theme'

const names = {
  system: m.settings_theme_system,
  light: m.settings_theme_light,
  dark: m.settings_theme_dark,
}

/** Light, dark, or whatever the system has. */
export function ThemeChoice() {
  const group = useId()
  const chosen = useReadable(theme)
  return (
    <fieldset>
      <legend className="mb-1.5 font-semibold">{m.settings_colours()}</legend>
      <div className="grid grid-cols-3 gap-1.5">
        {themes.map((option) => (
          <label
            key={option}
            className="grid min-h-10 cursor-pointer place-items-center rounded-medium border border-field-line bg-sheet px-2 py-1.5 text-center text-note has-checked:border-accent has-checked:bg-accent-wash has-checked:font-semibold has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent pointer-coarse:min-h-11"
          >
            <input
              type="radio"
              name={group}
              checked={option === chosen}
              onChange={() => chooseTheme(option)}
              className="sr-only"
            />
            {names[option]()}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
