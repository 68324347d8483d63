import { isToBeRead, type Message } from '#protocol/messages'
import { quietHours } from '#protocol/notifications'
import { isQuiet, isRungFor } from '#protocol/ringing'
import type { BusEvent } from '../bus/bus'
import { putRings, type ReachableMember, reachableMembers } from '../store/rings'
import type { Store } from '../store/store'

/** Who is connected may be reading just now: they are rung when nothing was read for this long. */
export const readingMs = 3_000
/** After this a push about a text is of no use any more. */
const expiryMs = 4 * 60 * 60 * 1000
const gatherMs = 250

interface Needs {
  store: Store
  /** The ids of those who are connected. */
  online: ReadonlySet<string>
  onRings(): void
  onError(error: unknown): void
}

/** Notices texts that somebody is to be rung for, those of a quarter of a second together. */
export function createGatherer({ store, online, onRings, onError }: Needs) {
  let texts: Message[] = []
  let timer: ReturnType<typeof setTimeout> | null = null
  let working: Promise<void> = Promise.resolve()

  function begin(): void {
    timer = null
    if (texts.length === 0) return
    const gathered = Map.groupBy(texts, ({ room_id }) => room_id)
    texts = []
    working = working.then(() => note(gathered)).catch(onError)
  }

  async function note(byRoom: ReadonlyMap<string, readonly Message[]>): Promise<void> {
    const members = await reachableMembers(store, [...byRoom.keys()])
    const rings = members.flatMap((member) => ringFor(member, byRoom.get(member.room_id) ?? []))
    if (rings.length === 0) return
    await store.transaction((tx) => putRings(tx, rings))
    onRings()
  }

  function ringFor(member: ReachableMember, written: readonly Message[]) {
    const now = Date.now()
    const { account_id, room_type } = member
    const quiet = member.quiet_hours === null ? null : quietHours.parse(JSON.parse(member.quiet_hours))
    if (quiet && isQuiet(quiet, new Date(now))) return []
    const level = member.room_level ?? member.level ?? 'all'
    const newest = written.findLast(
      (text) => text.sender_id !== account_id && isRungFor(level, room_type, text, account_id),
    )
    if (!newest) return []
    const due_at = now + (online.has(account_id) ? readingMs : 0)
    const { room_id, seq } = newest
    return [{ account_id, room_id, seq, due_at, expires_at: now + expiryMs }]
  }

  return {
    hear(event: BusEvent) {
      if (event.kind !== 'room_frame' || event.frame.type !== 'message') return
      if (!isToBeRead(event.frame.data)) return
      texts.push(event.frame.data)
      timer ??= setTimeout(begin, gatherMs)
    },
    /** Resolves when what was heard so far is noted. */
    async stop() {
      if (timer) clearTimeout(timer)
      begin()
      await working
    },
  }
}
