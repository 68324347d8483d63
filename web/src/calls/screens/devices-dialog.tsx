import { m } from '#catalogue'
import { Dialog } from '../../ui/dialog'
import { DeviceFields } from '../device-fields'
import type { OwnMedia } from '../peer/own-media'

/** Which microphone, camera and speaker this call goes on with. */
export function DevicesDialog({ own, onClose }: { own: OwnMedia; onClose: () => void }) {
  return (
    <Dialog title={m.calls_choose_devices()} onClose={onClose}>
      <DeviceFields onChoose={(kind, deviceId) => void own.choose(kind, deviceId)} />
    </Dialog>
  )
}
