import { m } from '#catalogue'
import { readDeviceName } from '#protocol/device-names'

/** What a device is called, in the language of the page. What a program calls itself is repeated as it is. */
export function deviceText(name: string): string {
  const known = readDeviceName(name)
  if (known === 'unknown') return m.ui_device_unknown()
  return known === null ? name : m.ui_device_named(known)
}
