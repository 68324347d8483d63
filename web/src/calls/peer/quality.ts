export type Quality = 'good' | 'weak' | 'bad'

/** What was counted of one direction until now. */
export interface Count {
  lost: number
  received: number
  roundTripMs: number | null
}

/**
 * How well one hears the other: below 3 % lost and 300 ms nobody notices, above 10 % or 800 ms nobody understands.
 * https://www.itu.int/rec/T-REC-G.114 gives 400 ms one way as the most.
 */
export function qualityOf(before: Count, now: Count): Quality {
  const lost = Math.max(0, now.lost - before.lost)
  const received = Math.max(0, now.received - before.received)
  const share = lost + received === 0 ? 0 : lost / (lost + received)
  const roundTripMs = now.roundTripMs ?? 0
  if (share > 0.1 || roundTripMs > 800) return 'bad'
  return share > 0.03 || roundTripMs > 300 ? 'weak' : 'good'
}

/** What the browser has counted of all that comes in, and how long there and back takes on the path in use. */
export function countOf(report: RTCStatsReport): Count {
  const count: Count = { lost: 0, received: 0, roundTripMs: null }
  for (const entry of report.values()) {
    if (entry.type === 'inbound-rtp') {
      count.lost += entry.packetsLost ?? 0
      count.received += entry.packetsReceived ?? 0
    } else if (entry.type === 'candidate-pair' && entry.nominated && entry.state === 'succeeded') {
      count.roundTripMs = (entry.currentRoundTripTime ?? 0) * 1000
    }
  }
  return count
}
