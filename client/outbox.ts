import type { Me } from '#protocol/accounts'
import type { ErrorCode } from '#protocol/errors'
import type { Ack, ClientFrame, ErrorData } from '#protocol/frames'
import type { Message } from '#protocol/messages'
import { type Alarm, createAlarm } from './alarm'
import { ApiError } from './api-error'
import { backOffMs } from './back-off'
import type { OutboxStorage } from './ports'
import { writable } from './readable'
import { messageOf } from './state/pending-message'
import type { Pending } from './state/types'

interface Needs {
  storage: OutboxStorage
  send(frame: ClientFrame): void
  /** Takes an acknowledged message. Returns whether it now shows in the log, or no log would show it. */
  deliver(message: Message): boolean
}

/** One message on its way. */
interface Line {
  entry: Pending
  /** Kept by the storage: only then may it go out. */
  isKept: boolean
  isSent: boolean
  /** Durable on the server, and shown here only until the log has come so far. */
  isAcknowledged: boolean
  refusals: number
  pause: Alarm
}

/** After this long a message is not sent without asking: the server may have forgotten its client id. */
const mostAgeMs = 7 * 24 * 60 * 60 * 1000

/**
 * Own messages until they are acknowledged. Each is kept before it goes out, goes out again with the same
 * client id on every new connection, and within a room only after the one before it was settled.
 */
