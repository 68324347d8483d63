import { ApiError } from '#client/api-error'
import type { Client } from '#client/client'
import { type Readable, writable } from '#client/readable'
import { m } from '#catalogue'
import type { CallMedia } from '#protocol/calls'
import { explain } from '../ui/explain'
import { awaitFreeLine, takeLine } from './line'
import { CallProblem } from './peer/call-problem'
import { type OwnMedia, openOwnMedia } from './peer/own-media'
import { openTalk, type Talk } from './peer/talk'
import type { Wanted } from './wanted'

export interface DeskState {
  /** The browser or the server is being asked. */
  isBusy: boolean
  /** Why the call could not be made or taken. */
  problem: string | null
  /** The call that this tab holds, or held last. */
  callId: string | null
  own: OwnMedia | null
  talk: Talk | null
}

/** Where calls are made and taken in this tab. */
export interface Desk {
  readonly state: Readable<DeskState>
  /** Calls somebody. Resolves to whether they are being rung. */
  start(wanted: Wanted): Promise<boolean>
  accept(callId: string, media: CallMedia): Promise<void>
  decline(callId: string): Promise<void>
  hangUp(): Promise<void>
  /** Hangs up whatever this tab holds, and ends. */
  close(): void
}

const idle: DeskState = { isBusy: false, problem: null, callId: null, own: null, talk: null }

export function openDesk(client: Client): Desk {
  const { calls } = client
  const state = writable<DeskState>(idle)
  const change = (changes: Partial<DeskState>) => state.set({ ...state.get(), ...changes })
  let release: (() => void) | null = null
  let stopWaiting: (() => void) | null = null
  /** Raised when what is being asked for is no longer wanted. */
  let life = 0

  /** Runs a step and says why it did not work; what was opened for it is closed then. */
  async function attempt(step: (isWanted: () => boolean) => Promise<void>): Promise<boolean> {
    const mine = ++life
    const isWanted = () => mine === life
    change({ isBusy: true, problem: null })
    try {
      await step(isWanted)
      if (isWanted()) change({ isBusy: false })
      return isWanted()
    } catch (error) {
      const problem = sentenceOf(error)
      if (isWanted()) {
        letGo()
        change({ isBusy: false, problem })
      }
      return false
    }
  }

  /** Takes the line and opens the devices. Resolves to false when that is no longer wanted. */
  async function prepare(media: CallMedia, isWanted: () => boolean): Promise<boolean> {
    const given = await takeLine()
    if (given === null) throw new CallProblem(m.calls_other_tab())
    if (!isWanted()) {
      given()
      return false
    }
    release = given
    const own = await openOwnMedia(media)
    if (isWanted()) change({ own })
    else own.close()
    return isWanted()
  }

  function letGo(): void {
    const { talk, own } = state.get()
    talk?.close()
    own?.close()
    release?.()
    release = null
    change({ talk: null, own: null })
  }

  /** Follows what becomes of the call. */
  function look(): void {
    const current = calls.current.get()
    const { callId, own, talk } = state.get()
    const isHeld = current !== null && current.call.id === callId
    const phase = current?.call.phase
    if (own && callId !== null && (!isHeld || phase === 'ended')) letGo()
    if (isHeld && phase === 'talking' && own && !talk) {
      const onLost = () => void calls.hangUp(callId, 'failed').catch(noted)
      change({ talk: openTalk(client, { callId, isCaller: current.isCaller, own, onLost }) })
    }
    watchLine()
  }

  /** A call of this browser that no tab holds any more is one whose tab has crashed: the other side need not wait. */
  function watchLine(): void {
    const current = calls.current.get()
    const isElsewhere = current?.isHere && current.call.phase !== 'ended' && release === null
    if (!isElsewhere) {
      stopWaiting?.()
      stopWaiting = null
      return
    }
    stopWaiting ??= awaitFreeLine(() => {
      const now = calls.current.get()
      if (now?.isHere && now.call.phase !== 'ended' && release === null)
        calls.hangUp(now.call.id).catch(noted)
    })
  }

  function leave(): void {
    const { callId } = state.get()
    const current = calls.current.get()
    life++
    if (callId !== null && current?.call.id === callId && current.call.phase !== 'ended')
      calls.hangUp(callId).catch(noted)
    letGo()
  }

  const end = calls.current.subscribe(look)
  addEventListener('pagehide', leave)
  look()

  return {
    state,
    start: ({ to, media }) =>
      attempt(async (isWanted) => {
        change({ callId: null })
        if (!(await prepare(media, isWanted))) return
        await calls.start(to, media)
        const callId = calls.current.get()?.call.id ?? null
        change({ callId })
        if (isWanted()) look()
        else if (callId !== null) await calls.hangUp(callId)
      }),
    async accept(callId, media) {
      await attempt(async (isWanted) => {
        if (!(await prepare(media, isWanted))) return
        change({ callId })
        await calls.accept(callId)
        look()
      })
    },
    async decline(callId) {
      life++
      letGo()
      await attempt(() => calls.decline(callId))
    },
    async hangUp() {
      leave()
      change({ isBusy: false, problem: null })
    },
    close() {
      leave()
      end()
      stopWaiting?.()
      removeEventListener('pagehide', leave)
    },
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof CallProblem ? error.message : explain(error)
}

/** The server ends a call by itself whose side is gone. */
function noted(error: unknown): void {
  if (!(error instanceof ApiError)) throw error
  console.warn('The server was not told that the call is over.', error)
}
