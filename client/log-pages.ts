import { limits } from '#protocol/limits'
import type { Message, MessagePage } from '#protocol/messages'
import type { HistoryRequest } from './api'
import { batch } from './readable'
import type { HeldLog } from './state/held-log'
import { appendPage, awaitPage, giveUpPage, isWithin, moveToPage, prependPage } from './state/held-window'
import { byChange } from './state/with-change'

interface Needs {
  fetch(request: HistoryRequest): Promise<MessagePage>
  held(): HeldLog | null
  /** Holds and shows a log from now on. */
  show(log: HeldLog): void
  onApplied(messages: readonly Message[]): void
}

/** What is added in one go is drawn in one frame, which must not be seen to take long. */
const addedEntries = 30

type Join = (log: HeldLog, page: MessagePage) => HeldLog

/** Which part of a room's log is held: fetches the pages around it, and those somewhere else. One at a time. */
export function createLogPages(needs: Needs) {
  /** Raised when the page that is on its way no longer concerns anybody. */
  let turn = 0
  /** A page that joins on to what is held is on its way. */
  let isBusy = false

  async function load(request: HistoryRequest, join: Join): Promise<void> {
    const mine = ++turn
    isBusy = join !== moveToPage
    put(awaitPage)
    try {
      const page = await needs.fetch(request)
      if (mine !== turn) return
      batch(() => {
        isBusy = false
        put((log) => join(log, page))
        const cursor = needs.held()?.cursor ?? 0
        // What the page is ahead of comes once more by itself, and counts then.
        needs.onApplied(byChange(page.messages.filter(({ changed_seq }) => changed_seq <= cursor)))
      })
    } catch (error) {
      if (mine === turn) {
        isBusy = false
        put(giveUpPage)
      }
      throw error
    }
  }

  function put(change: (log: HeldLog) => HeldLog): void {
    const log = needs.held()
    if (log) needs.show(change(log))
  }

  return {
    async loadOlder(): Promise<void> {
      const log = needs.held()
      if (!log?.hasOlder || isBusy) return
      const before = log.messages.at(0)?.seq ?? log.cursor + 1
      await load({ before, limit: addedEntries }, prependPage)
    },
    async loadNewer(): Promise<void> {
      const log = needs.held()
      if (!log?.hasNewer || isBusy) return
      const after = log.messages.at(-1)?.seq ?? 0
      await load({ after, limit: addedEntries }, appendPage)
    },
    /** Holds what stands around a number, unless that is so. Any other page on its way is not waited for. */
    async moveTo(seq: number): Promise<void> {
      const log = needs.held()
      if (!log || isWithin(log, seq)) return
      await load(aroundSeq(seq), moveToPage)
    },
    async moveToNewest(): Promise<void> {
      if (needs.held()?.hasNewer) await load({}, moveToPage)
    },
    /** Nothing that is on its way concerns this log any more. */
    giveUp(): void {
      turn++
      isBusy = false
    },
  }
}

/** The largest page there is, so that the entry has something to stand between on a tall screen. */
export function aroundSeq(seq: number): HistoryRequest {
  return { around: seq, limit: limits.historyPage.most }
}
