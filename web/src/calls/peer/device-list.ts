import { type Readable, writable } from '#client/readable'
import type { DeviceKind } from './chosen-devices'
import { canChooseSpeaker } from './speaker'

type Devices = Readonly<Record<DeviceKind, readonly MediaDeviceInfo[]>>

/** The devices there are, as far as the browser tells: all of them, with names, once it has given one. */
export interface DeviceList {
  /** No speakers where the browser lets nobody choose. */
  readonly devices: Readable<Devices>
  /** Keeps the list up to date until the returned function is called. */
  watch(): () => void
}

export function listDevices(): DeviceList {
  const devices = writable<Devices>({ microphone: [], camera: [], speaker: [] })
  const { mediaDevices } = navigator as { mediaDevices?: MediaDevices }

  async function read(): Promise<void> {
    const all = (await mediaDevices?.enumerateDevices()) ?? []
    const of = (kind: MediaDeviceKind) => all.filter((one) => one.kind === kind && one.deviceId !== '')
    devices.set({
      microphone: of('audioinput'),
      camera: of('videoinput'),
      speaker: canChooseSpeaker() ? of('audiooutput') : [],
    })
  }

  return {
    devices,
    watch() {
      const refresh = () => void read()
      mediaDevices?.addEventListener('devicechange', refresh)
      refresh()
      return () => mediaDevices?.removeEventListener('devicechange', refresh)
    },
  }
}
