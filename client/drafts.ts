import type { Draft } from '#protocol/drafts'
import { createAlarm } from './alarm'
import type { Api } from './api'
import { ApiError } from './api-error'
import { writable } from './readable'

/** By room. */
export type Drafts = ReadonlyMap<string, Draft>

const none: Drafts = new Map()
/** Strokes in between are not told. */
const gatherMs = 1000
const againMs = 10_000

/** What somebody has begun to write, as the server has it, and what it must still be told. */
export function createDrafts(api: Pick<Api, 'drafts' | 'keepDraft'>) {
  /** Null until the server was asked. */
  const state = writable<Drafts | null>(null)
  const untold = new Map<string, Draft>()
  /** Rooms whose draft the server may have from here. */
  const told = new Set<string>()
  const telling = createAlarm(tell)
  const asking = createAlarm(() => void load())
  /** Raised when answers on their way belong to somebody else. */
  let life = 0

  function receive(drafts: readonly Draft[]): void {
    const held = state.get() ?? none
    const news = drafts.filter((draft) => isLater(draft, held.get(draft.room_id)))
    if (news.length === 0 && state.get() !== null) return
    state.set(new Map([...held, ...news.map((draft) => [draft.room_id, draft] as const)]))
  }

  /** Keeps a draft for the other devices. Without a connection it waits for the next one. */
  function keep(draft: Draft): void {
    untold.set(draft.room_id, draft)
    // What was written and sent within a second was never told, and need not be taken back.
    if (draft.content === '' && isEmptyThere(draft.room_id)) untold.delete(draft.room_id)
    else telling.set(gatherMs)
  }

  function isEmptyThere(roomId: string): boolean {
    const held = state.get()
    return held !== null && !held.get(roomId)?.content && !told.has(roomId)
  }

  function tell(): void {
    for (const draft of untold.values()) void tellOne(draft)
  }

  async function tellOne(draft: Draft): Promise<void> {
    const mine = life
    const { room_id, content, written_at } = draft
    if (content !== '') told.add(room_id)
    try {
      const inForce = await api.keepDraft(room_id, { content, written_at })
      if (mine !== life) return
      if (content === '') told.delete(room_id)
      done(draft)
      receive([inForce])
    } catch (error) {
      if (mine !== life) return
      if (!(error instanceof ApiError)) throw error
      if (error.isTemporary) telling.set(error.retryAfterMs ?? againMs)
      else done(draft)
    }
  }

  function done(draft: Draft): void {
    if (untold.get(draft.room_id) === draft) untold.delete(draft.room_id)
  }

  async function load(): Promise<void> {
    const mine = life
    try {
      const drafts = await api.drafts()
      if (mine === life) receive(drafts)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (mine === life && error.isTemporary) asking.set(error.retryAfterMs ?? againMs)
    }
  }

  return {
    state,
    keep,
    receive,
    /** Tells at once what waits for its second: for the moment a text was sent, or a page goes. */
    flush: telling.ring,
    connected(): void {
      asking.off()
      void load()
      if (untold.size > 0) telling.set(0)
    },
    clear(): void {
      life++
      telling.off()
      asking.off()
      untold.clear()
      told.clear()
      state.set(null)
    },
  }
}
export type DraftsStore = ReturnType<typeof createDrafts>

/** Both in the same form, so that they compare as texts. */
function isLater(draft: Draft, held: Draft | undefined): boolean {
  return held === undefined || draft.written_at > held.written_at
}
