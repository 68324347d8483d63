import { m } from '#catalogue'
import { useReadable } from '../shell/client-context'
import { Choice } from '../ui/choice'
import { touch, useMedia } from '../ui/use-media'
import { contrast, density, type Look, theme } from './looks'

const themes = {
  system: m.settings_theme_system,
  light: m.settings_theme_light,
  dark: m.settings_theme_dark,
}
const contrasts = { system: m.settings_theme_system, high: m.settings_contrast_high }
const densities = { comfortable: m.settings_density_comfortable, compact: m.settings_density_compact }

/** Colours, contrast, and how much is on the page. Fingers need the room that is left between things. */
export function LookChoices() {
  const isTouch = useMedia(touch)
  return (
    <>
      <LookChoice legend={m.settings_colours()} look={theme} names={themes} />
      <LookChoice legend={m.settings_contrast()} look={contrast} names={contrasts} />
      {!isTouch && <LookChoice legend={m.settings_density()} look={density} names={densities} />}
    </>
  )
}

interface Props<Option extends string> {
  legend: string
  look: Look<Option>
  names: Record<Option, () => string>
}

function LookChoice<Option extends string>({ legend, look, names }: Props<Option>) {
  const chosen = useReadable(look.chosen)
  return <Choice {...{ legend, names, chosen }} options={look.options} onChoose={look.choose} />
}
