import { m } from '#catalogue'
import { chooseSendKey, type SendKey, sendKey, sendKeys } from '../conversation/send-preference'
import { useReadable } from '../shell/client-context'
import { Choice } from '../ui/choice'
import { touch, useMedia } from '../ui/use-media'

const names: Record<SendKey, () => string> = {
  enter: () => m.composer_send_enter(),
  ctrl_enter: () => (isMac() ? m.composer_send_cmd_enter() : m.composer_send_ctrl_enter()),
}

/** What sends a message. On a touch screen there is only the button. */
export function SendKeyChoice() {
  const chosen = useReadable(sendKey)
  const isTouch = useMedia(touch)
  if (isTouch) return null
  return (
    <Choice
      legend={m.composer_send_key()}
      options={sendKeys}
      chosen={chosen}
      onChoose={chooseSendKey}
      names={names}
      hint={m.composer_send_key_hint()}
    />
  )
}

function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent)
}
