import { useState } from 'react'
import { m } from '#catalogue'
import { keyTable } from '../../keys/table'
import { IconButton } from '../../ui/button'
import type { IconName } from '../../ui/icon-paths'
import type { Desk } from '../desk'
import { endCall } from '../end-call'
import { canShareScreen } from '../peer/capture'
import type { Step } from '../step'
import { useOwnState } from '../use-own-state'
import { DevicesDialog } from './devices-dialog'

/** What one can do in a call. What is on looks and is told as pressed. */
export function CallControls({ desk, step }: { desk: Desk; step: Step }) {
  const state = useOwnState(desk)
  const own = desk.state.get().own
  const [isChoosing, setChoosing] = useState(false)
  return (
    <div className="flex flex-wrap items-center justify-center gap-2">
      {state && own && (
        <>
          <Toggle
            icon={state.isMuted ? 'microphone_off' : 'microphone'}
            label={m.calls_mute()}
            keys={keyTable.mute.combos[0]}
            isPressed={state.isMuted}
            onPress={() => own.mute(!state.isMuted)}
          />
          <Toggle
            icon={state.camera ? 'video' : 'video_off'}
            label={m.calls_camera()}
            keys={keyTable.camera.combos[0]}
            isPressed={state.camera !== null}
            onPress={() => void own.turnCamera(state.camera === null)}
          />
          {canShareScreen() && (
            <Toggle
              icon="screen"
              label={m.calls_share_screen()}
              keys={keyTable.share_screen.combos[0]}
              isPressed={state.screen !== null}
              onPress={() => void own.share(state.screen === null)}
            />
          )}
          <IconButton
            icon="sliders"
            label={m.calls_choose_devices()}
            onClick={() => setChoosing(true)}
            className={plainLook}
          />
        </>
      )}
      <HangUp desk={desk} step={step} />
      {isChoosing && own && <DevicesDialog own={own} onClose={() => setChoosing(false)} />}
    </div>
  )
}

const plainLook = 'border border-field-line bg-sheet hover:bg-shade'
const pressedLook = 'bg-accent text-on-accent hover:opacity-90 forced-colors:outline-2'

interface ToggleProps {
  icon: IconName
  label: string
  keys: string
  isPressed: boolean
  onPress: () => void
}

export function Toggle({ icon, label, keys, isPressed, onPress }: ToggleProps) {
  return (
    <IconButton
      icon={icon}
      label={label}
      aria-pressed={isPressed}
      aria-keyshortcuts={keys}
      onClick={onPress}
      className={isPressed ? pressedLook : plainLook}
    />
  )
}

/** Before the other side has answered it calls the call off. */
export function HangUp({ desk, step }: { desk: Desk; step: Step }) {
  const isEarly = step === 'asking' || step === 'ringing'
  return (
    <IconButton
      icon="hang_up"
      label={isEarly ? m.calls_cancel() : m.calls_hang_up()}
      aria-keyshortcuts={keyTable.hang_up.combos[0]}
      onClick={() => endCall(desk)}
      className="bg-danger text-sheet hover:opacity-90"
    />
  )
}
