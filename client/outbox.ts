import type { Me } from '#protocol/accounts'
import type { Ack, ClientFrame, ErrorData } from '#protocol/frames'
import type { Message } from '#protocol/messages'
import { createKeptLines } from './kept-lines'
import type { FileBytes, OutboxNews, OutboxStorage } from './ports'
import { batch } from './readable'
import { createSending, isTooOld } from './sending'
import { calm, createLines, type Line, newLine } from './state/lines'
import { messageOf } from './state/pending-message'
import type { Failure, Pending } from './state/types'
import { isChange, requoted } from './state/with-change'
import { createTurn } from './turn'
import type { Transfer } from './uploads/transfer'
import { createUploads } from './uploads/uploads'
import { isThere } from './uploads/waiting-files'

interface Needs {
  storage: OutboxStorage
  send(frame: ClientFrame): void
  /** The connection answers nothing any more, though it lives. */
  reopen(): void
  /** Takes an acknowledged message. Returns whether it now shows in the log, or no log would show it. */
  deliver(message: Message): boolean
  /** The entries of a room's log that are shown. */
  held(roomId: string): readonly Message[]
  /** What is kept on this device was looked at. */
  onFresh(): void
  transfer(): Promise<Transfer>
}

/**
 * Own messages until they are acknowledged. Each is kept before it goes out, goes out again with the same
 * client id until it is answered, and within a room only after the one before it was settled. Programs that share
 * the storage show the same, and one of them sends.
 */
