import { type Readable, writable } from '#client/readable'

const keys = {
  microphone: 'natter.microphone',
  camera: 'natter.camera',
  speaker: 'natter.speaker',
} as const
export type DeviceKind = keyof typeof keys

const chosen = writable<Record<DeviceKind, string | null>>({
  microphone: localStorage.getItem(keys.microphone),
  camera: localStorage.getItem(keys.camera),
  speaker: localStorage.getItem(keys.speaker),
})

/** Which of several devices this browser uses in calls; null for the usual one. */
export const chosenDevices: Readable<Record<DeviceKind, string | null>> = chosen

export function chosenDevice(kind: DeviceKind): string | null {
  return chosen.get()[kind]
}

export function chooseDevice(kind: DeviceKind, deviceId: string | null): void {
  chosen.set({ ...chosen.get(), [kind]: deviceId })
  if (deviceId === null) localStorage.removeItem(keys[kind])
  else localStorage.setItem(keys[kind], deviceId)
}
