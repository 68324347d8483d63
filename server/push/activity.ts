/** For so long after doing something somebody is taken to be at that device still. */
export const presentMs = 60_000
const mostNoted = 50_000

/** On which device each person did something last: the memory of one process. */
export interface Activity {
  /** Somebody read, wrote or typed on the device of this session. */
  note(accountId: string, sessionId: string): void
  /** When they last did (milliseconds since 1970), by session; only of those who did within a minute. */
  of(accountId: string): ReadonlyMap<string, number>
}

export function createActivity(): Activity {
  const byPerson = new Map<string, Map<string, number>>()

  /** Whoever is noted goes to the end, so that the first have been quiet for longest. */
  function forgetOldest(): void {
    const [oldest] = byPerson.keys()
    if (byPerson.size > mostNoted && oldest !== undefined) byPerson.delete(oldest)
  }

  return {
    note(accountId, sessionId) {
      const devices = byPerson.get(accountId) ?? new Map<string, number>()
      byPerson.delete(accountId)
      byPerson.set(accountId, devices.set(sessionId, Date.now()))
      for (const [id, at] of devices) if (Date.now() - at > presentMs) devices.delete(id)
      forgetOldest()
    },
    of(accountId) {
      const since = Date.now() - presentMs
      return new Map([...(byPerson.get(accountId) ?? [])].filter(([, at]) => at >= since))
    },
  }
}
