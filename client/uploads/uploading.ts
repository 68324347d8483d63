import { type Alarm, createAlarm } from '../alarm'
import { ApiError } from '../api-error'
import { backOffMs } from '../back-off'
import type { Writable } from '../readable'
import type { Line } from '../state/lines'
import type { PendingFile } from '../state/types'
import { posterKey } from './take-files'
import type { Transfer } from './transfer'
import { isThere, type UploadNeeds } from './waiting-files'

interface Needs extends UploadNeeds {
  transfer: Transfer
  sent: Writable<ReadonlyMap<string, number>>
}

/** How many files go at once. */
const most = 2
/** An upload of which nothing moves for so long is begun again. */
const stallMs = 120_000

export interface Uploading {
  turnTo(lines: readonly Line[]): void
  /** The server can be reached again: nothing is waited for. */
  wake(): void
}

interface Pause {
  alarm: Alarm
  failures: number
}

/** Brings the files of messages to the server, in their order, and goes on where an earlier attempt was cut. */
export function createUploading(needs: Needs): Uploading {
  const running = new Map<string, AbortController>()
  const pauses = new Map<string, Pause>()
  const { sent, transfer } = needs

  /** Uploads what these lines wait for, and nothing else from now on. */
  function turnTo(lines: readonly Line[]): void {
    const wanted = lines.flatMap((line) =>
      line.entry.attachments.filter((file) => !isThere(file)).map((file) => ({ line, file })),
    )
    const keys = new Set(wanted.map(({ file }) => file.key))
    for (const [key, upload] of running) if (!keys.has(key)) upload.abort()
    for (const key of pauses.keys()) if (!keys.has(key)) unpause(key)
    for (const { line, file } of wanted) {
      if (running.size >= most) return
      if (!running.has(file.key) && !pauses.get(file.key)?.alarm.isSet()) void run(line, file)
    }
  }

  async function run(line: Line, file: PendingFile): Promise<void> {
    const calledOff = new AbortController()
    const { signal } = calledOff
    running.set(file.key, calledOff)
    try {
      await (file.stored ? putPoster(line, file, signal) : put(line, file, signal))
      unpause(file.key)
      forgetProgress(file.key)
    } catch (error) {
      if (!signal.aborted) failed(line, file, error)
    } finally {
      running.delete(file.key)
      needs.onFree()
    }
  }

  function forgetProgress(gone: string): void {
    sent.set(new Map([...sent.get()].filter(([key]) => key !== gone)))
  }

  async function put(line: Line, file: PendingFile, signal: AbortSignal): Promise<void> {
    const bytes = await needs.bytes(line, file.key)
    if (bytes === null)
      throw new ApiError({
        code: 'gone',
        detail: 'This file is no longer on this device. Take it away, or discard the message.',
      })
    const stall = new AbortController()
    const patience = createAlarm(() => stall.abort())
    patience.set(stallMs)
    try {
      const stored = await transfer.upload({
        file,
        bytes,
        isResumable: pauses.has(file.key) || sent.get().has(file.key),
        signal: AbortSignal.any([signal, stall.signal]),
        onProgress(sentBytes) {
          if (signal.aborted) return
          patience.off()
          patience.set(stallMs)
          sent.set(new Map([...sent.get(), [file.key, Math.min(sentBytes, file.size)]]))
        },
        onUrl: (upload_url) => signal.aborted || change(line, file.key, { upload_url }),
      })
      if (!signal.aborted) change(line, file.key, { stored, upload_url: null })
    } finally {
      patience.off()
    }
  }

  /** A video whose poster is refused goes without one. */
  async function putPoster(line: Line, file: PendingFile, signal: AbortSignal): Promise<void> {
    const poster = await needs.bytes(line, posterKey(file.key))
    const { stored } = file
    if (poster === null || stored === null) return change(line, file.key, { poster_waits: false })
    try {
      const posted = await transfer.putPoster(stored.id, poster, signal)
      if (!signal.aborted) change(line, file.key, { stored: posted, poster_waits: false })
    } catch (error) {
      if (!isRefusal(error)) throw error
      if (!signal.aborted) change(line, file.key, { poster_waits: false })
    }
  }

  function change(line: Line, key: string, changed: Partial<PendingFile>): void {
    const attachments = line.entry.attachments.map((file) =>
      file.key === key ? { ...file, ...changed } : file,
    )
    // Where it lacked room before, it has some now.
    needs.change(line, { ...line.entry, attachments, failure: null })
  }

  function failed(line: Line, { key }: PendingFile, error: unknown): void {
    if (!(error instanceof ApiError)) throw error
    const { code, detail } = error
    if (isRefusal(error)) {
      forgetProgress(key)
      needs.fail(line, { code, detail, file: key })
      return
    }
    const pause = pauses.get(key) ?? { alarm: createAlarm(needs.onFree), failures: 0 }
    pauses.set(key, pause)
    pause.alarm.set(error.retryAfterMs ?? backOffMs(pause.failures++, Math.random()))
    // What has gone out was not taken.
    if (code === 'storage_full') forgetProgress(key)
    needs.holdUp(line, error)
  }

  function unpause(key: string): void {
    pauses.get(key)?.alarm.off()
    pauses.delete(key)
  }

  return {
    turnTo,
    wake() {
      for (const { alarm } of pauses.values()) alarm.off()
    },
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof ApiError && !error.isTemporary
}
