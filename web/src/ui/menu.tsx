import * as Ariakit from '@ariakit/react/menu'
import type { KeyboardEvent, ReactNode } from 'react'
import { Icon } from './icon'
import type { IconName } from './icon-paths'
import { phone, useMedia } from './use-media'

interface Props {
  label: string
  /** Where it opens: an element, or a point of the window. On a phone it is a sheet at the foot of the page. */
  anchor: Element | { x: number; y: number }
  /** What gets the focus back; by itself what had it. */
  finalFocus?: HTMLElement | null
  onClose: () => void
  children: ReactNode
}

/** Over the place the library gives to a popover. */
const sheetAtFoot = 'fixed! inset-x-0! top-auto! bottom-0! z-30 w-full! transform-none!'

/**
 * A menu that is open for as long as it is rendered. Arrows and first letters move in it, Escape and a press elsewhere
 * close it, and the focus goes back to where it was.
 */
export function Menu({ label, anchor, finalFocus, onClose, children }: Props) {
  const isPhone = useMedia(phone)
  const store = Ariakit.useMenuStore({ open: true, setOpen: (isOpen) => isOpen || onClose() })
  return (
    <Ariakit.Menu
      store={store}
      modal
      portal
      gutter={4}
      aria-label={label}
      getAnchorRect={() => (anchor instanceof Element ? anchor.getBoundingClientRect() : anchor)}
      backdrop={isPhone && <div className="bg-veil" />}
      {...(finalFocus !== undefined && { finalFocus })}
      {...(isPhone && { updatePosition: () => {} })}
      wrapperProps={{ className: isPhone ? sheetAtFoot : 'z-30' }}
      className="w-full min-w-48 rounded-medium border border-line bg-sheet p-1 text-ink shadow-sheet outline-none max-wide:rounded-b-none max-wide:pb-[max(0.25rem,env(safe-area-inset-bottom))]"
    >
      {children}
    </Ariakit.Menu>
  )
}

interface ItemProps {
  icon: IconName
  /** `danger` for what takes something away from somebody. */
  look?: 'plain' | 'danger'
  onPick: () => void
  children: ReactNode
}

export function MenuItem({ icon, look = 'plain', onPick, children }: ItemProps) {
  const isDanger = look === 'danger'
  return (
    <Ariakit.MenuItem
      onClick={onPick}
      className={`flex min-h-10 cursor-pointer items-center gap-3 rounded-small px-3 pointer-coarse:min-h-11 ${
        isDanger ? 'text-danger data-active-item:bg-danger-wash' : 'data-active-item:bg-accent-wash'
      }`}
    >
      <Icon name={icon} className={`size-4.5 ${isDanger ? '' : 'text-soft-ink'}`} />
      {children}
    </Ariakit.MenuItem>
  )
}

/** Items beside one another, which the arrow keys to either side lead through as well. */
export function MenuRow({ children }: { children: ReactNode }) {
  const menu = Ariakit.useMenuContext()
  function onKeyDown({ key, currentTarget }: KeyboardEvent) {
    const forward = getComputedStyle(currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    if (key === 'ArrowLeft' || key === 'ArrowRight')
      menu?.move(key === forward ? menu.next() : menu.previous())
  }
  return (
    <Ariakit.MenuGroup
      onKeyDown={onKeyDown}
      className="flex justify-between gap-0.5 border-b border-line px-1 pb-1 mb-1 only:mb-0 only:border-0 only:pb-0"
    >
      {children}
    </Ariakit.MenuGroup>
  )
}

interface SignProps {
  label: string
  isPressed?: boolean
  onPick: () => void
  children: ReactNode
}

/** An item that is a picture; `label` is its name, and its tooltip. */
export function MenuSign({ label, isPressed = false, onPick, children }: SignProps) {
  return (
    <Ariakit.MenuItem
      aria-label={label}
      title={label}
      onClick={onPick}
      className={`grid size-10 cursor-pointer place-items-center rounded-small text-[1.25rem] data-active-item:bg-accent-wash pointer-coarse:size-11 ${
        isPressed ? 'bg-accent-wash' : ''
      }`}
    >
      {children}
    </Ariakit.MenuItem>
  )
}
