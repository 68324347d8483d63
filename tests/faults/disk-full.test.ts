import { expect, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorData } from '#protocol/frames'
import { patienceMs } from '../harness/patience'
import { password } from '../harness/people'
import { openSocket } from '../harness/probe-socket'
import { refusal, request } from '../harness/request'
import { type ServerProcess, startServerProcess } from '../harness/server-process'
import { canMountDisks, mountSmallDisk } from '../harness/small-disk'
import { expectFlawless } from './checker'
import { gatherCrowd } from './crowd'
import { newHistory } from './history'
import { requireIntact } from './intact'
import { noteRow, rounds } from './rows'

const runs = rounds(2, 20)
const diskMebibytes = 16
const mostRecoveryMs = 10_000
if (!canMountDisks) console.log('F18 is skipped: a disk that can be full is mounted by root on Linux only.')

test.skipIf(!canMountDisks).concurrent(
  '[F18] a server whose disk is full acknowledges nothing, lets everybody read, and goes on by itself when there is room',
  async () => {
    using history = newHistory()
    using disk = mountSmallDisk(diskMebibytes)
    const errors: string[] = []
    const onError = (line: string) => errors.push(line)
    await using server = await startServerProcess({ people: 6, data: join(disk.path, 'data'), onError })
    await using crowd = await gatherCrowd(server, history, { rooms: 2 })
    const visitor = await visit(server)
    const { pid } = server
    let slowestMs = 0

    crowd.startWriting(10)
    for (let run = 0; run < runs; run++) {
      await crowd.untilUpToDate()
      disk.fill()
      await visitor.untilRefused()
      await visitor.expectReading()
      await visitor.expectNoOtherWrites()

      disk.free()
      const start = performance.now()
      await visitor.untilTaken()
      slowestMs = Math.max(slowestMs, performance.now() - start)
    }
    await crowd.stopWriting()
    await crowd.finish()

    expect(server.pid).toBe(pid)
    for (const line of errors) {
      if (!line.includes('"event":"storage_full"')) history.note({ type: 'defect', line })
    }
    expectFlawless(history)
    expect(errors.length).toBeGreaterThan(0)
    expect(errors.length).toBeLessThanOrEqual(runs)
    await server.kill()
    requireIntact(server.data)
    const figure = `takes texts again ${Math.ceil(slowestMs)} ms after there is room, no false acknowledgement, ${errors.length} lines of log`
    noteRow('F18 full disk', runs, figure, slowestMs <= mostRecoveryMs)
  },
  600_000,
)

test.skipIf(!canMountDisks).concurrent(
  '[F18] a log on the same disk goes on when there is room, and takes nobody with it until then',
  async () => {
    using disk = mountSmallDisk(diskMebibytes)
    const log = join(disk.path, 'log')
    const flags = [`--log-file=${log}`, '--log-level=trace']
    const complaints = 'kept'
    await using server = await startServerProcess({
      people: 1,
      data: join(disk.path, 'data'),
      flags,
      complaints,
    })
    const visitor = await visit(server)
    const { pid } = server
    disk.fill()
    await visitor.untilRefused()
    for (let n = 0; n < 500; n++) await visitor.expectStranger()
    disk.free()
    await visitor.untilTaken()
    await visitor.expectStranger()

    expect(server.pid).toBe(pid)
    expect(server.complaints()).toStartWith('The log cannot be written: ')
    expect(server.complaints().trimEnd().split('\n')).toHaveLength(1)
    for (const line of readFileSync(log, 'utf8').trimEnd().split('\n')) JSON.parse(line)
    expect(readFileSync(log, 'utf8').split('"event":"storage_full"')).toHaveLength(2)
  },
  600_000,
)

test.skipIf(!canMountDisks).concurrent(
  '[F18] a server that is started on a full disk says so and ends, and has lost nothing',
  async () => {
    using disk = mountSmallDisk(diskMebibytes)
    const data = join(disk.path, 'data')
    await using server = await startServerProcess({ people: 1, data, complaints: 'kept' })
    const visitor = await visit(server)
    await visitor.untilTaken()
    await server.kill('SIGTERM')

    disk.fill()
    await expect(server.start()).rejects.toThrow()
    expect(server.complaints()).toBe('The disk of the data folder is full. Free some space and try again.\n')
    disk.free()
    await server.start()
    await visitor.untilTaken()
    expect(await visitor.texts()).toBe(2)
  },
  600_000,
)

/** One of the people, who writes into a room of their own that the history knows nothing of. */
async function visit(server: ServerProcess) {
  const token = server.registered[0]?.tokens.access ?? ''
  const ask = (method: string, path: string, json?: unknown) =>
    request(server, method, path, {
      headers: { Authorization: `Bearer ${token}` },
      ...(json !== undefined && { json }),
    })
  const created = await ask('POST', '/chat/rooms', { room_type: 'group', name: 'Kitchen', member_ids: [] })
  const room = JSON.parse(created.text).id
  const texts = `/chat/rooms/${room}/messages`
  const write = () => ask('POST', texts, { client_id: crypto.randomUUID(), content: 'x'.repeat(4000) })

  return {
    async untilRefused() {
      const refused = await repeat(write, ({ status }) => status !== 201)
      expect(refusal(refused, 'storage_full').detail).toContain('no room left')
      expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0)
    },
    /** A page of somebody else is refused, and that is logged. */
    async expectStranger() {
      const answer = await fetch(`${server.url}/ws`, { headers: { Origin: 'https://eve.example' } })
      expect(answer.status).toBe(403)
    },
    /** How many there are in their room. */
    async texts(): Promise<number> {
      const { messages } = JSON.parse((await ask('GET', texts)).text)
      return messages.filter(({ message_type }: { message_type: string }) => message_type === 'text').length
    },
    async untilTaken() {
      await repeat(write, ({ status }) => status === 201)
    },
    async expectReading() {
      for (const path of ['/chat/rooms', texts, `/chat/rooms/${room}`, '/auth/me', '/server']) {
        expect(await ask('GET', path)).toMatchObject({ status: 200 })
      }
      await using socket = await openSocket(server)
      socket.say({ type: 'hello', data: { version: 1, token } })
      await socket.next('synced')
      socket.say({ type: 'sync', data: { room_id: room, after: 0 } })
      expect((await socket.next('sync')).data.messages.length).toBeGreaterThan(0)
      const text = { room_id: room, client_id: crypto.randomUUID(), content: 'x'.repeat(4000) }
      socket.say({ type: 'send', data: text, ref: 'text' })
      const refused = await socket.next('error')
      expect(refused.ref).toBe('text')
      expect(errorData.parse(refused.data)).toMatchObject({ code: 'storage_full', retry: true })
      expect(refused.data.retry_after_ms).toBeGreaterThan(0)
    },
    async expectNoOtherWrites() {
      const renamed = await ask('PATCH', `/chat/rooms/${room}`, { name: `Hall ${'x'.repeat(50)}` })
      refusal(renamed, 'storage_full')
      refusal(await ask('POST', '/auth/login', { username: 'person-1', password }), 'storage_full')
    },
  }
}

/** Asks until it is answered as wanted. */
async function repeat<Answer>(
  ask: () => Promise<Answer>,
  isWanted: (answer: Answer) => boolean,
): Promise<Answer> {
  const givenUpAt = performance.now() + patienceMs
  for (;;) {
    const answer = await ask()
    if (isWanted(answer)) return answer
    if (performance.now() > givenUpAt) throw new Error(`never answered as wanted: ${JSON.stringify(answer)}`)
    await Bun.sleep(5)
  }
}
