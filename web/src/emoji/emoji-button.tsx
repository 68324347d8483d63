import { type ComponentProps, useRef, useState } from 'react'
import { IconButton } from '../ui/button'
import type { IconName } from '../ui/icon-paths'
import { EmojiPopover } from './emoji-popover'

type Props = Omit<ComponentProps<'button'>, 'onClick'> & {
  label: string
  icon?: IconName
  onChoose: (emoji: string) => void
  /** Called when the picker is closed without a choice as well as after one. */
  onClosed?: () => void
}

/** Opens the emoji picker. One choice closes it; with Shift held it stays open for more. */
export function EmojiButton({ label, icon = 'emoji', onChoose, onClosed, ...rest }: Props) {
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)

  function close() {
    setOpen(false)
    onClosed?.()
  }

  return (
    <>
      <IconButton
        ref={button}
        icon={icon}
        label={label}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        {...rest}
      />
      <EmojiPopover open={isOpen} anchor={button} onChoose={onChoose} onClose={close} />
    </>
  )
}
