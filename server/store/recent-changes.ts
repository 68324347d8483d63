/** What this process has committed lately: which rooms got a new number, and who joined one. By the ids of both. */
export interface RecentChanges {
  note(id: string): void
  /**
   * Whether something was committed about one of these since a moment (milliseconds of the monotonic clock). Also true
   * where that is too long ago to be known.
   */
  mayHaveChanged(ids: Iterable<string>, since: number): boolean
}

/** Changes are known for so long at least, which is longer than the pause between two pings. */
const keptMs = 60_000

/** Two maps that take turns, so that what is old goes without being looked for. */
export function createRecentChanges(): RecentChanges {
  let earlier = new Map<string, number>()
  let latest = new Map<string, number>()
  let [earlierFrom, latestFrom] = [performance.now(), performance.now()]

  return {
    note(id) {
      const now = performance.now()
      if (now - latestFrom > keptMs) {
        ;[earlier, earlierFrom] = [latest, latestFrom]
        ;[latest, latestFrom] = [new Map(), now]
      }
      latest.set(id, now)
    },
    mayHaveChanged(ids, since) {
      if (since < earlierFrom) return true
      for (const id of ids) {
        if ((latest.get(id) ?? earlier.get(id) ?? Number.NEGATIVE_INFINITY) >= since) return true
      }
      return false
    },
  }
}
