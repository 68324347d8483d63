import { limits } from '#protocol/limits'
import type { Presence as State } from '#protocol/presence'
import type { BusEvent } from '../bus/bus'
import type { App } from '../context'
import { createGathering } from '../domain/presence/gathering'
import { lastSeenIn, lastSeenOf, noteLastSeen, roomsTooLargeOf } from '../domain/presence/last-seen'
import { roomIdsOfMember } from '../domain/rooms/view'
import type { Connection } from './connection'
import { createDevices } from './devices'

/** Who is online, and who is told: rules P1 to P6 of docs/delivery.md. It is the memory of this node. */
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

  /** Everyone in these rooms who is still in the same room with this person, each once. */
  async function companionsIn(roomIds: readonly string[], accountId: string): Promise<Companion[]> {
    const people = new Map<string, Companion>()
    for (const row of await lastSeenIn(app, roomIds)) {
      if (row.account_id === accountId || !gathering.isIn(accountId, row.room_id)) continue
      people.set(row.account_id, { accountId: row.account_id, lastSeenAt: row.last_seen_at })
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
    const roomIds = await roomIdsOfMember(app, accountId)
    const lastSeenAt = await lastSeenOf(app, accountId)
    const others = new Set(roomIds.flatMap((roomId) => gathering.othersIn(roomId, accountId)))
    if (!online.has(accountId)) tell(others, stateOf(accountId, lastSeenAt))
  }

  async function joined(roomId: string, accountId: string): Promise<void> {
    const rows = await lastSeenIn(app, [roomId])
    if (rows.length > limits.presenceMembers) return gathering.leave(accountId, roomId)
    const own = rows.find((row) => row.account_id === accountId)
    if (!own) return
    tell(gathering.othersIn(roomId, accountId), stateOf(accountId, own.last_seen_at))
    const users = statesOf(await companionsIn([roomId], accountId))
    if (users.length === 0) return
    app.bus.publish({ kind: 'account_frame', accountId, frame: { type: 'presence_list', data: { users } } })
  }

  /** Those who share no other room know nothing of each other from now on. */
  function left(roomId: string, accountId: string) {
    gathering.leave(accountId, roomId)
    const companions = gathering.companionsOf(accountId)
    for (const other of gathering.othersIn(roomId, accountId)) {
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
      for (const roomId of roomIds) gathering.enter(accountId, roomId)
    },
    async introduce(accountId) {
      const tooLarge = await roomsTooLargeOf(app, accountId)
      if (!devices.has(accountId)) return []
      for (const roomId of tooLarge) gathering.leave(accountId, roomId)
      if (!online.has(accountId)) {
        online.add(accountId)
        tell(gathering.companionsOf(accountId), stateOf(accountId, null))
      }
      return companionsIn(gathering.roomsOf(accountId), accountId)
    },
    statesOf,
    depart: (device, accountId, code) => devices.lose(device, accountId, code),
    handle(event) {
      if (event.kind === 'joined') {
        const { roomId, accountId } = event
        if (devices.has(accountId)) gathering.enter(accountId, roomId)
        void quietly(joined(roomId, accountId))
      }
      if (event.kind === 'left') left(event.roomId, event.accountId)
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
