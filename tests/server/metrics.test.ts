import { expect, test } from 'bun:test'
import { freePort } from '#scripts/free-port'
import { accept, hangUp, ring } from '../harness/probe-calls'
import { people } from '../harness/probe-people'
import { directRoom } from '../harness/probe-rooms'
import { startServer } from '../harness/server'

async function figures(port: number): Promise<Map<string, number>> {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`)
  expect(answer.headers.get('Content-Type')).toStartWith('text/plain')
  const lines = (await answer.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]))
}

test('[OPS-4] [P01] what happens is counted on a port of its own, with no name, id or address in it', async () => {
  const port = await freePort()
  const settings = { 'metrics.port': port, 'limits.sends_per_second': 1, 'limits.sends_burst': 2 }
  await using server = await startServer({ settings })
  const [alice, bob] = await people(server, 'alice', 'bob')
  const room = await directRoom(alice, bob)
  await using bobSocket = await bob.socket()
  const leaving = await alice.socket()
  await leaving[Symbol.asyncDispose]()
  const post = () => alice.post(`/chat/rooms/${room.id}/messages`, { content: 'hi' })
  let taken = 0
  while ((await post()).status === 201) taken++
  await bobSocket.fence()

  const counted = await figures(port)

  expect(counted.get('natter_connections')).toBe(1)
  expect(counted.get('natter_undelivered_entries')).toBe(2 * taken)
  expect(counted.get('natter_frames_received_total')).toBe(3)
  expect(counted.get('natter_frames_sent_total')).toBeGreaterThanOrEqual(2 * 3 + taken + 1)
  expect(counted.get('natter_frames_dropped_total')).toBe(0)
  expect(counted.get('natter_refusals_total{limit="sends"}')).toBe(1)
  expect(counted.get('natter_sockets_closed_total{code="1005"}')).toBe(1)
  expect(counted.get('natter_send_seconds_count')).toBe(taken)
  expect(counted.get('natter_event_loop_lag_seconds{quantile="0.99"}')).toBeGreaterThanOrEqual(0)
  expect(counted.get('natter_resident_memory_bytes')).toBeGreaterThan(1e6)
  const names = [...counted.keys()].join(' ')
  for (const secret of [alice.id, alice.username, bob.id, room.id, '127.0.0.1']) {
    expect(names).not.toContain(secret)
  }
})

test('[OPS-4] calls are counted by what they began with and by how they ended', async () => {
  const port = await freePort()
  await using server = await startServer({ settings: { 'metrics.port': port } })
  const [alice, bob] = await people(server, 'alice', 'bob')
  const room = await directRoom(alice, bob)
  await using aliceSocket = await alice.socket()
  await using bobSocket = await bob.socket()
  const call = await ring(aliceSocket, { room_id: room.id }, 'video')
  await accept(bobSocket, call)
  await hangUp(bobSocket, call)
  await hangUp(aliceSocket, await ring(aliceSocket, { room_id: room.id }))

  const counted = await figures(port)
  expect(counted.get('natter_calls_started_total{media="video"}')).toBe(1)
  expect(counted.get('natter_calls_started_total{media="audio"}')).toBe(1)
  expect(counted.get('natter_calls_ended_total{end="hung_up"}')).toBe(1)
  expect(counted.get('natter_calls_ended_total{end="cancelled"}')).toBe(1)
})

test('[P01] the port that people use answers 404 at /metrics, and the other one knows nothing else', async () => {
  const port = await freePort()
  await using server = await startServer({ settings: { 'metrics.port': port } })
  for (const path of ['/metrics', '/api/v1/metrics', '/metrics/']) {
    expect((await fetch(server.url + path)).status).toBe(404)
  }
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404)
  await server.stop()
  expect(fetch(`http://127.0.0.1:${port}/metrics`)).rejects.toThrow()
})

test('[OPS-4] a client that invents close codes makes no figures of its own', async () => {
  const port = await freePort()
  await using server = await startServer({ settings: { 'metrics.port': port } })
  for (const code of [3000, 4998, 4999]) {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/ws`)
    await new Promise((resolve) => socket.addEventListener('open', resolve))
    const closed = new Promise((resolve) => socket.addEventListener('close', resolve))
    socket.close(code)
    await closed
  }
  expect((await figures(port)).get('natter_sockets_closed_total{code="other"}')).toBe(3)
})
