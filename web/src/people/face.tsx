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

/**
 * A face made of initials, which are drawn and not part of the text: they say nothing to screen readers, are no name that
 * somebody could call a button by, and are not copied. The name stands beside it.
 */
export function Face({ id, name, shape = 'person', size = 'medium' }: Props) {
  const profile = useProfile(id)
  const corner = shape === 'room' ? 'rounded-full' : 'rounded-[35%]'
  return (
    <span
      aria-hidden="true"
      style={hueStyle(id, profile?.color)}
      data-initials={initials(profile?.display_name ?? name)}
      className={`person-face grid shrink-0 place-items-center font-bold before:content-[attr(data-initials)] ${corner} ${sizes[size]}`}
    />
  )
}
