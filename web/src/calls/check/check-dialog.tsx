import { useEffect, useState } from 'react'
import { m } from '#catalogue'
import { useReadable } from '../../shell/client-context'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { useAction } from '../../ui/use-action'
import { DeviceFields } from '../device-fields'
import { Picture } from '../screens/picture'
import { MicrophoneLevel } from './microphone-level'
import { openProbe } from './probe'
import { Result } from './result'
import { playTestTone } from './test-tone'
import { WaysCheck } from './ways-check'

/** Whether a call from this device would work: one sees and hears it, and reads what to do where it does not. */
export function CheckDialog({ onClose }: { onClose: () => void }) {
  const [probe] = useState(openProbe)
  useEffect(() => probe.run(), [probe])
  const { microphone, camera } = useReadable(probe.state)
  const [play] = useAction(playTestTone)

  return (
    <Dialog title={m.calls_check()} onClose={onClose}>
      <div className="flex flex-col gap-5 py-1">
        <Result title={m.calls_camera()} problem={camera.problem}>
          {camera.track && (
            <div className="aspect-video overflow-hidden rounded-medium bg-shade">
              <Picture track={camera.track} label={m.calls_own_picture()} isMirrored />
            </div>
          )}
        </Result>
        <Result title={m.calls_microphone()} problem={microphone.problem}>
          {microphone.track && <MicrophoneLevel track={microphone.track} />}
        </Result>
        <Result title={m.calls_speaker()} problem={null}>
          <p>{m.calls_check_speaker_note()}</p>
          <Button onClick={() => play()}>{m.calls_check_play()}</Button>
        </Result>
        <WaysCheck />
        <DeviceFields key={String(camera.track?.id)} onChoose={probe.open} />
      </div>
    </Dialog>
  )
}
