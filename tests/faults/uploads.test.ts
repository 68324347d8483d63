import { expect, test } from 'bun:test'
import { readdirSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { storedFile } from '#protocol/files'
import type { Probe } from '../harness/probe-people'
import { people } from '../harness/probe-people'
import { directRoom, write } from '../harness/probe-rooms'
import { residentMebibytes } from '../harness/process-figures'
import { refusal, request } from '../harness/request'
import { startServer } from '../harness/server'
import { startServerProcess } from '../harness/server-process'
import { canMountDisks, mountSmallDisk } from '../harness/small-disk'
import { begin, offsetOf, part, pathOf } from '../harness/tus'
import { getFile, upload, uploaded } from '../harness/uploads'
import { noteRow, sized } from './rows'

const mebibyte = 1 << 20
const data = { name: 'film.bin', type: '' }
type Caller = Pick<Probe, 'call' | 'token'>

/** Sends a part of an upload and breaks the connection when so much of it is written. */
function breakOff({ url }: { url: string }, { token }: Caller, path: string, from: number, content: Buffer) {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  const head = [
    `PATCH /api/v1${path} HTTP/1.1`,
    'Host: localhost',
    `Authorization: Bearer ${token}`,
    'Tus-Resumable: 1.0.0',
    'Content-Type: application/offset+octet-stream',
    `Upload-Offset: ${from}`,
    `Content-Length: ${content.length - from}`,
  ]
  const most = from + Math.floor((content.length - from) / 3)
  return new Promise<void>((resolve) => {
    socket.on('close', () => resolve())
    socket.on('error', () => socket.destroy())
    socket.write(`${head.join('\r\n')}\r\n\r\n`)
    socket.write(content.subarray(from, most), () => socket.destroy())
  })
}

test('[MED-1] [G3] a large file that is interrupted three times arrives whole, and little of it is ever in memory', async () => {
  const size = sized(48, 100) * mebibyte
  await using server = await startServerProcess({ people: 1, flags: ['--uploads-other-files'] })
  const { tokens } = server.registered[0] ?? {}
  const headers = { Authorization: `Bearer ${tokens?.access}` }
  const alice: Caller = {
    token: tokens?.access ?? '',
    call: (method, path, options = {}) =>
      request(server, method, path, { ...options, headers: { ...headers, ...options.headers } }),
  }
  // A server that has run for a while, as they all have.
  await upload(alice, Buffer.alloc(8 * mebibyte, 'x'), data)
  const content = Buffer.alloc(size)
  for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(content.subarray(at, at + 65_536))
  const before = residentMebibytes(server.pid)
  let highest = before
  const watch = setInterval(() => {
    highest = Math.max(highest, residentMebibytes(server.pid))
  }, 20)

  const path = pathOf(await begin(alice, size, data))
  const offsets = [0]
  for (let time = 0; time < 3; time++) {
    await breakOff(server, alice, path, offsets.at(-1) ?? 0, content)
    offsets.push(await offsetOf(alice, path))
  }
  const from = offsets.at(-1) ?? 0
  const file = (await part(alice, path, from, content.subarray(from))).read(storedFile)
  clearInterval(watch)

  expect(offsets).toEqual(offsets.toSorted((one, other) => one - other))
  expect(from).toBeGreaterThan(0)
  const got = await fetch(`${server.url}/api/v1/files/${file.id}`, { headers })
  expect(Bun.hash(await got.bytes())).toBe(Bun.hash(content))
  const rise = Math.ceil(highest - before)
  noteRow('G3 resumed three times', 1, `${size / mebibyte} MiB, ${rise} MiB more memory`, rise < 64)
}, 300_000)

test('[MED-1] [G4] a hundred uploads at once all arrive', async () => {
  await using server = await startServer({ settings: { 'uploads.other_files': true } })
  const [alice, bob] = await people(server, 'alice', 'bob')
  const room = await directRoom(alice, bob)
  const uploads = Array.from({ length: 100 }, async (_, n) => {
    const content = Buffer.alloc(300_000, `${n} `)
    const file = await uploaded(n % 2 === 0 ? alice : bob, content, data)
    const got = await getFile(server, n % 2 === 0 ? alice : bob, file.id)
    return Bun.hash(await got.bytes()) === Bun.hash(content)
  })
  const said = await write(alice, room, 'meanwhile')
  expect(said.content).toBe('meanwhile')
  expect((await Promise.all(uploads)).filter((isWhole) => isWhole)).toHaveLength(100)
}, 300_000)

test.skipIf(!canMountDisks)(
  '[F19] a disk that is full of files refuses more of them in words, keeps nothing of them, and people go on talking (needs root)',
  async () => {
    using disk = mountSmallDisk(8)
    const settings = {
      ...{ 'files.folder': disk.path, 'uploads.other_files': true },
      ...{ 'uploads.reserve_megabytes': 0 },
    }
    await using server = await startServer({ settings })
    const [alice, bob] = await people(server, 'alice', 'bob')
    const room = await directRoom(alice, bob)
    const kept = await uploaded(alice, Buffer.alloc(2 * mebibyte, 'x'), data)
    refusal(await upload(alice, Buffer.alloc(12 * mebibyte, 'x'), data), 'storage_full')
    refusal(await begin(bob, 12 * mebibyte, data), 'storage_full')
    // There is room for either of the two, until the other has come.
    const [first, path] = [await begin(bob, 5 * mebibyte, data), await begin(bob, 5 * mebibyte, data)].map(
      pathOf,
    )
    const content = Buffer.alloc(5 * mebibyte, 'x')
    expect((await part(bob, first ?? '', 0, content)).status).toBe(200)
    refusal(await part(bob, path ?? '', 0, content), 'storage_full')
    expect((await write(alice, room, 'still here')).content).toBe('still here')

    await bob.call('DELETE', path ?? '', { headers: { 'Tus-Resumable': '1.0.0' } })
    const left = () => readdirSync(join(disk.path, 'arriving')).filter((name) => name !== 'work')
    while (left().length > 0) await Bun.sleep(10)
    expect((await getFile(server, bob, kept.id)).status).toBe(404)
    expect((await getFile(server, alice, kept.id)).status).toBe(200)
    expect((await upload(bob, Buffer.alloc(mebibyte / 2, 'x'), data)).status).toBe(201)
    noteRow('F19 full disk', 1, '507, 0 files left', true)
  },
  120_000,
)
