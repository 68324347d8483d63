import { ApiError } from '#client/api-error'
import type { Client } from '#client/client'
import { type Readable, writable } from '#client/readable'
import type { CurrentCall } from '#client/state/current-call'
import type { CallMedia } from '#protocol/calls'
import { explain } from '../ui/explain'
import { CallProblem } from './peer/call-problem'
import { type OwnMedia, openOwnMedia } from './peer/own-media'
import { openTalk, type Talk } from './peer/talk'
import type { Wanted } from './wanted'

export interface DeskState {
  /** The browser or the server is being asked. */
  isBusy: boolean
  /** Why the call could not be made or taken. */
  problem: string | null
  /** What this device gives; null while no call is held in this tab. */
  own: OwnMedia | null
  talk: Talk | null
}

/** Where calls are made and taken in this tab. */
export interface Desk {
  readonly state: Readable<DeskState>
  /** Calls somebody. Resolves to whether the server knows of it now. */
  start(wanted: Wanted): Promise<boolean>
  accept(callId: string, media: CallMedia): Promise<void>
  decline(callId: string): Promise<void>
  /** Ends what this tab holds or asks for. */
  hangUp(): void
  /** Hangs up, and ends. */
  close(): void
}

export function openDesk(client: Client): Desk {
  const { calls } = client
  const state = writable<DeskState>({ isBusy: false, problem: null, own: null, talk: null })
  const change = (changes: Partial<DeskState>) => state.set({ ...state.get(), ...changes })
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
    } catch (error) {
      const problem = sentenceOf(error)
      if (isWanted()) {
        letGo()
        change({ isBusy: false, problem })
      }
      return false
    }
    look()
    return isWanted()
  }

  /** Opens the devices. Resolves to false when that is no longer wanted. */
  async function prepare(media: CallMedia, isWanted: () => boolean): Promise<boolean> {
    letGo()
    const own = await openOwnMedia(media)
    if (isWanted()) change({ own })
    else own.close()
    return isWanted()
  }

  function letGo(): void {
    const { talk, own } = state.get()
    change({ talk: null, own: null })
    talk?.close()
    own?.close()
  }

  /** Follows what becomes of the call. */
  function look(): void {
    const { isBusy, own, talk } = state.get()
    const held = heldCall(client)
    if (!held && !isBusy) letGo()
    if (held?.call.phase === 'talking' && own && !talk) {
      const { call, isCaller } = held
      const onLost = () => void calls.hangUp(call.id, 'failed').catch(noted)
      change({ talk: openTalk(client, { callId: call.id, isCaller, own, onLost }) })
    }
  }

  function leave(): void {
    life++
    const held = heldCall(client)
    letGo()
    change({ isBusy: false, problem: null })
    if (held) calls.hangUp(held.call.id).catch(noted)
  }

  const end = calls.current.subscribe(look)
  addEventListener('pagehide', leave)
  look()

  return {
    state,
    start: ({ to, media }) =>
      attempt(async (isWanted) => {
        if (!(await prepare(media, isWanted))) return
        await calls.start(to, media)
        const held = heldCall(client)
        if (!isWanted() && held) await calls.hangUp(held.call.id)
      }),
    async accept(callId, media) {
      await attempt(async (isWanted) => {
        if (await prepare(media, isWanted)) await calls.accept(callId)
      })
    },
    async decline(callId) {
      letGo()
      await attempt(() => calls.decline(callId))
    },
    hangUp: leave,
    close() {
      leave()
      end()
      removeEventListener('pagehide', leave)
    },
  }
}

/** The call this tab takes part in, until it is over. */
function heldCall({ calls }: Client): CurrentCall | null {
  const current = calls.current.get()
  return current?.isHere && current.call.phase !== 'ended' ? current : null
}

function sentenceOf(error: unknown): string {
  return error instanceof CallProblem ? error.message : explain(error)
}

/** The server ends a call by itself whose side is gone. */
function noted(error: unknown): void {
  if (!(error instanceof ApiError)) throw error
  console.warn('The server was not told that the call is over.', error)
}
