import { Popover, usePopoverStore } from '@ariakit/react/popover'
import { useEffect, useEffectEvent } from 'react'

export interface TipProps {
  anchor: Element | null
  text: string
  onClose: () => void
}

/** A few words beside something, which goes with Escape. The name of what it stands beside says the same to a screen reader. */
export function Tip({ anchor, text, onClose }: TipProps) {
  const store = usePopoverStore({ open: true, placement: 'top' })
  const leave = useEffectEvent(({ key }: KeyboardEvent) => key === 'Escape' && onClose())
  // What else Escape leaves, such as the menu of this, it leaves by the same press.
  useEffect(() => {
    document.addEventListener('keydown', leave, true)
    return () => document.removeEventListener('keydown', leave, true)
  }, [])
  return (
    <Popover
      store={store}
      portal
      preserveTabOrder={false}
      // A modal dialog stands above all of the page but itself.
      portalElement={anchor?.closest('dialog') ?? document.body}
      gutter={6}
      role="tooltip"
      autoFocusOnShow={false}
      autoFocusOnHide={false}
      hideOnEscape={false}
      hideOnInteractOutside={false}
      getAnchorRect={() => anchor?.getBoundingClientRect() ?? null}
      wrapperProps={{ className: 'z-20' }}
      className="pointer-events-none max-w-64 rounded-small bg-ink px-2.5 py-1.5 text-small wrap-anywhere text-paper shadow-sheet"
    >
      {text}
    </Popover>
  )
}
