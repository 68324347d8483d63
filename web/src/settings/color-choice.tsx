import { useId } from 'react'
import { m } from '#catalogue'
import { hues } from '#protocol/profiles'
import { hueStyle } from '../people/hue'
import { useClient, useMe } from '../shell/client-context'
import { Problem } from '../ui/problem'
import { useAction } from '../ui/use-action'

const names: Record<(typeof hues)[number], () => string> = {
  15: m.settings_colour_red,
  45: m.settings_colour_orange,
  75: m.settings_colour_amber,
  105: m.settings_colour_olive,
  135: m.settings_colour_green,
  165: m.settings_colour_jade,
  195: m.settings_colour_kingfisher,
  225: m.settings_colour_sky,
  255: m.settings_colour_blue,
  285: m.settings_colour_violet,
  315: m.settings_colour_purple,
  345: m.settings_colour_pink,
}
const options = [null, ...hues]

/** The colour of one's face and name: one of the design's hues, or the one that comes with the account. */
export function ColorChoice() {
  const client = useClient()
  const me = useMe()
  const group = useId()
  const [choose, { problem }] = useAction(async (color: (typeof options)[number]) => {
    await client.changeProfile({ color })
  })

  return (
    <fieldset>
      <legend className="mb-1.5 font-semibold">{m.settings_your_colour()}</legend>
      <div className="flex flex-wrap gap-1.5">
        {options.map((hue) => (
          <label
            key={hue ?? 'own'}
            title={nameOf(hue)}
            style={hueStyle(me.id, hue)}
            className="person-face grid size-10 cursor-pointer place-items-center rounded-[35%] has-checked:outline-3 has-checked:outline-offset-2 has-checked:outline-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-4 has-focus-visible:outline-accent pointer-coarse:size-11"
          >
            <input
              type="radio"
              name={group}
              aria-label={nameOf(hue)}
              checked={me.color === hue}
              onChange={() => choose(hue)}
              className="sr-only"
            />
            {hue === null && <span aria-hidden="true">–</span>}
          </label>
        ))}
      </div>
      <Problem text={problem} />
    </fieldset>
  )
}

function nameOf(hue: (typeof options)[number]): string {
  return hue === null ? m.settings_colour_as_it_came() : names[hue]()
}
