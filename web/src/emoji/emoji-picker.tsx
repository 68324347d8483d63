import { Popover, usePopoverStore } from '@ariakit/react/popover'
import type { RefObject } from 'react'
import { m } from '#catalogue'
import { phone, touch, useMedia } from '../ui/use-media'
import { PickerBody } from './picker-body'

export interface PickerProps {
  open: boolean
  /** What gets the focus back. */
  anchor: RefObject<HTMLElement | null>
  /** What it stands beside, where that is only a part of it. */
  beside?: RefObject<HTMLElement | null> | undefined
  /** At which end of that it stands; the later one unless told otherwise. */
  placement?: 'top-start' | 'top-end' | undefined
  /** Told of each choice, in the chosen skin tone. */
  onChoose: (emoji: string) => void
  onClose: () => void
}

/** Over the place the library gives to a popover. */
const sheetAtFoot = 'fixed! inset-x-0! top-auto! bottom-0! z-20 w-full! transform-none!'

/** A popover beside what opened it; on a phone a sheet at the foot of the page. */
export function EmojiPicker(props: PickerProps) {
  const { open, anchor, beside = anchor, placement = 'top-end', onChoose, onClose } = props
  const isPhone = useMedia(phone)
  const isTouch = useMedia(touch)
  const store = usePopoverStore({
    open,
    setOpen: (isOpen) => isOpen || onClose(),
    placement,
  })
  return (
    <Popover
      store={store}
      portal
      modal={isPhone}
      backdrop={isPhone && <div className="bg-veil" />}
      unmountOnHide
      gutter={8}
      getAnchorRect={() => beside.current?.getBoundingClientRect() ?? null}
      finalFocus={anchor}
      autoFocusOnShow={() => {
        // The search field would bring up the keyboard of a touch screen, over the emoji.
        if (isTouch) store.getState().contentElement?.focus()
        return !isTouch
      }}
      {...(isPhone && { updatePosition: () => {} })}
      wrapperProps={{ className: isPhone ? sheetAtFoot : 'z-20' }}
      aria-label={m.emoji_picker()}
      className="flex h-[min(26rem,70dvh)] w-full flex-col overflow-hidden rounded-large border border-line bg-paper text-ink shadow-sheet outline-none wide:w-[23.5rem] max-wide:rounded-b-none max-wide:pb-[env(safe-area-inset-bottom)]"
    >
      <PickerBody
        onChoose={(emoji, isMore) => {
          onChoose(emoji)
          if (!isMore) store.hide()
        }}
      />
    </Popover>
  )
}
