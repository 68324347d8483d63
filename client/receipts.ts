import type { Message, MessageType } from '#protocol/messages'
import type { MemberReceipt, Receipt } from '#protocol/receipts'
import { type Alarm, createAlarm } from './alarm'
import type { Api } from './api'
import { ApiError } from './api-error'
import { backOffMs } from './back-off'
import { type Writable, writable } from './readable'
import { withReceipt } from './state/reach'

interface Needs {
  api: Pick<Api, 'receipts'>
  /** Whether this room is small enough for the server to announce receipts in it. */
  isAnnounced(roomId: string): boolean
  /** More is known than before, or other things. */
  onChanged(): void
}

interface Held {
  state: Writable<readonly MemberReceipt[]>
  /** What frames said over this connection, by person: an answer on its way may be older. */
  heard: Map<string, Receipt>
  /** Counts the requests, so that only the answer to the newest is taken. */
  asked: number
  /** Complete, and kept so by frames. */
  isFresh: boolean
  /** The newest entry by which people came or went. */
  memberSeq: number
  failures: number
  retry: Alarm
}

const none: readonly MemberReceipt[] = []
const memberTypes: ReadonlySet<MessageType> = new Set([
  'member_added',
  'member_removed',
  'member_left',
  'account_deleted',
])

/** How far the members of the rooms looked at have come: fetched for each connection, kept fresh by frames. */
export function createReceipts(needs: Needs) {
  const rooms = new Map<string, Held>()
  /** The room that was opened last is the only one worth asking for unasked. */
  let lookedAt: string | null = null
  /** Without a connection nothing is tried again: the next one asks anyway. */
  let isConnected = false

  function of(roomId: string): Held {
    const known = rooms.get(roomId)
    if (known) return known
    const made: Held = {
      state: writable(none),
      heard: new Map(),
      asked: 0,
      isFresh: false,
      memberSeq: 0,
      failures: 0,
      retry: createAlarm(() => void refresh(roomId)),
    }
    rooms.set(roomId, made)
    return made
  }

  function show(held: Held, receipts: readonly MemberReceipt[]): void {
    held.state.set(receipts)
    needs.onChanged()
  }

  /** Fetches the marks of everyone in a room. Rejects when that fails. */
  async function load(roomId: string): Promise<void> {
    const held = of(roomId)
    const mine = ++held.asked
    held.retry.off()
    const fetched = await needs.api.receipts(roomId)
    if (mine !== held.asked) return
    held.failures = 0
    held.isFresh = true
    show(
      held,
      fetched.map((receipt) => withReceipt(receipt, held.heard.get(receipt.id))),
    )
  }

  /** The same, again later when it fails for now. */
  async function refresh(roomId: string): Promise<void> {
    const held = of(roomId)
    if (!needs.isAnnounced(roomId)) return
    try {
      await load(roomId)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (error.isTemporary && isConnected && roomId === lookedAt)
        held.retry.set(error.retryAfterMs ?? backOffMs(held.failures++, Math.random()))
    }
  }

  /**
   * Fetches what nothing is known of, room after room: a list shows how far one's own words have come in rooms that were never
   * looked at on this device. What fails is left for when the room is looked at.
   */
  async function complete(roomIds: readonly string[]): Promise<void> {
    for (const roomId of roomIds) {
      const { state, isFresh } = of(roomId)
      if (isConnected && !isFresh && state.get().length === 0) await refresh(roomId)
    }
  }

  function refreshAll(): void {
    for (const held of rooms.values()) {
      held.heard.clear()
      held.isFresh = false
    }
    if (lookedAt !== null) void refresh(lookedAt)
  }

  function forget(held: Held): void {
    held.asked++
    held.isFresh = false
    held.heard.clear()
    held.retry.off()
    show(held, none)
  }

  return {
    state: (roomId: string) => of(roomId).state,
    load,
    complete,
    /** Somebody looks at this room now. */
    lookAt(roomId: string) {
      lookedAt = roomId
      if (!of(roomId).isFresh) void refresh(roomId)
    },
    receive(receipt: Receipt) {
      const held = rooms.get(receipt.room_id)
      if (!held) return
      held.heard.set(receipt.user_id, receipt)
      const news = (member: MemberReceipt) => (member.id === receipt.user_id ? receipt : undefined)
      show(
        held,
        held.state.get().map((member) => withReceipt(member, news(member))),
      )
    },
    /** Takes entries of one room: who comes or goes changes who must have received what. */
    applyMessages(messages: readonly Message[]) {
      for (const { room_id, seq, message_type } of messages) {
        const held = rooms.get(room_id)
        if (!held || seq <= held.memberSeq || !memberTypes.has(message_type)) continue
        held.memberSeq = seq
        held.isFresh = false
        if (room_id === lookedAt) void refresh(room_id)
      }
    },
    connected() {
      isConnected = true
      refreshAll()
    },
    /** This person has chosen to show what they have read, or not to: what they see of others changes with it. */
    changed: refreshAll,
    disconnected() {
      isConnected = false
      for (const held of rooms.values()) held.retry.off()
    },
    /** What is known of these rooms, by their ids. */
    known(roomIds: readonly string[]): Record<string, MemberReceipt[]> {
      const known: Record<string, MemberReceipt[]> = {}
      for (const roomId of roomIds) {
        const receipts = rooms.get(roomId)?.state.get() ?? none
        if (receipts.length > 0) known[roomId] = [...receipts]
      }
      return known
    },
    /** Goes on from what was known at another time: since then the marks can only have moved forward. */
    adopt(known: Readonly<Record<string, MemberReceipt[]>>) {
      for (const [roomId, receipts] of Object.entries(known)) of(roomId).state.set(receipts)
    },
    /** The server's data are others than before, and so may be what the same numbers mean. */
    forgetAll() {
      for (const held of rooms.values()) forget(held)
    },
    /** The room is gone for this person. */
    close(roomId: string) {
      if (lookedAt === roomId) lookedAt = null
      const held = rooms.get(roomId)
      if (held) forget(held)
    },
    clear() {
      lookedAt = null
      for (const held of rooms.values()) forget(held)
    },
  }
}
export type Receipts = ReturnType<typeof createReceipts>
