import { m } from '#catalogue'
import { limits } from '#protocol/limits'
import { numberText } from '../ui/number'

/** From here on it is told how much room is left. */
const nearCharacters = 500

/** How many characters are left, once that matters. */
export function TextLimit({ id, length }: { id: string; length: number }) {
  const left = limits.messageCharacters - length
  return (
    <div
      id={id}
      role="status"
      aria-label={m.composer_limit()}
      className={`pe-1 text-end text-small empty:hidden whitespace-nowrap tabular-nums ${left < 0 ? 'font-bold text-danger' : 'text-soft-ink'}`}
    >
      {left > nearCharacters
        ? ''
        : left < 0
          ? m.composer_too_many({ count: numberText(-left) })
          : m.composer_left({ count: numberText(left) })}
    </div>
  )
}
