import type { ComponentProps } from 'react'
import { inputLook } from './field'
import { Icon } from './icon'

/** One of several, chosen from the browser's own list. */
export function Select(select: ComponentProps<'select'>) {
  return (
    <span className="relative block">
      <select {...select} className={`${inputLook} appearance-none pe-9! text-ellipsis`} />
      <span className="pointer-events-none absolute inset-y-0 end-2.5 grid place-items-center text-soft-ink">
        <Icon name="choose" className="size-4.5" />
      </span>
    </span>
  )
}
