import type { SentAttachment } from '#protocol/files'
import type { ClientFrame, ErrorData } from '#protocol/frames'
import { backOffMs } from './back-off'
import { calm, type Line, type Lines } from './state/lines'
import type { Failure, Pending, PendingFile } from './state/types'
import { isThere } from './uploads/waiting-files'

interface Needs {
  lines: Lines
  send(frame: ClientFrame): void
  /** The connection is alive but answers nothing: another one may. */
  reopen(): void
  /** The message will not go out by itself any more. */
  fail(line: Line, failure: Failure): void
  /** The server cannot take it now, for a reason that people must know: it is tried again by itself. */
  holdUp(line: Line, error: ErrorData): void
  /** Uploads what these lines wait for, and nothing else. */
  upload(lines: readonly Line[]): void
  /** The server has the files of this line no longer. */
  uploadAnew(line: Line): void
}

/** After this long a message is not sent without asking: the server may have forgotten its client id. */
const mostAgeMs = 7 * 24 * 60 * 60 * 1000

/** How long an answer is awaited; twice as long after each time in vain, until the connection is distrusted. */
const answerMs = 10_000
const mostSilences = 3

/**
 * Puts pending messages on the wire: in each room the first that is not settled, once its files are there. What is kept goes out from the one
 * program whose turn it is, what could not be kept from the program that has it.
 */
export function createSending(needs: Needs) {
  const { lines } = needs
  let isConnected = false
  let isMyTurn = false

  function next(): void {
    if (!isConnected) return
    needs.upload(lines.all().filter(isMine))
    const busy = new Set<string>()
    for (const line of lines.all()) {
      const { entry } = line
      if (entry.status === 'failed' || line.isAcknowledged || busy.has(entry.room_id)) continue
      if (mayGo(line) && isTooOld(entry)) {
        needs.fail(line, {
          code: 'unavailable',
          detail: 'This message is more than a week old and was not sent.',
        })
        continue
      }
      busy.add(entry.room_id)
      const isReady = mayGo(line) && entry.attachments.every(isThere)
      if (isReady && !line.isSent && !line.pause.isSet()) transmit(line)
    }
  }

  /** Whether it is on this program to send it. */
  function isMine({ entry, isKept, isAcknowledged }: Line): boolean {
    if (entry.status === 'failed' || isAcknowledged) return false
    return !entry.is_kept || (isMyTurn && isKept)
  }

  function mayGo(line: Line): boolean {
    if (!line.entry.is_kept) return true
    return isMyTurn && line.isKept && line.changes === 0
  }

  function transmit(line: Line): void {
    const { room_id, client_id, content, reply_to, attachments } = line.entry
    line.isSent = true
    line.patience.set(answerMs * 2 ** line.silences)
    const data = {
      ...{ room_id, client_id, content },
      ...(reply_to && { reply_to: reply_to.id }),
      ...(attachments.length > 0 && { attachments: attachments.flatMap(sentFile) }),
    }
    needs.send({ type: 'send', data, ref: client_id })
  }

  /** The heartbeat notices a dead connection. This one lives, so the message or its answer may have been lost. */
  function unanswered(line: Line): void {
    line.silences++
    line.isSent = false
    if (line.silences < mostSilences) next()
    else needs.reopen()
  }

  /** Takes an error that answers a send. Returns false when it answers something else. */
  function refuse(ref: string | number | undefined, error: ErrorData): boolean {
    const line = typeof ref === 'string' ? lines.find(ref) : undefined
    if (!line || line.isAcknowledged) return line !== undefined
    calm(line)
    if (error.retry) {
      line.pause.set(error.retry_after_ms ?? backOffMs(line.refusals++, Math.random()))
      needs.holdUp(line, error)
    } else if (error.code === 'not_found' && line.entry.attachments.length > 0 && !line.hasBegunAnew) {
      line.hasBegunAnew = true
      needs.uploadAnew(line)
    } else {
      needs.fail(line, { code: error.code, detail: error.detail })
      next()
    }
    return true
  }

  function stop(): void {
    needs.upload([])
    for (const line of lines.all()) calm(line)
  }

  return {
    next,
    refuse,
    unanswered,
    isMyTurn: () => isMyTurn,
    turn(isMine: boolean) {
      isMyTurn = isMine
      if (isMine) return
      stop()
      next()
    },
    connected() {
      isConnected = true
      next()
    },
    disconnected() {
      isConnected = false
      stop()
    },
  }
}

function sentFile({ stored, alt }: PendingFile): SentAttachment[] {
  return stored ? [{ file_id: stored.id, ...(alt !== '' && { alt }) }] : []
}

export function isTooOld(entry: Pending): boolean {
  return Date.now() - Date.parse(entry.written_at) > mostAgeMs
}
