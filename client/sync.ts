import type { ClientFrame, ErrorData, FrameOf, SyncPage } from '#protocol/frames'
import { limits } from '#protocol/limits'
import type { Message } from '#protocol/messages'
import type { Api } from './api'
import { createRoomLog, type RoomLog, syncRef } from './room-log'
import type { KeptLog } from './state/kept-view'

interface Needs {
  api: Pick<Api, 'history'>
  send(frame: ClientFrame): void
  /** These births and changes of one room are in order and not seen before, as far as its log is held. */
  onApplied(messages: readonly Message[]): void
  onDropped(roomId: string): void
  /** For how many days a room keeps its messages, where the server does not end them sooner; null for as long as that. */
  daysOf(roomId: string): number | null
  /** What this device keeps of a room; null for nothing. */
  loadKept(roomId: string): Promise<KeptLog | null>
}

/** So many logs stay complete after they were left, so that who comes back finds them at once. */
const mostLeft = 20

const dayMs = 24 * 60 * 60 * 1000

/** Keeps the logs of all opened rooms complete across gaps and reconnects: docs/delivery.md, client rules. */
export function createSync(needs: Needs) {
  const logs = new Map<string, RoomLog>()
  let epoch: string | null = null
  let connections = 0
  let isConnected = false
  let isSynced = false
  let resumed: ReadonlySet<string> = new Set()
  /** For how many days the server keeps messages. */
  let daysOfServer = Number.POSITIVE_INFINITY
  /** The rooms nobody looks at any more, longest ago first. */
  let left: readonly string[] = []
  let openedLast: string | null = null

  /** The log of a room; the same object for the same room. */
  function log(roomId: string): RoomLog {
    const known = logs.get(roomId)
    if (known) return known
    const made = createRoomLog(roomId, {
      ...needs,
      onApplied,
      connection: () => (isConnected ? connections : null),
    })
    logs.set(roomId, made)
    return made
  }

  /** Somebody looks at a log, at a number in it if that is given. Rejects when it cannot be loaded. */
  async function open(roomId: string, seq?: number): Promise<void> {
    left = left.filter((other) => other !== roomId)
    openedLast = roomId
    if (!isConnected && !log(roomId).isOpen()) {
      const kept = await needs.loadKept(roomId)
      // A connection that has come meanwhile has asked for nothing of this room.
      if (kept && !isConnected) adoptLog(kept)
    }
    return log(roomId).open(seq)
  }

  /** Goes on from what was kept of an earlier time, as after a long time without a connection. */
  function adoptLog(kept: KeptLog): void {
    const { isOpen, adopt } = log(kept.room_id)
    if (kept.epoch === epoch && !isOpen()) adopt(kept.page)
  }

  /** Nobody looks at it any more. Those left longest ago are given up, so that memory is bounded. */
  function leave(roomId: string): void {
    left = [...left.filter((other) => other !== roomId), roomId]
    for (const old of left.slice(0, -mostLeft)) logs.get(old)?.close()
    left = left.slice(-mostLeft)
  }

  /** What the greeting of a new connection says is held already. */
  function resume() {
    if (epoch === null) return undefined
    const held = [...logs].flatMap(([roomId, log]) => {
      const cursor = log.cursor()
      return cursor === null ? [] : [[roomId, cursor] as const]
    })
    const cursors = Object.fromEntries(held.slice(0, limits.resumeCursors))
    resumed = new Set(Object.keys(cursors))
    return { epoch, cursors }
  }

  /** Begins a connection. Returns whether the server's data are not those this device knew. */
  function welcomed(data: FrameOf<'welcome'>['data']): boolean {
    const isForeign = epoch !== null && !data.is_resumed
    epoch = data.epoch
    isConnected = true
    connections++
    for (const [roomId, log] of logs) {
      const { status } = log.state.get()
      if (status === 'failed' || (isForeign && status !== 'closed')) log.reload()
      else if (resumed.has(roomId)) log.resuming()
      else log.ask()
    }
    return isForeign
  }

  function disconnected(): void {
    isConnected = false
    isSynced = false
    resumed = new Set()
    for (const log of logs.values()) log.disconnected()
  }

  /** Takes a new or changed entry of any room. Returns whether it now shows wherever it should. */
  function receive(message: Message): boolean {
    const log = logs.get(message.room_id)
    if (log?.isOpen()) return log.receive(message)
    onApplied([message])
    return true
  }

  /** Takes an error that answers a request of a log. Returns false when it answers something else. */
  function receiveError(ref: string | number | undefined, error: ErrorData): boolean {
    const found = [...logs].find(([roomId]) => syncRef(roomId) === ref)
    found?.[1].receiveError(error)
    return found !== undefined
  }

  /** Where a room keeps its messages for another time from now on, what is past that goes at once. */
  function onApplied(messages: readonly Message[]): void {
    needs.onApplied(messages)
    const told = messages.findLast(({ message_type }) => message_type === 'room_retention')
    if (told) hearNow(told.timestamp)
  }

  /** What is past its time goes by the clock of the server, which may be another than that of this device. */
  function hearNow(now: string): void {
    for (const [roomId, log] of logs) log.forgetOlder(keptSince(roomId, now))
  }

  /** The moment since which a room keeps its messages, in milliseconds since 1970. */
  function keptSince(roomId: string, now: string): number {
    const days = Math.min(daysOfServer, needs.daysOf(roomId) ?? Number.POSITIVE_INFINITY)
    return Date.parse(now) - days * dayMs
  }

  return {
    log,
    open,
    leave,
    /** The entries of a room that this device has; none when its log is not open. */
    held: (roomId: string): readonly Message[] => logs.get(roomId)?.state.get().messages ?? [],
    /** What was kept is of this database. */
    adopt(kept: string) {
      epoch = kept
    },
    adoptLog,
    /** Which database the logs are of; null before the server has said so. */
    epoch: () => epoch,
    /** The room opened last, as `adoptLog` takes it; null while its newest entries are not held. */
    openedLast(): KeptLog | null {
      const page = openedLast === null ? null : log(openedLast).newestPage()
      return openedLast !== null && page && epoch !== null ? { room_id: openedLast, epoch, page } : null
    },
    resume,
    welcomed,
    disconnected,
    receive,
    receiveError,
    hearNow,
    /** So many days the server keeps messages; 0 for ever. */
    keepFor(days: number) {
      daysOfServer = days === 0 ? Number.POSITIVE_INFINITY : days
    },
    keptSince,
    hearHead: (roomId: string, head: number) => logs.get(roomId)?.hearHead(head),
    receivePage: (page: SyncPage) => logs.get(page.room_id)?.receiveAnswer(page),
    synced() {
      isSynced = true
      for (const log of logs.values()) log.resumed()
    },
    /** Whether all that the greeting asked for has come. */
    isSynced: () => isSynced,
    /** How many entries are known to be missing. */
    behind: () => logs.values().reduce((sum, log) => sum + log.missing(), 0),
    /** Forgets everything: nobody is signed in any more, or the room is gone. */
    close(roomId: string) {
      logs.get(roomId)?.close()
    },
    closeAll() {
      epoch = null
      openedLast = null
      for (const log of logs.values()) log.close()
    },
  }
}
export type Sync = ReturnType<typeof createSync>
