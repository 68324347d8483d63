import type { Connection } from './connection'

/** How long a device still counts after its socket was closed, so that nobody flickers. */
const graceMs = {
  /** Closed on purpose, which a page that is being loaded afresh does too. */
  clean: 500,
  lost: 5_000,
}

/** Close codes of somebody who went on purpose: closed, page left, and no code given. */
const cleanCodes: ReadonlySet<number> = new Set([1000, 1001, 1005])

/** The devices each person is here with. One that was lost counts until its grace is over. */
export interface Devices {
  add(device: Connection, accountId: string): void
  has(accountId: string): boolean
  /** Its socket was closed, with this code. */
  lose(device: Connection, accountId: string, code: number): void
  /** The devices of these sessions are gone at once. */
  endSessions(accountId: string, sessionIds: readonly string[]): void
  /** Waits for no grace any more. */
  stop(): void
}

interface Here {
  readonly devices: Set<Connection>
  lastSeenAt: number
}

/** `onGone` hears of each person whose last device is gone, and when that was lost (milliseconds since 1970). */
export function createDevices(onGone: (accountId: string, lastSeenAt: number) => void): Devices {
  const byPerson = new Map<string, Here>()
  const graces = new Map<Connection, ReturnType<typeof setTimeout>>()
  let isStopped = false

  function remove(device: Connection, accountId: string) {
    clearTimeout(graces.get(device))
    graces.delete(device)
    const here = byPerson.get(accountId)
    if (!here?.devices.delete(device) || here.devices.size > 0) return
    byPerson.delete(accountId)
    onGone(accountId, here.lastSeenAt)
  }

  return {
    add(device, accountId) {
      const here = byPerson.get(accountId) ?? { devices: new Set(), lastSeenAt: Date.now() }
      here.devices.add(device)
      byPerson.set(accountId, here)
    },
    has: (accountId) => byPerson.has(accountId),
    lose(device, accountId, code) {
      const here = byPerson.get(accountId)
      if (isStopped || !here?.devices.has(device)) return
      here.lastSeenAt = Date.now()
      const ms = cleanCodes.has(code) ? graceMs.clean : graceMs.lost
      graces.set(
        device,
        setTimeout(() => remove(device, accountId), ms),
      )
    },
    endSessions(accountId, sessionIds) {
      const here = byPerson.get(accountId)
      for (const device of here ? [...here.devices] : []) {
        if (!sessionIds.includes(device.principal?.sessionId ?? '')) continue
        if (!graces.has(device) && here) here.lastSeenAt = Date.now()
        remove(device, accountId)
      }
    },
    stop() {
      isStopped = true
      for (const timer of graces.values()) clearTimeout(timer)
      graces.clear()
    },
  }
}
