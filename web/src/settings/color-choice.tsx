import { useId } from 'react'
import { hues } from '#protocol/profiles'
import { hueStyle } from '../people/hue'
import { useClient, useMe } from '../shell/client-context'
import { Problem } from '../ui/problem'
import { useAction } from '../ui/use-action'

const names: Record<(typeof hues)[number], string> = {
  15: 'Red',
  45: 'Orange',
  75: 'Amber',
  105: 'Olive',
  135: 'Green',
  165: 'Jade',
  195: 'Kingfisher',
  225: 'Sky',
  255: 'Blue',
  285: 'Violet',
  315: 'Purple',
  345: 'Pink',
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
      <legend className="mb-1.5 font-semibold">Your colour</legend>
      <div className="flex flex-wrap gap-1.5">
        {options.map((hue) => (
          <label
            key={hue ?? 'own'}
            title={hue === null ? 'As it came' : names[hue]}
            style={hueStyle(me.id, hue)}
            className="person-face grid size-10 cursor-pointer place-items-center rounded-[35%] has-checked:outline-3 has-checked:outline-offset-2 has-checked:outline-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-4 has-focus-visible:outline-accent pointer-coarse:size-11"
          >
            <input
              type="radio"
              name={group}
              aria-label={hue === null ? 'As it came' : names[hue]}
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
