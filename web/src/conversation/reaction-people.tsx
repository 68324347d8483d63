import { Popover, usePopoverStore } from '@ariakit/react/popover'
import type { RefObject } from 'react'

interface Props {
  anchor: RefObject<HTMLElement | null>
  text: string
  onClose: () => void
}

/** Who says an emoji, beside it. The name of what it stands beside says the same to a screen reader. */
export function ReactionPeople({ anchor, text, onClose }: Props) {
  const store = usePopoverStore({ open: true, setOpen: (isOpen) => isOpen || onClose(), placement: 'top' })
  return (
    <Popover
      store={store}
      portal
      gutter={6}
      role="tooltip"
      autoFocusOnShow={false}
      autoFocusOnHide={false}
      getAnchorRect={() => anchor.current?.getBoundingClientRect() ?? null}
      wrapperProps={{ className: 'z-20' }}
      className="pointer-events-none max-w-64 rounded-small bg-ink px-2.5 py-1.5 text-small wrap-anywhere text-paper shadow-sheet"
    >
      {text}
    </Popover>
  )
}
