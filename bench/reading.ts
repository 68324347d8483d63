import { startBenchServer } from './server'
import { type Latency, latencyOf } from './statistics'

const requests = 500

export interface Reading {
  page: Latency
  messages: Latency
  people: Latency
}

/** One person after the other reads and searches, with a million messages stored. */
export async function reading(): Promise<Reading> {
  await using server = await startBenchServer({ people: 10_000, rooms: 1000, messages: 1_000_000 })
  const { url, tokens } = server
  const rooms = await Promise.all(tokens.slice(0, requests).map((token) => firstRoom(url, token)))
  const timed = (path: (n: number) => string) => timeRequests(url, tokens, path)
  return {
    page: await timed((n) => `/chat/rooms/${rooms[n]}/messages?before=${400 + (n % 500)}`),
    messages: await timed(
      (n) => `/chat/search?query=${encodeURIComponent(queries[n % queries.length] ?? '')}`,
    ),
    people: await timed((n) => `/users?query=person-${n}`),
  }
}

/** Words that every message has, some have, one has and none has. */
const queries = ['people write', '"long enough" room', 'message 77', 'mess', 'nobody said this']

async function firstRoom(url: string, token: string): Promise<string> {
  const { rooms } = await get(url, token, '/chat/rooms')
  return rooms[0]?.id ?? ''
}

async function timeRequests(
  url: string,
  tokens: readonly string[],
  path: (n: number) => string,
): Promise<Latency> {
  const took: number[] = []
  for (let n = 0; n < requests; n++) {
    const startedAt = performance.now()
    await get(url, tokens[n] ?? '', path(n))
    took.push(performance.now() - startedAt)
  }
  return latencyOf(took)
}

async function get(url: string, token: string, path: string) {
  const answer = await fetch(`${url}/api/v1${path}`, { headers: { Authorization: `Bearer ${token}` } })
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return answer.json()
}
