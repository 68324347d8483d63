import type { Heads, ServerFrame } from '#protocol/frames'
import type { Account, App } from '../context'
import { changedHeads } from '../domain/delivery/heads'

/** What is being committed bears an earlier time than the moment it can be read, and clocks of two machines differ. */
const overlapMs = 10_000

/** However often somebody pings, the database is asked at most so often. */
const everyMs = 1_000

/** What a socket was told of the newest numbers of its rooms. */
export interface ToldHeads {
  /** Milliseconds since 1970: what changed before was told, or there when the socket said hello. */
  since: number
  /** When it was last known what had changed; milliseconds of the monotonic clock. */
  askedAt: number
  /** The numbers found then, which the next answer need not repeat. */
  last: Heads
}

export function noHeads(): ToldHeads {
  return { since: Date.now(), askedAt: Number.NEGATIVE_INFINITY, last: {} }
}

/** Who is told, by the part of their connection that this is about. */
export interface Hearer {
  readonly onlyRoom: string | null
  readonly toldHeads: ToldHeads
  /** The rooms it hears of. */
  readonly rooms: readonly string[]
}

/** Answers a ping: what time it is, and the newest numbers of the rooms that changed since the answer before. */
export async function answerPing(app: App, hearer: Hearer, account: Account): Promise<ServerFrame> {
  const heads = await newHeads(app, hearer, account)
  return { type: 'pong', data: { now: new Date().toISOString(), heads } }
}

/**
 * Read from the database and not from what this process has told, so that what was lost on the way is among it. Where
 * nobody else writes into the database, it is asked only if something was committed that this person may see.
 */
async function newHeads(
  app: App,
  { toldHeads: told, onlyRoom, rooms }: Hearer,
  account: Account,
): Promise<Heads> {
  const now = performance.now()
  if (now - told.askedAt < everyMs) return {}
  if (app.store.recentChanges?.mayHaveChanged([account.id, ...rooms], told.askedAt) === false) {
    told.askedAt = now
    return {}
  }
  const { since, last } = told
  const askedAt = Date.now()
  told.askedAt = now
  const changed = Object.entries(await changedHeads(app, account.id, since - overlapMs))
  const heard = changed.filter(([roomId]) => onlyRoom === null || roomId === onlyRoom)
  told.since = askedAt
  told.last = Object.fromEntries(heard)
  return Object.fromEntries(heard.filter(([roomId, head]) => last[roomId] !== head))
}
