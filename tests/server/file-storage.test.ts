import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { storedFile } from '#protocol/files'
import { diskStorage } from '#server/files/disk'
import { s3Storage } from '#server/files/s3'
import { type ByteRange, type FileStorage, StorageError } from '#server/files/storage'
import { people } from '../harness/probe-people'
import { refusal } from '../harness/request'
import { type S3Service, startS3 } from '../harness/s3'
import { startServer } from '../harness/server'
import { temporaryFolder } from '../harness/temporary-folder'
import { begin, part, pathOf } from '../harness/tus'
import { getFile, upload, uploaded } from '../harness/uploads'

const folder = temporaryFolder()
let s3: S3Service

beforeAll(async () => {
  s3 = await startS3()
})
afterAll(async () => {
  await s3[Symbol.asyncDispose]()
  folder.remove()
})

let count = 0
function fileWith(content: Uint8Array): string {
  const path = join(folder.path, `given-${++count}`)
  writeFileSync(path, content)
  return path
}

async function read(storage: FileStorage, key: string, range?: ByteRange): Promise<Uint8Array | null> {
  const stored = await storage.open(key)
  return stored && new Response(stored.body(range)).bytes()
}

const storages: [string, () => FileStorage][] = [
  ['a folder', () => diskStorage(join(folder.path, 'files'))],
  ['S3', () => s3Storage(s3.place)],
]

describe.each(storages)('%s', (_, open) => {
  test('[G8] takes a file over whole, and gives all of it or a part', async () => {
    const storage = open()
    const content = crypto.getRandomValues(new Uint8Array(60_000))
    const path = fileWith(content)

    await storage.put('aaaa', path)

    expect(existsSync(path)).toBe(false)
    expect((await storage.open('aaaa'))?.size).toBe(60_000)
    expect(await read(storage, 'aaaa')).toEqual(content)
    expect(await read(storage, 'aaaa', { first: 0, last: 1 })).toEqual(content.slice(0, 2))
    expect(await read(storage, 'aaaa', { first: 10, last: 19 })).toEqual(content.slice(10, 20))
    expect(await read(storage, 'aaaa', { first: 59_990, last: 59_999 })).toEqual(content.slice(59_990))
  })

  test('[G8] takes what is larger than a part, and the same key again', async () => {
    const storage = open()
    const content = Buffer.alloc(11 * 1024 * 1024, 'natter')
    await storage.put('bbbb-320', fileWith(Buffer.from('before')))
    await storage.put('bbbb-320', fileWith(content))
    expect(Bun.hash((await read(storage, 'bbbb-320')) ?? '')).toBe(Bun.hash(content))
  })

  test('[G8] knows what it has, and forgets what is removed', async () => {
    const storage = open()
    expect(await storage.open('none')).toBeNull()
    for (const key of ['cccc', 'cccc-poster', 'dddd']) await storage.put(key, fileWith(Buffer.from(key)))
    await storage.remove(['cccc', 'cccc-poster', 'never-there'])

    const listed = (await Array.fromAsync(storage.list())).filter(({ key }) => /^[cd]{4}/.test(key))

    expect(listed).toMatchObject([{ key: 'dddd', size: 4 }])
    expect(Math.abs(Date.now() - (listed[0]?.storedAt ?? 0))).toBeLessThan(600_000)
    expect(await storage.open('cccc')).toBeNull()
  })
})

test('[G8] a folder that cannot be written says so and leaves the file where it was', async () => {
  const path = fileWith(Buffer.from('content'))
  const storage = diskStorage(join(path, 'is-a-file'))
  expect(await storage.put('eeee', path).catch((error) => error)).toBeInstanceOf(StorageError)
  expect(existsSync(path)).toBe(true)
})

test('[MED-4] [G8] a server keeps files in S3, serves them from there, and says so when it is gone', async () => {
  await using service = await startS3()
  await using server = await startServer({ settings: { ...service.settings, 'uploads.other_files': true } })
  const [alice] = await people(server, 'alice')
  const content = crypto.getRandomValues(new Uint8Array(200_000))
  const file = await uploaded(alice, content, { name: 'data.bin', type: '' })
  const path = pathOf(await begin(alice, 200_000, { type: '' }))
  await part(alice, path, 0, content.slice(0, 100))
  const resumed = (await part(alice, path, 100, content.slice(100))).read(storedFile)

  for (const { id } of [file, resumed]) {
    const whole = await getFile(server, alice, id)
    expect(whole.status).toBe(200)
    expect(await whole.bytes()).toEqual(content)
    const some = await getFile(server, alice, id, { Range: 'bytes=100-199' })
    expect([some.status, some.headers.get('Content-Range')]).toEqual([206, 'bytes 100-199/200000'])
    expect(await some.bytes()).toEqual(content.slice(100, 200))
  }
  expect(readdirSync(join(server.app.config.files.folder, 'arriving'))).toEqual(['work'])
  await alice.delete(`/files/${file.id}`)
  while ((await server.app.storage.open(file.id)) !== null) await Bun.sleep(20)

  await service.stop()
  refusal(await alice.get(`/files/${resumed.id}`), 'unavailable')
  refusal(await upload(alice, content, { type: '' }), 'unavailable')
  expect(readdirSync(join(server.app.config.files.folder, 'arriving'))).toEqual(['work'])
}, 60_000)
