import type { Message } from '#protocol/messages'
import { createAlarm } from './alarm'
import type { Api } from './api'
import { ApiError } from './api-error'
import { backOffMs } from './back-off'
import { batch, writable } from './readable'
import type { Wish } from './state/with-wishes'

/** What this person has pressed and the log does not show yet, by the id of the message. */
export type Wishes = ReadonlyMap<string, readonly Wish[]>

interface Needs {
  api: Pick<Api, 'addReaction' | 'removeReaction'>
  /** Takes the message as it is after the change. Returns whether it now shows wherever it should. */
  deliver(message: Message): boolean
}

interface Run {
  /** Settled when the last press is durable or refused. */
  done: Promise<void>
  /** Tries at once what waits for a connection. */
  hurry(): void
}

const none: Wishes = new Map()

/**
 * Reactions of this person on their way: shown at once, tried again while the server cannot be reached, and taken back
 * when it refuses. They are kept in memory: with the page they are given up.
 */
export function createReactions({ api, deliver }: Needs) {
  const state = writable<Wishes>(none)
  const runs = new Map<string, Run>()
  let life = 0

  function find(messageId: string, emoji: string): Wish | undefined {
    return state
      .get()
      .get(messageId)
      ?.find((wish) => wish.emoji === emoji)
  }

  function put(messageId: string, emoji: string, wish: Wish | null): void {
    const others = (state.get().get(messageId) ?? []).filter((other) => other.emoji !== emoji)
    const wishes = wish ? [...others, wish] : others
    const next = new Map(state.get())
    if (wishes.length === 0) next.delete(messageId)
    else next.set(messageId, wishes)
    state.set(next)
  }

  /** The server has it. Where the log has a gap before that change, it is shown as a wish until then. */
  function settle(changed: Message, wish: Wish): void {
    batch(() => {
      const isShown = deliver(changed)
      put(changed.id, wish.emoji, isShown ? null : { ...wish, settledSeq: changed.changed_seq })
    })
  }

  /** Sends what is wished until the server has it. A press while an answer is awaited goes out after that. */
  async function fulfil(room_id: string, messageId: string, emoji: string, pause: Pause): Promise<void> {
    const mine = life
    for (let tries = 0; ; ) {
      const wish = find(messageId, emoji)
      if (mine !== life || !wish) return
      try {
        const call = wish.isOn ? api.addReaction : api.removeReaction
        const changed = await call(room_id, messageId, emoji)
        if (mine !== life) return
        tries = 0
        if (find(messageId, emoji) !== wish) continue
        return settle(changed, wish)
      } catch (error) {
        if (mine !== life) return
        if (!(error instanceof ApiError && error.isTemporary)) {
          put(messageId, emoji, null)
          throw error
        }
        await pause.for(error.retryAfterMs ?? backOffMs(tries++, Math.random()))
      }
    }
  }

  return {
    state,
    /**
     * Puts an emoji under a message, or takes it away. Resolves when that is durable; rejects when it is refused, and then
     * it is no longer shown.
     */
    async react({ room_id, id }: Message, emoji: string, isOn: boolean): Promise<void> {
      put(id, emoji, { emoji, isOn, settledSeq: null })
      const key = `${id} ${emoji}`
      const running = runs.get(key)
      if (running) return running.done
      const pause = createPause()
      const run: Run = { done: fulfil(room_id, id, emoji, pause), hurry: pause.end }
      runs.set(key, run)
      try {
        await run.done
      } finally {
        if (runs.get(key) === run) runs.delete(key)
      }
    },
    /** These are shown in their logs: what was wished of them until then need not be shown besides. */
    applyMessages(messages: readonly Message[]) {
      for (const { id, changed_seq } of messages) {
        for (const wish of state.get().get(id) ?? []) {
          if (wish.settledSeq !== null && wish.settledSeq <= changed_seq) put(id, wish.emoji, null)
        }
      }
    },
    connected() {
      for (const run of runs.values()) run.hurry()
    },
    clear() {
      life++
      for (const run of runs.values()) run.hurry()
      runs.clear()
      state.set(none)
    },
  }
}
export type ReactionsStore = ReturnType<typeof createReactions>

interface Pause {
  for(ms: number): Promise<void>
  end(): void
}

/** A wait that can be cut short. */
function createPause(): Pause {
  let wake = () => {}
  const alarm = createAlarm(() => wake())
  return {
    for(ms) {
      return new Promise((resolve) => {
        wake = resolve
        alarm.set(ms)
      })
    },
    end: alarm.ring,
  }
}
