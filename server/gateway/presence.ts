import { limits } from '#protocol/limits'
import type { Presence as State } from '#protocol/presence'
import type { BusEvent } from '../bus/bus'
import type { App } from '../context'
import { createGathering } from '../domain/presence/gathering'
import { lastSeenOf, noteLastSeen } from '../domain/presence/last-seen'
import { createCircles } from './circles'
import type { Connection } from './connection'
import { createDevices } from './devices'

/** Who is online, and who is told: rules P1 to P8 of docs/delivery.md. It is the memory of this node. */
export interface Presence {
  /** A device has said who it is, whose person is in these rooms. They are online from `introduce` on. */
  arrive(device: Connection, accountId: string, roomIds: Iterable<string>): void
  /** Tells the others that this person is here, and returns who they are, as far as the database knows them. */
  introduce(accountId: string): Promise<Companion[]>
  /** How it is with these people at this moment: to be said before anything else is waited for. */
  statesOf(people: readonly Companion[]): State[]
  /** The socket of a device was closed, with this code. */
  depart(device: Connection, accountId: string, code: number): void
  handle(event: BusEvent): void
  /** Notes for everyone who is still here that they were. Call it when all sockets are closed. */
  stop(): Promise<void>
}

export interface Companion {
  accountId: string
  /** Milliseconds since 1970; null when it was never noted. */
  lastSeenAt: number | null
}

export function createPresence(app: App): Presence {
  const gathering = createGathering()
  const circles = createCircles(app, gathering)
  const devices = createDevices((accountId, at) => void vanish(accountId, at))
  const { online } = app

  function stateOf(accountId: string, lastSeenAt: number | null): State {
    if (online.has(accountId)) return { user_id: accountId, is_online: true, last_seen_at: null }
    const last_seen_at = lastSeenAt === null ? null : new Date(lastSeenAt).toISOString()
    return { user_id: accountId, is_online: false, last_seen_at }
  }

  function tell(accountIds: Iterable<string>, data: State) {
    for (const accountId of accountIds) {
      app.bus.publish({ kind: 'account_frame', accountId, frame: { type: 'presence', data } })
    }
  }

  /** Everyone in these circles who is still in the same one as this person, each once. */
  async function companionsIn(circleIds: readonly string[], accountId: string): Promise<Companion[]> {
    const people = new Map<string, Companion>()
    for (const { circleId, ...companion } of await circles.lastSeenIn(circleIds)) {
      if (companion.accountId === accountId || !gathering.isIn(accountId, circleId)) continue
      people.set(companion.accountId, companion)
    }
    return [...people.values()]
  }

  function statesOf(people: readonly Companion[]): State[] {
    return people.map(({ accountId, lastSeenAt }) => stateOf(accountId, lastSeenAt))
  }

  /** The last device of somebody is gone. They may be back before that is written down. */
  async function vanish(accountId: string, at: number): Promise<void> {
    const lastSeenAt = online.has(accountId) ? await quietly(departed(accountId, at)) : null
    if (devices.has(accountId)) return
    const companions = gathering.companionsOf(accountId)
    gathering.leaveAll(accountId)
    if (online.delete(accountId)) tell(companions, stateOf(accountId, lastSeenAt))
  }

  /** Notes when somebody was last seen, and returns what others may know of it. */
  async function departed(accountId: string, at: number): Promise<number | null> {
    await noteLastSeen(app, [accountId], at)
    return lastSeenOf(app, accountId)
  }

  /** Whoever is told of this person hears when they were last seen, or that it is not known any more. */
  async function retell(accountId: string): Promise<void> {
    const circleIds = await circles.idsOf(accountId)
    const lastSeenAt = await lastSeenOf(app, accountId)
    const others = new Set(circleIds.flatMap((circleId) => gathering.othersIn(circleId, accountId)))
    if (!online.has(accountId)) tell(others, stateOf(accountId, lastSeenAt))
  }

  async function joined(circleId: string, accountId: string): Promise<void> {
    const rows = await circles.lastSeenIn([circleId])
    if (rows.length > limits.presenceMembers) return gathering.leave(accountId, circleId)
    const own = rows.find((row) => row.accountId === accountId)
    if (!own) return
    tell(gathering.othersIn(circleId, accountId), stateOf(accountId, own.lastSeenAt))
    const users = statesOf(await companionsIn([circleId], accountId))
    if (users.length === 0) return
    app.bus.publish({ kind: 'account_frame', accountId, frame: { type: 'presence_list', data: { users } } })
  }

  /** Those who share no other circle know nothing of each other from now on. */
  function left(circleId: string, accountId: string) {
    gathering.leave(accountId, circleId)
    const companions = gathering.companionsOf(accountId)
    for (const other of gathering.othersIn(circleId, accountId)) {
      if (companions.has(other)) continue
      tell([other], unknown(accountId))
      tell([accountId], unknown(other))
    }
  }

  /** Nobody waits for what is done here, so nobody else would hear of a failure. */
  async function quietly<Result>(work: Promise<Result>): Promise<Result | null> {
    try {
      return await work
    } catch (err) {
      app.log.error({ event: 'presence_failed', err })
      return null
    }
  }

  return {
    arrive(device, accountId, roomIds) {
      devices.add(device, accountId)
      circles.arrive(accountId, roomIds)
    },
    async introduce(accountId) {
      const settle = await circles.settling(accountId)
      if (!devices.has(accountId)) return []
      settle()
      if (!online.has(accountId)) {
        online.add(accountId)
        tell(gathering.companionsOf(accountId), stateOf(accountId, null))
      }
      return companionsIn(gathering.circlesOf(accountId), accountId)
    },
    statesOf,
    depart: (device, accountId, code) => devices.lose(device, accountId, code),
    handle(event) {
      for (const { circleId, accountId, isIn } of circles.changesBy(event)) {
        if (!isIn) left(circleId, accountId)
        else if (devices.has(accountId)) gathering.enter(accountId, circleId)
        if (isIn) void quietly(joined(circleId, accountId))
      }
      if (event.kind === 'last_seen_shown') void quietly(retell(event.accountId))
      if (event.kind === 'sessions_ended') devices.endSessions(event.accountId, event.sessionIds)
    },
    async stop() {
      devices.stop()
      await quietly(noteLastSeen(app, [...online], Date.now()))
    },
  }
}

function unknown(accountId: string): State {
  return { user_id: accountId, is_online: false, last_seen_at: null }
}
