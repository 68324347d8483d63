import { useEffect, useId, useState } from 'react'
import { m } from '#catalogue'
import { useReadable } from '../shell/client-context'
import { Select } from '../ui/select'
import { chooseDevice, chosenDevices, type DeviceKind } from './peer/chosen-devices'
import { listDevices } from './peer/device-list'

const names: Record<DeviceKind, () => string> = {
  microphone: m.calls_microphone,
  camera: m.calls_camera,
  speaker: m.calls_speaker,
}

interface Props {
  /** Takes a device at once; the speaker is taken by itself. */
  onChoose: (kind: Exclude<DeviceKind, 'speaker'>, deviceId: string) => void
}

/** A field for each kind of device there is. */
export function DeviceFields({ onChoose }: Props) {
  const [list] = useState(listDevices)
  useEffect(() => list.watch(), [list])
  const devices = useReadable(list.devices)
  const chosen = useReadable(chosenDevices)

  function choose(kind: DeviceKind, deviceId: string) {
    chooseDevice(kind, deviceId)
    if (kind !== 'speaker') onChoose(kind, deviceId)
  }

  return (
    <div className="flex flex-col gap-3 py-1">
      {(['microphone', 'camera', 'speaker'] as const).map(
        (kind) =>
          devices[kind].length > 0 && (
            <DeviceField
              key={kind}
              label={names[kind]()}
              devices={devices[kind]}
              chosen={chosen[kind]}
              onChoose={(deviceId) => choose(kind, deviceId)}
            />
          ),
      )}
    </div>
  )
}

interface FieldProps {
  label: string
  devices: readonly MediaDeviceInfo[]
  chosen: string | null
  onChoose: (deviceId: string) => void
}

/** Devices have no names until the browser's person has allowed one. */
function DeviceField({ label, devices, chosen, onChoose }: FieldProps) {
  const id = useId()
  const isThere = devices.some(({ deviceId }) => deviceId === chosen)
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      <Select
        id={id}
        value={isThere && chosen !== null ? chosen : devices[0]?.deviceId}
        onChange={({ target }) => onChoose(target.value)}
      >
        {devices.map(({ deviceId, label: name }, at) => (
          <option key={deviceId} value={deviceId}>
            {name || m.calls_device_number({ number: at + 1 })}
          </option>
        ))}
      </Select>
    </div>
  )
}
