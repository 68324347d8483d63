import { expect, test } from 'bun:test'
import { people } from '../harness/probe-people'
import { request } from '../harness/request'
import { startServer } from '../harness/server'

/** So many of each. The figure in docs/attacks.md was measured with 300 (`NATTER_TIMING_TRIES`). */
const tries = Number(process.env.NATTER_TIMING_TRIES ?? 40)

test('[B02] the time of an answer does not tell whether there is such an account', async () => {
  await using server = await startServer({
    settings: { 'login.failures_per_address': 100_000, 'login.failures_per_account': 100_000 },
  })
  const [alice] = await people(server, 'alice')
  const timeOf = async (username: string) => {
    const start = performance.now()
    await request(server, 'POST', '/auth/login', { json: { username, password: 'Wrong7horse' } })
    return performance.now() - start
  }
  await timeOf(alice.username)

  const known: number[] = []
  const unknown: number[] = []
  for (let n = 0; n < tries; n++) {
    const turns = [() => timeOf(alice.username), () => timeOf(`nobody-${n}`)] as const
    const [first, second] = n % 2 === 0 ? turns : [turns[1], turns[0]]
    const [one, other] = [await first(), await second()]
    known.push(n % 2 === 0 ? one : other)
    unknown.push(n % 2 === 0 ? other : one)
  }

  const share = shareAbove(unknown, known)
  console.log(
    `medians over ${tries}: known ${median(known).toFixed(2)} ms, unknown ${median(unknown).toFixed(2)} ms, ` +
      `unknown is slower in ${(share * 100).toFixed(0)} % of all pairs`,
  )
  // Of two that take the same, either is slower in half of all pairs. Without the decoy hash it would be 0 %.
  expect(share).toBeGreaterThan(0.2)
  expect(share).toBeLessThan(0.8)
})

function median(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0
}

/** In what share of all pairs the one of the first list is larger: the rank test of Mann and Whitney. */
function shareAbove(ones: readonly number[], others: readonly number[]): number {
  const above = ones.reduce((sum, one) => sum + others.filter((other) => one > other).length, 0)
  return above / (ones.length * others.length)
}