export function createOutbox(needs: Needs) {
  const state = writable<readonly Pending[]>([])
  let me: Me | null = null
  let lines: readonly Line[] = []
  let isLoaded = false
  let isConnected = false
  const writes = new Set<Promise<void>>()

  /** Takes over the messages that this person left unsent on this device. */
  async function open(person: Me): Promise<void> {
    if (me?.id === person.id) return
    close()
    me = person
    const kept = await needs.storage.load(person.id)
    if (me !== person) return
    const known = new Set(lines.map((line) => line.entry.client_id))
    const found = kept.filter((entry) => !known.has(entry.client_id))
    show([...found.map((entry) => ({ ...newLine(entry), isKept: true })), ...lines])
    isLoaded = true
    sendNext()
  }

  /** Forgets the lines; the storage keeps them for this person's next sign-in. */
  function close(): void {
    disconnected()
    me = null
    isLoaded = false
    show([])
  }

  function newLine(entry: Pending): Line {
    const pause = createAlarm(sendNext)
    return { entry, isKept: false, isSent: false, isAcknowledged: false, refusals: 0, pause }
  }

  /** Shows the message at once. Resolves when it is kept; rejects, and takes it back, when it cannot be. */
  async function add(entry: Pending): Promise<void> {
    const account = requireAccount()
    const line = newLine(entry)
    show([...lines, line])
    try {
      await write(needs.storage.put(account.id, entry))
    } catch (error) {
      drop([line])
      sendNext()
      throw error
    }
    line.isKept = true
    sendNext()
  }

  /** Sends the first unsettled message of every room, unless it is on its way or resting. */
  function sendNext(): void {
    if (!isConnected || !isLoaded) return
    const busy = new Set<string>()
    for (const line of lines) {
      const { entry } = line
      if (entry.status === 'failed' || line.isAcknowledged || busy.has(entry.room_id)) continue
      if (line.isKept && isTooOld(entry)) {
        fail(line, 'unavailable', 'This message is more than a week old and was not sent.')
        continue
      }
      busy.add(entry.room_id)
      if (line.isKept && !line.isSent && !line.pause.isSet()) transmit(line)
    }
  }

  function transmit(line: Line): void {
    const { room_id, client_id, content, reply_to } = line.entry
    line.isSent = true
    const data = { room_id, client_id, content, ...(reply_to && { reply_to: reply_to.id }) }
    needs.send({ type: 'send', data, ref: client_id })
  }

  /** The server has it. The line goes when the message shows in its place, in the same turn. */
  function acknowledge(ack: Ack): void {
    const line = find(ack.client_id)
    if (!line || !me) return
    line.isAcknowledged = true
    forget(line.entry.client_id)
    if (needs.deliver(messageOf(line.entry, ack, me)) && lines.includes(line)) drop([line])
    sendNext()
  }

  /** These messages are in their logs now: lines of theirs are settled, acknowledged or not. */
  function settle(messages: readonly Message[]): void {
    const mine = messages.filter((message) => message.sender_id === me?.id).map((own) => own.client_id)
    const settled = lines.filter((line) => mine.includes(line.entry.client_id))
    if (settled.length === 0) return
    for (const line of settled) if (!line.isAcknowledged) forget(line.entry.client_id)
    drop(settled)
    sendNext()
  }

  /** Takes an error that answers a send. Returns false when it answers something else. */
  function refuse(ref: string | number | undefined, error: ErrorData): boolean {
    const line = lines.find(({ entry }) => entry.client_id === ref)
    if (!line || line.isAcknowledged) return line !== undefined
    if (!error.retry) {
      fail(line, error.code, error.detail)
      sendNext()
      return true
    }
    line.isSent = false
    line.pause.set(error.retry_after_ms ?? backOffMs(line.refusals, Math.random()))
    line.refusals++
    return true
  }

  function fail(line: Line, code: ErrorCode, detail: string): void {
    change(line, { ...line.entry, status: 'failed', failure: { code, detail } })
  }

  async function retry(clientId: string): Promise<void> {
    const line = find(clientId)
    if (line?.entry.status !== 'failed') return
    line.isSent = false
    line.refusals = 0
    const written_at = isTooOld(line.entry) ? new Date().toISOString() : line.entry.written_at
    await change(line, { ...line.entry, written_at, status: 'waiting', failure: null })
    sendNext()
  }

  async function discard(clientId: string): Promise<void> {
    const line = find(clientId)
    if (line?.entry.status !== 'failed') return
    drop([line])
    await forget(clientId)
  }

  function change(line: Line, entry: Pending): Promise<void> {
    line.entry = entry
    show(lines)
    return write(needs.storage.put(requireAccount().id, entry))
  }

  function forget(clientId: string): Promise<void> {
    return write(needs.storage.remove(requireAccount().id, clientId))
  }

  function write(work: Promise<void>): Promise<void> {
    const tracked = work.finally(() => writes.delete(tracked))
    writes.add(tracked)
    return tracked
  }

  function drop(gone: readonly Line[]): void {
    for (const line of gone) line.pause.off()
    show(lines.filter((line) => !gone.includes(line)))
  }

  function show(next: readonly Line[]): void {
    lines = next
    state.set(lines.map((line) => line.entry))
  }

  function find(clientId: string): Line | undefined {
    return lines.find((line) => line.entry.client_id === clientId)
  }

  function requireAccount(): Me {
    if (me) return me
    throw new ApiError({ code: 'unauthenticated', detail: 'Sign in before you write.' })
  }

  function disconnected(): void {
    isConnected = false
    for (const line of lines) {
      line.isSent = false
      line.pause.off()
    }
  }

  return {
    state,
    open,
    close,
    add,
    acknowledge,
    settle,
    refuse,
    retry,
    discard,
    disconnected,
    connected() {
      isConnected = true
      sendNext()
    },
    find: (clientId: string) => find(clientId)?.entry,
    /** The room's log is given up: nothing will replace the acknowledged lines, so they go at once. */
    dropAcknowledged(roomId: string) {
      drop(lines.filter((line) => line.isAcknowledged && line.entry.room_id === roomId))
    },
    /** Resolves when everything has been written to the storage. */
    settled: () => Promise.allSettled(writes),
  }
}
export type Outbox = ReturnType<typeof createOutbox>

function isTooOld(entry: Pending): boolean {
  return Date.now() - Date.parse(entry.written_at) > mostAgeMs
}
