import type { Context } from 'hono'
import { deviceName } from '#protocol/device-names'
import type { Device } from '../auth/sessions'
import { acceptedLanguage } from './accepted-language'
import { readDeviceCookie } from './cookies'
import type { Environment } from './environment'
import { isBrowser } from './is-browser'

/** Where a request comes from, as its person will read it in the list of sessions. */
export function deviceOf(c: Context<Environment>): Device {
  const device = {
    name: deviceName(c.req.header('User-Agent') ?? ''),
    address: c.env.address,
    language: acceptedLanguage(c.req.header('Accept-Language') ?? ''),
  }
  return isBrowser(c) ? { ...device, browserId: readDeviceCookie(c) } : device
}
