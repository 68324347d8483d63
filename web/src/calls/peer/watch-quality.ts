import type { Peer } from './peer'
import { type Count, countOf, type Quality, qualityOf } from './quality'

const everyMs = 3_000

/** Says again and again how well one hears the other. Returns what ends it. */
export function watchQuality({ connection, path }: Peer, tell: (quality: Quality) => void): () => void {
  let before: Count = { lost: 0, received: 0, roundTripMs: null }
  const timer = setInterval(async () => {
    if (path.get() !== 'connected') return
    const now = countOf(await connection.getStats())
    tell(qualityOf(before, now))
    before = now
  }, everyMs)
  return () => clearInterval(timer)
}
