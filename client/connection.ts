import { type CloseReason, closeCodes } from '#protocol/close-codes'
import type { ClientFrame, ServerFrame } from '#protocol/frames'
import { createAlarm } from './alarm'
import { ApiError } from './api-error'
import { backOffMs, reconnectMs, stableMs } from './back-off'
import { type Link, type LinkEnd, openLink } from './link'
import type { OpenSocket } from './ports'
import { writable } from './readable'
import type { ConnectionState } from './state/types'

type Hello = Extract<ClientFrame, { type: 'hello' }>

interface Needs {
  url: string
  openSocket: OpenSocket
  /** The token for the next connection, or null. `isExpired`: the server has said that the sign-in ran out. */
  authorise(isExpired: boolean): Promise<string | null>
  resume(): Hello['data']['resume']
  onFrame(frame: ServerFrame): void
  /** The connection is gone; another is tried by itself unless the state is `idle`. */
  onLost(): void
  /** The server ended the session. */
  onSessionOver(): void
}

/** Keeps one connection as long as it is wanted, by the reconnect rules of docs/delivery.md. */
export function createConnection(needs: Needs) {
  const state = writable<ConnectionState>({ phase: 'idle' })
  let link: Link | null = null
  let isWanted = false
  let isExpired = false
  let isWelcome = false
  let attempts = 0
  let retryMs: readonly [number, number] | null = null
  /** Raised when an attempt on its way is no longer wanted. */
  let life = 0
  const waiting = createAlarm(() => void connect())
  const stable = createAlarm(() => {
    attempts = 0
  })

  function start(): void {
    if (isWanted) return
    isWanted = true
    attempts = 0
    void connect()
  }

  function stop(): void {
    isWanted = false
    isExpired = false
    abandon()
    needs.onLost()
    state.set({ phase: 'idle' })
  }

  async function connect(): Promise<void> {
    const mine = ++life
    state.set({ phase: 'connecting' })
    try {
      const token = await needs.authorise(isExpired)
      if (mine !== life) return
      isExpired = false
      link = openLink({ ...needs, url: socketUrl(needs.url), token, onFrame: receive, onEnd: lost })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (mine === life) wait(error.retryAfterMs ?? backOffMs(attempts, Math.random()))
    }
  }

  function receive(frame: ServerFrame): void {
    if (frame.type === 'bye') retryMs = frame.data.retry_ms
    if (frame.type === 'synced') stable.set(stableMs)
    if (frame.type === 'welcome') {
      isWelcome = true
      state.set({ phase: 'catching_up', behind: 0 })
    }
    // What comes earlier is in what is fetched after the welcome, and the welcome may be for somebody else.
    if (isWelcome) needs.onFrame(frame)
  }

  function lost(end: LinkEnd): void {
    abandon()
    needs.onLost()
    if (!isWanted) return
    const reason = closeReason(end.code)
    const { reconnect, signInFirst } = reason ? closeCodes[reason] : unknownClose
    if (!reconnect && signInFirst) needs.onSessionOver()
    else if (!reconnect) rest(reason)
    else {
      isExpired ||= signInFirst
      const loss = { isAbnormal: reason === undefined, livedMs: end.livedMs, retryMs }
      wait(reconnectMs(loss, attempts, Math.random()))
    }
  }

  function wait(ms: number): void {
    attempts++
    retryMs = null
    waiting.set(ms)
    state.set({ phase: 'waiting', retryAt: Date.now() + ms })
  }

  /** Stays away until somebody asks for this client again. */
  function rest(reason: CloseReason | undefined): void {
    isWanted = false
    state.set({ phase: 'idle', ...(reason && { reason }) })
  }

  function abandon(): void {
    life++
    waiting.off()
    stable.off()
    isWelcome = false
    link?.close()
    link = null
  }

  /** There may be a network again, or somebody looks at the screen: do not wait any longer. */
  function wake(): void {
    const now = state.get()
    if (now.phase === 'idle' && now.reason === 'replaced') start()
    waiting.ring()
    link?.probe()
  }

  /** The connection turned out to be somebody else's: drop it and find out who is signed in. */
  function distrust(): void {
    link?.close()
    lost({ code: closeCodes.unauthenticated.code, livedMs: 0 })
  }

  /** The connection lives but does not do its work: another one may. */
  function reopen(): void {
    if (!link) return
    link.close()
    lost({ code: abnormal, livedMs: 0 })
  }

  return {
    state,
    start,
    stop,
    wake,
    distrust,
    reopen,
    send: (frame: ClientFrame) => link?.send(frame),
    /** Shows that the server is not reached, before it is known whether a connection is wanted. */
    unreachable(retryAt: number) {
      if (!isWanted) state.set({ phase: 'waiting', retryAt })
    },
    /** Says how far catching up has come, from the welcome until everything missed is here. */
    report(behind: number, isComplete: boolean) {
      const now = state.get()
      if (now.phase !== 'catching_up') return
      if (isComplete && behind === 0) state.set({ phase: 'up_to_date' })
      else if (now.behind !== behind) state.set({ phase: 'catching_up', behind })
    },
  }
}
export type Connection = ReturnType<typeof createConnection>

const abnormal = 1006

/** What any code outside the table means. */
const unknownClose = { reconnect: true, signInFirst: false }

function closeReason(code: number): CloseReason | undefined {
  const reasons = Object.keys(closeCodes) as CloseReason[]
  return reasons.find((reason) => closeCodes[reason].code === code)
}

function socketUrl(url: string): string {
  return `${url.replace(/^http/, 'ws')}/ws`
}
