import type { Me } from '#protocol/accounts'
import type { ErrorCode } from '#protocol/errors'
import type { Ack, ClientFrame, ErrorData } from '#protocol/frames'
import type { Message } from '#protocol/messages'
import { backOffMs } from './back-off'
import type { OutboxStorage } from './ports'
import { batch } from './readable'
import { createLines, type Line, newLine } from './state/lines'
import { messageOf } from './state/pending-message'
import type { Pending } from './state/types'
import { isChange, requoted } from './state/with-change'
import { createAccountOutbox } from './storage/account-outbox'

interface Needs {
  storage: OutboxStorage
  send(frame: ClientFrame): void
  /** Takes an acknowledged message. Returns whether it now shows in the log, or no log would show it. */
  deliver(message: Message): boolean
  /** The entries of a room's log that are shown. */
  held(roomId: string): readonly Message[]
}

/** After this long a message is not sent without asking: the server may have forgotten its client id. */
const mostAgeMs = 7 * 24 * 60 * 60 * 1000

/**
 * Own messages until they are acknowledged. Each is kept before it goes out, goes out again with the same
 * client id on every new connection, and within a room only after the one before it was settled.
 */
export function createOutbox(needs: Needs) {
  const kept = createAccountOutbox(needs.storage)
  const lines = createLines()
  let me: Me | null = null
  let isLoaded = false
  let isConnected = false

  /** Takes over the messages that this person left unsent on this device. */
  async function open(person: Me): Promise<void> {
    if (kept.isOpenFor(person.id)) return
    close()
    me = person
    const found = await kept.open(person.id)
    if (me !== person) return
    const left = found.filter((entry) => !lines.find(entry.client_id))
    const rooms = new Set(left.map((entry) => entry.room_id))
    batch(() => {
      lines.set([...left.map((entry) => ({ ...newLine(entry, sendNext), isKept: true })), ...lines.all()])
      for (const roomId of rooms) settle(needs.held(roomId))
    })
    isLoaded = true
    sendNext()
  }

  /** Forgets the lines; the storage keeps them for this person's next sign-in. */
  function close(): void {
    disconnected()
    me = null
    isLoaded = false
    kept.close()
    lines.set([])
  }

  /** Shows the message at once. Resolves when it is kept; rejects, and takes it back, when it cannot be. */
  async function add(entry: Pending): Promise<void> {
    const keeping = kept.put(entry)
    const line = newLine(entry, sendNext)
    lines.set([...lines.all(), line])
    try {
      await keeping
      line.isKept = true
    } catch (error) {
      lines.drop([line])
      throw error
    } finally {
      sendNext()
    }
  }

  /** Sends the first unsettled message of every room, unless it is on its way or resting. */
  function sendNext(): void {
    if (!isConnected || !isLoaded) return
    const busy = new Set<string>()
    for (const line of lines.all()) {
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
    const line = lines.find(ack.client_id)
    if (!line || !me) return
    line.isAcknowledged = true
    kept.remove(ack.client_id)
    if (needs.deliver(messageOf(line.entry, ack, me)) && lines.all().includes(line)) lines.drop([line])
    sendNext()
  }

  /** These messages are in their logs now: lines of theirs are settled, acknowledged or not, and quotes kept fresh. */
  function settle(messages: readonly Message[]): void {
    for (const message of messages) if (isChange(message)) requote(message)
    const mine = messages.filter((message) => message.sender_id === me?.id).map((own) => own.client_id)
    const settled = lines.all().filter((line) => mine.includes(line.entry.client_id))
    if (settled.length === 0) return
    for (const line of settled) if (!line.isAcknowledged) kept.remove(line.entry.client_id)
    lines.drop(settled)
    sendNext()
  }

  /** What was changed or deleted must not be shown as it was by a line that answers it. */
  function requote(message: Message): void {
    for (const line of lines.all()) {
      const entry = requoted(line.entry, message)
      if (entry === line.entry) continue
      lines.change(line, entry)
      if (line.isKept && !line.isAcknowledged) kept.put(entry)
    }
  }

  /** Takes an error that answers a send. Returns false when it answers something else. */
  function refuse(ref: string | number | undefined, error: ErrorData): boolean {
    const line = typeof ref === 'string' ? lines.find(ref) : undefined
    if (!line || line.isAcknowledged) return line !== undefined
    if (error.retry) {
      line.isSent = false
      line.pause.set(error.retry_after_ms ?? backOffMs(line.refusals++, Math.random()))
    } else {
      fail(line, error.code, error.detail)
      sendNext()
    }
    return true
  }

  function fail(line: Line, code: ErrorCode, detail: string): void {
    lines.change(line, { ...line.entry, status: 'failed', failure: { code, detail } })
    kept.put(line.entry)
  }

  async function retry(clientId: string): Promise<void> {
    const line = lines.find(clientId)
    if (line?.entry.status !== 'failed') return
    line.isSent = false
    line.refusals = 0
    const written_at = isTooOld(line.entry) ? new Date().toISOString() : line.entry.written_at
    lines.change(line, { ...line.entry, written_at, status: 'waiting', failure: null })
    await kept.put(line.entry)
    sendNext()
  }

  async function discard(clientId: string): Promise<void> {
    const line = lines.find(clientId)
    if (line?.entry.status !== 'failed') return
    lines.drop([line])
    await kept.remove(clientId)
  }

  function disconnected(): void {
    isConnected = false
    for (const line of lines.all()) {
      line.isSent = false
      line.pause.off()
    }
  }

  return {
    state: lines.shown,
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
    /** The room's log is given up: nothing will replace the acknowledged lines, so they go at once. */
    dropAcknowledged(roomId: string) {
      lines.drop(lines.all().filter((line) => line.isAcknowledged && line.entry.room_id === roomId))
    },
    /** Resolves when everything has been written to the storage. */
    settled: kept.settled,
  }
}
export type Outbox = ReturnType<typeof createOutbox>

function isTooOld(entry: Pending): boolean {
  return Date.now() - Date.parse(entry.written_at) > mostAgeMs
}
