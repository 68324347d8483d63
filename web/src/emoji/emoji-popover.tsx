import { type ComponentType, useEffect, useEffectEvent, useState } from 'react'
import { m } from '#catalogue'
import type { PickerProps } from './emoji-picker'

/**
 * The emoji picker beside `anchor`, which gets the focus back. Its script is loaded when it is first opened; where
 * that fails, as without a network, it says so and closes.
 */
export function EmojiPopover(props: PickerProps) {
  const { open, onClose } = props
  const [Picker, setPicker] = useState<ComponentType<PickerProps> | null>(null)
  const [hasFailed, setFailed] = useState(false)
  const giveUp = useEffectEvent(onClose)

  useEffect(() => {
    if (!open) return
    setFailed(false)
    import('./emoji-picker').then(
      ({ EmojiPicker }) => setPicker(() => EmojiPicker),
      () => {
        setFailed(true)
        giveUp()
      },
    )
  }, [open])

  if (Picker) return <Picker {...props} />
  return hasFailed ? (
    <p
      role="alert"
      className="fixed inset-x-4 bottom-28 z-20 mx-auto max-w-sm rounded-medium bg-danger-wash px-3 py-2 text-center text-note text-danger shadow-sheet"
    >
      {m.emoji_not_loaded()}
    </p>
  ) : null
}
