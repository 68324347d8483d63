import { useId } from 'react'
import { m } from '#catalogue'
import { chooseSendKey, type SendKey, sendKey, sendKeys } from '../conversation/send-preference'
import { useReadable } from '../shell/client-context'
import { touch, useMedia } from '../ui/use-media'

const names: Record<SendKey, () => string> = {
  enter: () => m.composer_send_enter(),
  ctrl_enter: () => (isMac() ? m.composer_send_cmd_enter() : m.composer_send_ctrl_enter()),
}

/** What sends a message. On a touch screen there is only the button. */
export function SendKeyChoice() {
  const group = useId()
  const chosen = useReadable(sendKey)
  const isTouch = useMedia(touch)
  if (isTouch) return null
  return (
    <fieldset>
      <legend className="mb-1.5 font-semibold">{m.composer_send_key()}</legend>
      <div className="grid grid-cols-2 gap-1.5">
        {sendKeys.map((option) => (
          <label
            key={option}
            className="grid min-h-10 cursor-pointer place-items-center rounded-medium border border-field-line bg-sheet px-2 py-1.5 text-center text-note has-checked:border-accent has-checked:bg-accent-wash has-checked:font-semibold has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent pointer-coarse:min-h-11"
          >
            <input
              type="radio"
              name={group}
              checked={option === chosen}
              onChange={() => chooseSendKey(option)}
              className="sr-only"
            />
            {names[option]()}
          </label>
        ))}
      </div>
      <p className="mt-1.5 text-small text-soft-ink">{m.composer_send_key_hint()}</p>
    </fieldset>
  )
}

function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent)
}
