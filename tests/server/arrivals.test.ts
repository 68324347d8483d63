import { afterEach, describe, expect, setSystemTime, test } from 'bun:test'
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { storedFile } from '#protocol/files'
import { noteRow, rounds } from '../faults/rows'
import { type Probe, people } from '../harness/probe-people'
import { directRoom, write } from '../harness/probe-rooms'
import { refusal } from '../harness/request'
import { engines, startServer, type TestServer } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'
import { begin, offsetOf, part, pathOf, progress } from '../harness/tus'
import { getFile, uploaded } from '../harness/uploads'

const settings = { 'uploads.other_files': true }
const data = { name: 'data.bin', type: '' }
const dayMs = 24 * 60 * 60 * 1000

afterEach(() => {
  setSystemTime()
})

/** What is on its way, or was left on it. The first upload makes the folder. */
function arriving({ app }: TestServer): string[] {
  const folder = join(app.config.files.folder, 'arriving')
  return existsSync(folder) ? readdirSync(folder).filter((name) => name !== 'work') : []
}

function rows({ app }: TestServer, ids?: readonly string[]) {
  const all = app.store.db.selectFrom('files').select(['id', 'state'])
  return (ids ? all.where('id', 'in', ids) : all).execute()
}

const before = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\n'
const after = '\r\n--x--\r\n'

/** A form with a file of so many bytes, of which none has been sent yet. */
function openForm({ url }: TestServer, person: Probe, size: number): Socket {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  const head = [
    'POST /api/v1/files HTTP/1.1',
    'Host: localhost',
    `Authorization: Bearer ${person.token}`,
    'Content-Type: multipart/form-data; boundary=x',
    `Content-Length: ${before.length + size + after.length}`,
  ]
  socket.on('error', () => socket.destroy())
  socket.write(`${head.join('\r\n')}\r\n\r\n${before}`)
  return socket
}

function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let said = ''
    socket.on('data', (bytes) => {
      said += bytes.toString('latin1')
      if (said.includes('\r\n\r\n')) resolve(said)
    })
    socket.on('close', () => resolve(said))
  })
}

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine, settings })

    test('[J11] uploads that are broken off leave no file, no row and no descriptor', async () => {
      const [alice] = await people(server, 'alice')
      const files = () => readdirSync('/proc/self/fd').length
      const known = await rows(server)
      const opened = files()
      const trials = rounds(40, 1000)
      for (let round = 0; round < trials; round += 20) {
        const sockets = Array.from({ length: 20 }, () => openForm(server, alice, 100_000))
        for (const socket of sockets) socket.write(Buffer.alloc(5000, 'x'))
        while (arriving(server).length < 20) await Bun.sleep(5)
        for (const socket of sockets) socket.destroy()
        while (arriving(server).length > 0) await Bun.sleep(5)
      }
      while ((await rows(server)).length > known.length) await Bun.sleep(10)
      while (files() > opened + 10) await Bun.sleep(10)
      noteRow('J11 uploads broken off', trials, '0 files left', true)
    }, 300_000)

    test('[F38] what was never sent goes after a day, and so does what never came whole', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const now = Date.now()
      setSystemTime(new Date(now - dayMs - 1000))
      const old = await uploaded(alice, 'old', data)
      const sent = await uploaded(alice, 'sent', data)
      const half = pathOf(await begin(alice, 10, data))
      await part(alice, half, 0, 'half')
      const room = await directRoom(alice, bob)
      await alice.post(`/chat/rooms/${room.id}/messages`, {
        content: '',
        attachments: [{ file_id: sent.id }],
      })
      setSystemTime(new Date(now))
      const young = await uploaded(alice, 'young', data)
      expect((await progress(alice, half)).status).toBe(410)

      server.app.removal.wake()
      while ((await server.app.storage.open(old.id)) !== null) await Bun.sleep(10)
      while (arriving(server).length > 0) await Bun.sleep(10)

      refusal(await alice.get(`/files/${old.id}`), 'not_found')
      for (const { id } of [sent, young]) expect((await getFile(server, alice, id)).status).toBe(200)
    })
  })
}

