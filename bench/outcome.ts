/** What came of an order, as a load process tells it. Times are microseconds on the machine's clock. */
export interface Outcome {
  /** How many clients are connected and up to date in the end. */
  connected: number
  acknowledged: number
  delivered: number
  /** Milliseconds from the call of `send` to the arrival at each of the others. */
  latencies: number[]
  /** When somebody began to type, or to come back. */
  begun: Signal[]
  /** When somebody else was told of it. */
  heard: Signal[]
}

interface Signal {
  by: string
  at: number
}

const stamp = /^sent (\d+) /

export function newOutcome(): Outcome {
  return { connected: 0, acknowledged: 0, delivered: 0, latencies: [], begun: [], heard: [] }
}

/** Counts one frame that arrived at `now`. */
export function noteText(outcome: Outcome, text: string, now: number): void {
  if (text.startsWith('{"type":"ack"')) outcome.acknowledged++
  else if (text.startsWith('{"type":"message"')) {
    outcome.delivered++
    const sentAt = stamp.exec(JSON.parse(text).data.content)?.[1]
    if (sentAt) outcome.latencies.push((now - Number(sentAt)) / 1000)
  } else if (text.startsWith('{"type":"typing"')) {
    outcome.heard.push({ by: JSON.parse(text).data.user_id, at: now })
  } else if (text.startsWith('{"type":"presence"')) {
    const { user_id, is_online } = JSON.parse(text).data
    if (is_online) outcome.heard.push({ by: user_id, at: now })
  }
}

/** What several processes counted, together. */
export function sumOf(outcomes: readonly Outcome[]): Outcome {
  return {
    connected: total(outcomes.map(({ connected }) => connected)),
    acknowledged: total(outcomes.map(({ acknowledged }) => acknowledged)),
    delivered: total(outcomes.map(({ delivered }) => delivered)),
    latencies: outcomes.flatMap(({ latencies }) => latencies),
    begun: outcomes.flatMap(({ begun }) => begun),
    heard: outcomes.flatMap(({ heard }) => heard),
  }
}

/** Milliseconds from each signal until others were told of it. */
export function signalLatencies({ begun, heard }: Outcome): number[] {
  const begunBy = Map.groupBy(begun, ({ by }) => by)
  return heard.flatMap(({ by, at }) => {
    const latest = begunBy.get(by)?.findLast((signal) => signal.at <= at)
    return latest ? [(at - latest.at) / 1000] : []
  })
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
