/** The browsers and systems that are recognised, as they call themselves. Each is told by its pattern before those after it. */
const browsers = [
  [/\bEdg\//, 'Edge'],
  [/\bFirefox\//, 'Firefox'],
  [/Chrom(e|ium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const
const systems = [
  [/\b(iPhone|iPad)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
] as const

const longest = 120
const unknown = 'Unknown device'

const named = new Map<string, { browser: string; system: string }>(
  browsers.flatMap(([, browser]) =>
    systems.map(([, system]) => [`${browser} on ${system}`, { browser, system }] as const),
  ),
)

/** "Firefox on Linux" for a browser, and what any other program calls itself. */
export function deviceName(userAgent: string): string {
  const browser = browsers.find(([pattern]) => pattern.test(userAgent))?.[1]
  const system = systems.find(([pattern]) => pattern.test(userAgent))?.[1]
  if (browser && system) return `${browser} on ${system}`
  return userAgent.slice(0, longest) || unknown
}

/** What a device's name says, to be said in another language. A name that a program gave itself says nothing: it is null. */
export function readDeviceName(name: string): { browser: string; system: string } | 'unknown' | null {
  return named.get(name) ?? (name === unknown ? 'unknown' : null)
}
