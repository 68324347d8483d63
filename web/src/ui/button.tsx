import type { ComponentProps, MouseEvent } from 'react'
import { Icon } from './icon'
import type { IconName } from './icon-paths'

type Look = 'main' | 'plain' | 'danger' | 'quiet'

const looks: Record<Look, string> = {
  main: 'bg-accent text-on-accent font-semibold hover:opacity-90',
  plain: 'bg-sheet border border-field-line hover:bg-shade',
  danger: 'bg-danger text-sheet font-semibold hover:opacity-90',
  quiet: 'text-accent font-semibold hover:bg-accent-wash',
}

const shape =
  'inline-flex min-h-10 items-center justify-center gap-2 rounded-medium px-4 py-1.5 text-center transition-[background-color,opacity] duration-150 aria-disabled:opacity-55 pointer-coarse:min-h-11'

/** A button that says what it does. It submits a form only when `type` says so. */
export function Button({
  look = 'plain',
  className = '',
  ...rest
}: ComponentProps<'button'> & { look?: Look }) {
  return <button type="button" {...pressable(rest)} className={`${shape} ${looks[look]} ${className}`} />
}

/** A button that shows a picture only; `label` is its name, and its tooltip. */
export function IconButton({
  icon,
  label,
  className = 'text-soft-ink hover:bg-shade hover:text-ink',
  ...rest
}: ComponentProps<'button'> & { icon: IconName; label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...pressable(rest)}
      className={`grid size-10 shrink-0 place-items-center rounded-medium transition-colors duration-150 aria-disabled:opacity-55 pointer-coarse:size-11 ${className}`}
    >
      <Icon name={icon} />
    </button>
  )
}

/**
 * What cannot be pressed now is said to be so, and does nothing. The browser's own way would take the focus away from a
 * button that works, and nothing gives it back.
 */
function pressable({ disabled = false, ...rest }: ComponentProps<'button'>): ComponentProps<'button'> {
  return disabled ? { ...rest, 'aria-disabled': true, onClick: refuse } : rest
}

/** Also keeps the form from being sent. */
function refuse(event: MouseEvent) {
  event.preventDefault()
}
