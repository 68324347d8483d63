import type { ClientFrame, ErrorData, SyncPage } from '#protocol/frames'
import { limits } from '#protocol/limits'
import type { Message, MessagePage } from '#protocol/messages'
import type { Api } from './api'
import { ApiError } from './api-error'
import { createCatchUp } from './catch-up'
import { aroundSeq, createLogPages } from './log-pages'
import { batch, writable } from './readable'
import {
  type HeldLog,
  isBehind,
  receiveHead,
  receiveMessage,
  receivePage,
  type Step,
  startLog,
  toldAnew,
} from './state/held-log'
import { forgetBefore, letGo } from './state/held-window'
import type { LogState } from './state/types'
import { byChange } from './state/with-change'

export interface RoomLogNeeds {
  api: Pick<Api, 'history'>
  /** Counts the connections; null while there is none. */
  connection(): number | null
  send(frame: ClientFrame): void
  /** These entries are as they were born or changed, in order, and show so in the log from now on if there is one. */
  onApplied(messages: readonly Message[]): void
  /** What had come too early is given up with the log. */
  onDropped(roomId: string): void
}

const closed: LogState = {
  status: 'closed',
  messages: [],
  hasOlder: false,
  hasNewer: false,
}

/** So many entries fill the tallest screen. */
const keptEntries = limits.historyPage.usual

/** Early entries kept while the first page is on its way. Those given up are asked for later. */
const mostEarly = 256

