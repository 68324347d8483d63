import { appendFileSync, copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Message } from '#protocol/messages'

/** One thing that happened during a workload, as whoever saw it tells. */
export type Happening =
  /** Somebody pressed Enter for a text. `via` is the device or socket it goes out by. Contents are unique. */
  | { type: 'send'; client_id: string; room_id: string; sender_id: string; content: string; via: string }
  /** An acknowledgement reached its sender. */
  | { type: 'ack'; client_id: string; seq: number; is_duplicate: boolean }
  /** A text stayed without an answer, although the server was there. */
  | { type: 'unsettled'; client_id: string }
  /** Somebody was shown that a text could not be sent. */
  | { type: 'failed'; client_id: string; code: string }
  /** A device or socket heard an entry, live or by catching up. */
  | { type: 'heard'; via: string; user_id: string; room_id: string; seq: number }
  /** A device had to ask for entries that it should have heard. */
  | { type: 'patched'; via: string; count: number }
  | { type: 'connect'; via: string }
  | { type: 'closed'; via: string; code: number }
  /** Somebody left a room or was removed from it; the number is that of this entry. */
  | { type: 'removed'; user_id: string; room_id: string; seq: number }
  /** The session of this device or socket was ended. */
  | { type: 'signed_out'; via: string }
  | { type: 'killed'; signal: string }
  /** The server accepts requests again. */
  | { type: 'ready'; after_ms: number }
  /** Everybody is up to date again. */
  | { type: 'synced'; after_ms: number }
  /** A line of the server's log that tells of an error, or an answer that did. */
  | { type: 'defect'; line: string }
  /** A room's log as it is stored in the end, oldest first. */
  | { type: 'stored'; room_id: string; messages: readonly Message[] }
  /** What a client shows of a room in the end, oldest first. */
  | { type: 'shown'; by: string; room_id: string; messages: readonly Message[] }

/** `at` is milliseconds of a clock that never goes back. */
export type Noted = Happening & { readonly at: number }

export interface History extends Disposable {
  note(happening: Happening): void
  read(): Noted[]
  /** Makes a copy that stays when the history is disposed and the run is over. @returns its path */
  keep(): string
}

/** Lines kept in memory before they are written. */
const mostUnwritten = 1000

/** A new history: a file of JSON lines in a temporary folder, which is removed with it unless it is to be kept. */
export function newHistory(): History {
  const folder = mkdtempSync(join(tmpdir(), 'natter-history-'))
  const path = join(folder, 'history.jsonl')
  let lines: string[] = []

  function write() {
    appendFileSync(path, lines.join(''))
    lines = []
  }

  return {
    note(happening) {
      lines.push(`${JSON.stringify({ ...happening, at: performance.now() })}\n`)
      if (lines.length >= mostUnwritten) write()
    },
    read() {
      write()
      const text = readFileSync(path, 'utf8').trimEnd()
      return text === '' ? [] : text.split('\n').map((line) => JSON.parse(line))
    },
    keep() {
      write()
      const kept = mkdtempSync(join(process.env.NATTER_TEST_KEEP ?? tmpdir(), 'natter-history-'))
      copyFileSync(path, join(kept, 'history.jsonl'))
      return join(kept, 'history.jsonl')
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  }
}
