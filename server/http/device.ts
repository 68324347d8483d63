import type { Context } from 'hono'
import type { Device } from '../auth/sessions'
import { readDeviceCookie } from './cookies'
import type { Environment } from './environment'
import { isBrowser } from './is-browser'

const longest = 120

const browsers: [RegExp, string][] = [
  [/\bEdg\//, 'Edge'],
  [/\bFirefox\//, 'Firefox'],
  [/Chrom(e|ium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const systems: [RegExp, string][] = [
  [/\b(iPhone|iPad)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
]

/** Where a request comes from, as its person will read it in the list of sessions. */
export function deviceOf(c: Context<Environment>): Device {
  const device = { name: deviceName(c.req.header('User-Agent') ?? ''), address: c.env.address }
  return isBrowser(c) ? { ...device, browserId: readDeviceCookie(c) } : device
}

/** "Firefox on Linux" for a browser, and what any other program calls itself. */
export function deviceName(userAgent: string): string {
  const browser = browsers.find(([pattern]) => pattern.test(userAgent))?.[1]
  const system = systems.find(([pattern]) => pattern.test(userAgent))?.[1]
  if (browser && system) return `${browser} on ${system}`
  return userAgent.slice(0, longest) || 'Unknown device'
}