test('[F30] who is slow is waited for, and who falls silent is not', async () => {
  await using server = await startServer({ settings })
  const [alice, bob] = await people(server, 'alice', 'bob')
  const seconds = rounds(14, 60)
  const size = seconds * 10_000
  const slow = openForm(server, alice, size)
  const answer = answerOf(slow)
  for (let sent = 0; sent < size; sent += 2500) {
    slow.write(Buffer.alloc(2500, 'x'))
    await Bun.sleep(250)
  }
  slow.write(after)
  expect(await answer).toStartWith('HTTP/1.1 201')
  slow.destroy()

  const silent = openForm(server, bob, 1000)
  silent.write('x')
  while (arriving(server).length === 0) await Bun.sleep(5)
  // Silence is ended after a minute: nobody waits for that but who runs the whole matrix.
  if (rounds(0, 1) === 0) silent.destroy()
  while (arriving(server).length > 0) await Bun.sleep(5)
  silent.destroy()
  noteRow('F30 10 kB/s', 1, `201 after ${seconds} s`, true)
}, 200_000)

test('[F35] what a server that was killed left behind is cleared away, and what can be gone on with is not', async () => {
  await using server = await startServer({ settings })
  const [alice] = await people(server, 'alice')
  const path = pathOf(await begin(alice, 10, data))
  await part(alice, path, 0, 'first')
  const kept = await uploaded(alice, 'kept', data)
  await server.stop()

  const { folder } = server.app.config.files
  for (const name of ['bbbbbbbbbbbbbbbb.whole', 'cccccccccccccccc.part', 'work/left.made']) {
    writeFileSync(join(folder, 'arriving', name), 'left')
  }
  await server.start()
  while (arriving(server).length > 1) await Bun.sleep(10)

  expect(arriving(server)).toEqual([`${path.split('/').at(-1)}.part`])
  expect(readdirSync(join(folder, 'arriving', 'work'))).toEqual([])
  expect(await offsetOf(alice, path)).toBe(5)
  expect((await part(alice, path, 5, 'later')).read(storedFile).size).toBe(10)
  expect((await getFile(server, alice, kept.id)).status).toBe(200)
})

test('[F35] what is stored and no row knows is removed after a day, unless no file is known at all', async () => {
  await using server = await startServer({ settings })
  const [alice] = await people(server, 'alice')
  const { folder } = server.app.config.files
  const leftover = join(folder, 'bb', 'bbbbbbbbbbbbbbbb-320')
  const young = join(folder, 'bb', 'bbbbbbbbbbbbbbbb')
  async function restartWithLeftovers() {
    await server.stop()
    mkdirSync(join(folder, 'bb'), { recursive: true })
    for (const path of [leftover, young]) writeFileSync(path, 'left')
    const old = new Date(Date.now() - dayMs - 1000)
    utimesSync(leftover, old, old)
    writeFileSync(join(folder, 'arriving', 'cccccccccccccccc.whole'), 'left')
    await server.start()
    while (arriving(server).length > 0) await Bun.sleep(10)
    await server.app.removal.stop()
  }

  mkdirSync(join(folder, 'arriving'), { recursive: true })
  await restartWithLeftovers()
  expect(existsSync(leftover)).toBe(true)
  const kept = await uploaded(alice, 'kept', data)
  await restartWithLeftovers()

  expect([existsSync(leftover), existsSync(young)]).toEqual([false, true])
  expect((await getFile(server, alice, kept.id)).status).toBe(200)
})

test('[F19] where the disk is short, uploads are refused in words and people go on talking', async () => {
  await using server = await startServer({
    settings: { ...settings, 'uploads.reserve_megabytes': 10_000_000 },
  })
  const [alice, bob] = await people(server, 'alice', 'bob')
  refusal(await begin(alice, 10, data), 'storage_full')
  expect((await write(alice, await directRoom(alice, bob), 'still here')).content).toBe('still here')
  expect(await rows(server)).toEqual([])
})
