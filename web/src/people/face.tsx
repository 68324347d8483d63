import { hueStyle } from './hue'
import { initials } from './initials'
import { useProfile } from './person'

const sizes = {
  small: 'size-[34px] text-small',
  medium: 'size-10 text-[0.9375rem]',
  large: 'size-16 text-large',
}

interface Props {
  /** Of the person or room; gives the colour, unless the person chose one. */
  id: string
  name: string
  /** People are rounded squares, rooms are circles. */
  shape?: 'person' | 'room'
  size?: keyof typeof sizes
}

/** A face made of initials. It says nothing to screen readers: the name stands beside it. */
export function Face({ id, name, shape = 'person', size = 'medium' }: Props) {
  const profile = useProfile(id)
  const corner = shape === 'room' ? 'rounded-full' : 'rounded-[35%]'
  return (
    <span
      aria-hidden="true"
      style={hueStyle(id, profile?.color)}
      className={`person-face grid shrink-0 place-items-center font-bold select-none ${corner} ${sizes[size]}`}
    >
      {initials(profile?.display_name ?? name)}
    </span>
  )
}
