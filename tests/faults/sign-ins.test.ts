import { expect, test } from 'bun:test'
import { password } from '../harness/people'
import { request } from '../harness/request'
import { startServerProcess } from '../harness/server-process'
import { expectFlawless } from './checker'
import { gatherCrowd } from './crowd'
import { ackDelays } from './delays'
import { newHistory } from './history'
import { noteRow, percentile } from './rows'

const signIns = 200
const people = 6

test('[F32] 200 sign-ins at once keep nobody else waiting, and those there is no room for are told when to come', async () => {
  using history = newHistory()
  await using server = await startServerProcess({ people })
  await using crowd = await gatherCrowd(server, history, { rooms: 2 })
  crowd.startWriting(20)
  const answers = await Promise.all(
    Array.from({ length: signIns }, (_, n) =>
      request(server, 'POST', '/auth/login', { json: { username: `person-${n % people}`, password } }),
    ),
  )
  await crowd.stopWriting()
  await crowd.finish()

  expectFlawless(history)
  const refused = answers.filter(({ status }) => status === 503)
  expect(answers.filter(({ status }) => status === 200).length + refused.length).toBe(signIns)
  expect(refused.length).toBeGreaterThan(0)
  expect(refused.every(({ headers }) => Number(headers.get('Retry-After')) > 0)).toBe(true)
  const later = await request(server, 'POST', '/auth/login', { json: { username: 'person-1', password } })
  expect(later.status).toBe(200)
  const p99 = percentile(ackDelays(history.read()), 99)
  const figure = `ack p99 ${Math.ceil(p99)} ms, ${signIns - refused.length} signed in, ${refused.length} told to wait`
  noteRow('F32 sign-ins at once', signIns, figure, p99 <= 250)
}, 600_000)