/** The log of one room: loads it, keeps it complete while there is a connection, and fills its gaps. */
export function createRoomLog(roomId: string, needs: RoomLogNeeds) {
  const state = writable<LogState>(closed)
  let held: HeldLog | null = null
  let early: Message[] = []
  /** The newest number this connection has told of, also while nothing is held. */
  let told = 0
  let loading: Promise<void> | null = null
  /** Raised when what is on its way no longer concerns this log. */
  let life = 0
  /** What is held was kept from another time, in which people may have had other names. */
  let isRemembered = false
  /** The entry somebody looks at; null for the newest, undefined while nobody says. */
  let lookedAtSeq: number | null | undefined
  const catchUp = createCatchUp({ request })
  const pages = createLogPages({
    fetch: (request) => needs.api.history(roomId, request),
    held: () => held,
    show(log) {
      held = bounded(log)
      show({})
    },
    onApplied: needs.onApplied,
  })

  /** Loads the newest page or the one around a number, unless that is held or on its way. Rejects when it fails. */
  async function open(seq?: number): Promise<void> {
    if (!held) {
      loading ??= load(seq)
      await loading
    }
    if (seq !== undefined) await pages.moveTo(seq)
  }

  /** Goes on from the newest page as it was at another time; what has happened since is asked for like any other gap. */
  function adopt(page: MessagePage): void {
    held = startLog(page)
    isRemembered = true
    show({ status: 'ready' })
  }

  /** Reads what was remembered anew: names are no part of what follows from number to number. */
  async function retell(): Promise<void> {
    const mine = life
    isRemembered = false
    try {
      const page = await needs.api.history(roomId, {})
      if (mine !== life || !held) return
      held = toldAnew(held, page.messages)
      show({})
    } catch (error) {
      requireApiError(error)
      if (mine === life) isRemembered = true
    }
  }

  /** Gives up what is held and loads it again. A failure shows in the state. */
  function reload(): Promise<void> {
    forget({ ...closed, status: 'loading' })
    loading = load()
    return loading.catch(requireApiError)
  }

  async function load(seq?: number): Promise<void> {
    const mine = life
    const connection = needs.connection()
    state.set({ ...closed, status: 'loading' })
    try {
      const page = await needs.api.history(roomId, seq === undefined ? {} : aroundSeq(seq))
      if (mine !== life) return
      batch(() => {
        held = startLog(page)
        const waiting = early
        early = []
        show({ status: 'ready' })
        needs.onApplied(byChange(held.messages))
        for (const message of waiting) receive(message)
        hearHead(told)
      })
      if (connection === null || connection !== needs.connection()) catchUp.ask()
    } catch (error) {
      if (mine !== life) return
      const waiting = early
      batch(() => {
        forget({ ...closed, status: 'failed' })
        needs.onApplied(waiting)
      })
      throw error
    } finally {
      if (mine === life) loading = null
    }
  }

  /** Takes a new or changed entry. Returns whether the log now shows it, or ever did. */
  function receive(message: Message): boolean {
    if (!held) {
      early = [...early.slice(1 - mostEarly), message]
      return false
    }
    commit(receiveMessage(held, message))
    return message.changed_seq <= held.cursor
  }

  /** Hears which number is the newest. What is not here by then is asked for a moment later. */
  function hearHead(head: number): void {
    told = Math.max(told, head)
    if (held && told > held.head) commit(receiveHead(held, told))
  }

  function receiveAnswer(page: SyncPage): void {
    catchUp.answered()
    if (!held) return
    if (page.head < page.after) {
      reload()
      return
    }
    const step = receivePage(held, page)
    const isFruitful = step.log.cursor > held.cursor || !isBehind(step.log)
    catchUp.judge(isFruitful)
    commit(step)
    if (isFruitful && page.to < page.head) catchUp.ask()
  }

  /** A request of this log was refused. */
  function receiveError(error: ErrorData): void {
    if (!error.retry) forget({ ...closed, status: 'failed' })
    else catchUp.refused(error.retry_after_ms)
  }

  function commit(step: Step): void {
    const isNew = step.log.messages !== held?.messages
    held = isNew ? bounded(step.log) : step.log
    if (isNew) show({})
    if (step.applied.length > 0) needs.onApplied(step.applied)
    catchUp.look(isBehind(held))
  }

  function bounded(log: HeldLog): HeldLog {
    return lookedAtSeq === undefined ? log : letGo(log, lookedAtSeq)
  }

  /** Asks for what follows the entries held. Without a connection the next one does it. */
  function request(): boolean {
    if (!held || needs.connection() === null) return false
    needs.send({ type: 'sync', data: { room_id: roomId, after: held.cursor }, ref: syncRef(roomId) })
    return true
  }

  /** Nobody is shown any more what was written before this moment. */
  function forgetOlder(moment: number): void {
    const kept = held && forgetBefore(held, moment)
    if (kept === held) return
    held = kept
    show({})
  }

  function show(change: Partial<LogState>): void {
    if (!held) return
    const { messages, hasOlder, hasNewer } = held
    const next = { ...state.get(), messages, hasOlder, hasNewer, ...change }
    // Nobody is told for nothing: that a page was asked for changes nothing of what is seen.
    const keys = Object.keys(next) as (keyof LogState)[]
    if (keys.some((key) => next[key] !== state.get()[key])) state.set(next)
  }

  function forget(next: LogState): void {
    life++
    pages.giveUp()
    held = null
    told = 0
    early = []
    loading = null
    isRemembered = false
    catchUp.clear()
    state.set(next)
    needs.onDropped(roomId)
  }

  return {
    state,
    open,
    adopt,
    reload,
    loadOlder: pages.loadOlder,
    loadNewer: pages.loadNewer,
    moveToNewest: pages.moveToNewest,
    lookAt(seq: number | null) {
      lookedAtSeq = seq
    },
    receive,
    hearHead,
    receiveAnswer,
    forgetOlder,
    receiveError,
    ask: catchUp.ask,
    close: () => forget(closed),
    /** Whether new entries are for the log rather than for the room list alone. */
    isOpen: () => held !== null || loading !== null,
    /** The newest entries as a page that `adopt` takes; null while they are not held. */
    newestPage(): MessagePage | null {
      if (!held || held.hasNewer) return null
      const messages = held.messages.slice(-keptEntries)
      const has_older = held.hasOlder || messages.length < held.messages.length
      return { messages: messages.toReversed(), has_older, has_newer: false, head: held.cursor }
    },
    /** The number to resume from; null while there is nothing to resume. */
    cursor: () => held?.cursor ?? null,
    missing: () => (held ? held.head - held.cursor : 0),
    resuming: catchUp.resuming,
    /** The greeting has been answered in full; no page means that nothing was missed. */
    resumed() {
      catchUp.resumed()
      if (held && isBehind(held)) catchUp.ask()
      if (isRemembered) void retell()
    },
    disconnected() {
      told = 0
      catchUp.disconnected()
    },
  }
}
export type RoomLog = ReturnType<typeof createRoomLog>

/** The `ref` of a log's requests, by which an error finds its way back. */
export function syncRef(roomId: string): string {
  return `sync:${roomId}`
}

function requireApiError(error: unknown): void {
  if (!(error instanceof ApiError)) throw error
}