export function createOutbox(needs: Needs) {
  const lines = createLines()
  let me: Me | null = null
  const alarms = { onPauseOver: () => sending.next(), onSilence: (line: Line) => sending.unanswered(line) }
  const kept = createKeptLines({
    storage: needs.storage,
    lines,
    make: (entry) => newLine(entry, alarms),
    isStored: ({ room_id, client_id }) =>
      needs.held(room_id).some((message) => message.client_id === client_id && message.sender_id === me?.id),
    isMyTurn: () => sending.isMyTurn(),
    onFresh() {
      sendNext()
      needs.onFresh()
    },
  })
  const uploads = createUploads({
    transfer: needs.transfer,
    bytes: kept.bytes,
    change: (line, entry) => void kept.change(line, entry),
    fail,
    holdUp,
    onFree: sendNext,
  })
  const sending = createSending({ ...needs, lines, fail, holdUp, upload: uploads.turnTo, uploadAnew })
  const turn = createTurn({
    companions: kept.companions,
    onTurn(isMine) {
      sending.turn(isMine)
      if (isMine) kept.refresh()
    },
  })

  /** Takes over the messages that this person left unsent on this device. */
  function open(person: Me): void {
    if (me?.id === person.id) return
    close()
    me = person
    kept.open(person.id, hear)
  }

  /** Forgets the lines; the storage keeps them for this person's next sign-in. */
  function close(): void {
    disconnected()
    me = null
    kept.close()
    uploads.forgetProgress()
    lines.set([])
  }

  /** What another program that shares the outbox has to tell. */
  function hear(news: OutboxNews): void {
    turn.heard()
    if (news.type === 'stored') batch(() => settleAs(news.message))
    else kept.refresh()
  }

  function sendNext(): void {
    sending.next()
    const isWaiting = lines.all().some((line) => line.entry.status === 'waiting' && line.isKept)
    if (isWaiting && !sending.isMyTurn()) turn.waiting()
  }

  /** Shows the message at once. Resolves when it is kept with its files, or is known not to be. */
  async function add(entry: Pending, bytes: FileBytes = new Map()): Promise<void> {
    await kept.add(newLine(entry, alarms, bytes))
  }

  /** The server has it. */
  function acknowledge(ack: Ack): void {
    const line = lines.find(ack.client_id)
    if (!line || line.isAcknowledged || !me) return
    const message = messageOf(line.entry, ack, me)
    tellStored(message)
    settleAs(message)
  }

  /** The others hear of it before they miss it in the storage, so that it is shown at every moment. */
  function tellStored(message: Message): void {
    kept.companions().tell({ type: 'stored', message })
  }

  /** The line goes when the message shows in its place, in the same turn. */
  function settleAs(message: Message): void {
    const line = lines.find(message.client_id)
    if (!line || line.isAcknowledged) return
    calm(line)
    line.isAcknowledged = true
    kept.settled(line)
    if (needs.deliver(message) && lines.all().includes(line)) lines.drop([line])
    sending.next()
  }

  /** These messages are in their logs now: lines of theirs are settled, acknowledged or not, and quotes kept fresh. */
  function settle(messages: readonly Message[]): void {
    for (const message of messages) if (isChange(message)) requote(message)
    const settled = messages.flatMap((message) => {
      const line = message.sender_id === me?.id ? lines.find(message.client_id) : undefined
      if (!line) return []
      if (!line.isAcknowledged) tellStored(message)
      return [line]
    })
    if (settled.length === 0) return
    for (const line of settled) if (!line.isAcknowledged) kept.settled(line)
    lines.drop(settled)
    sending.next()
  }

  /** What was changed or deleted must not be shown as it was by a line that answers it. */
  function requote(message: Message): void {
    for (const line of lines.all()) {
      const entry = requoted(line.entry, message)
      if (entry !== line.entry) void kept.change(line, entry)
    }
  }

  function fail(line: Line, failure: Failure): void {
    void kept.change(line, { ...line.entry, status: 'failed', failure })
  }

  /** Only a full disk lasts, and is for somebody to mend: everything else is over before it is read. */
  function holdUp(line: Line, { code, detail }: Failure): void {
    const failure = code === 'storage_full' ? { code, detail } : null
    if (line.entry.failure?.code !== failure?.code) void kept.change(line, { ...line.entry, failure })
  }

  /** What was uploaded long before its message could go out is there no longer. */
  function uploadAnew(line: Line): void {
    const attachments = line.entry.attachments.map((file) => ({
      ...file,
      poster_waits: file.poster_waits || file.stored?.has_poster === true,
      upload_url: null,
      stored: null,
    }))
    void kept.change(line, { ...line.entry, attachments })
  }

  async function retry(clientId: string): Promise<void> {
    const line = lines.find(clientId)
    if (!line?.entry.failure || line.isSent) return
    calm(line)
    uploads.wake()
    line.refusals = 0
    const written_at = isTooOld(line.entry) ? new Date().toISOString() : line.entry.written_at
    await kept.change(line, { ...line.entry, written_at, status: 'waiting', failure: null })
  }

  async function discard(clientId: string): Promise<void> {
    const line = lines.find(clientId)
    if (!line || !mayGoBack(line)) return
    lines.drop([line])
    sendNext()
    await kept.remove(clientId)
  }

  /** Takes a file away; the last one goes with its message, unless that says something. */
  async function removeFile(clientId: string, key: string): Promise<void> {
    const line = lines.find(clientId)
    if (!line || !mayGoBack(line)) return
    const { entry } = line
    const attachments = entry.attachments.filter((file) => file.key !== key)
    if (attachments.length === 0 && entry.content.trim() === '') return discard(clientId)
    const wasRefused = entry.failure?.file === key
    await kept.change(line, {
      ...entry,
      attachments,
      ...(wasRefused && { status: 'waiting', failure: null }),
    })
  }

  function disconnected(): void {
    turn.disconnected()
    sending.disconnected()
    kept.rest()
  }

  return {
    state: lines.shown,
    /** Whether it is known what waits to be sent. */
    isLoaded: kept.isLoaded,
    open,
    close,
    add,
    acknowledge,
    settle,
    refuse: (ref: string | number | undefined, error: ErrorData) => sending.refuse(ref, error),
    retry,
    discard,
    removeFile,
    /** How many bytes of each file have gone out from here, by its key, until all of it is there. */
    sent: uploads.sent,
    /** The bytes of a file that waits; null where there are none any more. */
    async bytesOf(clientId: string, key: string): Promise<Blob | null> {
      const line = lines.find(clientId)
      return line ? kept.bytes(line, key) : null
    },
    disconnected,
    connected() {
      uploads.wake()
      sending.connected()
      turn.connected()
      kept.refresh()
    },
    /** The room's log is given up: nothing will replace the acknowledged lines, so they go at once. */
    dropAcknowledged(roomId: string) {
      lines.drop(lines.all().filter((line) => line.isAcknowledged && line.entry.room_id === roomId))
    },
    /** Resolves when everything has been written to the storage. */
    settled: kept.written,
  }
}
/** Whether a message can still be called off: it was refused, waits for its files, or for room on the server. */
function mayGoBack({ entry, isSent, isAcknowledged }: Line): boolean {
  if (isSent || isAcknowledged) return false
  return entry.failure !== null || !entry.attachments.every(isThere)
}

export type Outbox = ReturnType<typeof createOutbox>
