import { describe, expect, test } from 'bun:test'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { StoredFile } from '#protocol/files'
import { type Message, message } from '#protocol/messages'
import { type Probe, people } from '../harness/probe-people'
import { directRoom, groupRoom } from '../harness/probe-rooms'
import { refusal } from '../harness/request'
import { engines, type TestServer } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'
import { begin } from '../harness/tus'
import { getFile, picture, upload, uploaded, uploadForm } from '../harness/uploads'

const megabyte = 1024 * 1024
const data = { name: 'data.bin', type: '' }

/** What is on its way, or was left on it. */
function arriving({ app }: TestServer): string[] {
  return readdirSync(join(app.config.files.folder, 'arriving')).filter((name) => name !== 'work')
}

async function send(writer: Probe, room: { id: string }, ...files: StoredFile[]): Promise<Message> {
  const attachments = files.map(({ id }) => ({ file_id: id }))
  return (await writer.post(`/chat/rooms/${room.id}/messages`, { content: '', attachments })).read(message)
}

/** A form as bytes, sent as its own kind of body. */
function sendForm(person: Probe, body: string, boundary = 'x') {
  const headers = { 'Content-Type': `multipart/form-data; boundary=${boundary}` }
  return person.call('POST', '/files', { headers, body })
}

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({
      engine,
      settings: { 'uploads.other_files': true, 'uploads.most_megabytes': 1, 'uploads.quota_megabytes': 10 },
    })

    test('[J01] a file of the largest size is taken; one byte more, none at all, or of no said length is not', async () => {
      const [alice] = await people(server, 'alice')
      expect((await upload(alice, Buffer.alloc(megabyte, 'x'), data)).status).toBe(201)
      refusal(await upload(alice, Buffer.alloc(megabyte + 1, 'x'), data), 'too_large')
      refusal(await upload(alice, '', data), 'invalid')
      const form = '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc\r\n--x--'
      const body = new ReadableStream({
        start(controller) {
          controller.enqueue(Buffer.from(form))
          controller.close()
        },
      })
      const headers = { 'Content-Type': 'multipart/form-data; boundary=x' }
      refusal(await alice.call('POST', '/files', { headers, body }), 'invalid')
      expect(arriving(server)).toEqual([])
    })

    test('[J08] whatever a file is called, it lies by a random id and is served by a harmless name', async () => {
      const [alice] = await people(server, 'alice')
      const names: [string, string][] = [
        ['../../etc/passwd', 'passwd'],
        ['C:\\Windows\\system.ini', 'system.ini'],
        [`${'a'.repeat(5000)}.txt`, `${'a'.repeat(251)}.txt`],
        ['photo\u202egpj.exe', 'photogpj.exe'],
        ['two\nlines.txt', 'twolines.txt'],
        ['nul\u0000l.txt', 'null.txt'],
        ['con', '_con'],
        ['.htaccess', 'htaccess'],
        ['...', 'file'],
        ['Käse "1".txt', 'Käse _1_.txt'],
      ]
      for (const [name, kept] of names) {
        const file = await uploaded(alice, 'content', { name, type: 'text/plain' })
        expect([name, file.name]).toEqual([name, kept])
        expect(file.id).toMatch(/^[a-z2-7]{16}$/)
        const disposition = (await getFile(server, alice, file.id)).headers.get('Content-Disposition') ?? ''
        expect(disposition).toMatch(
          /^attachment; filename="[ -!#-~]*"; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]+$/,
        )
        expect(decodeURIComponent(disposition.split("''")[1] ?? '')).toBe(kept)
      }
      const disguised = await uploaded(alice, picture, { name: 'photo.html', type: 'text/html' })
      expect(disguised.name).toMatch(/^photo\.(png|webp|jpg)$/)
    })

    test('[J09] forms that are made to cost much, or are none, are refused and leave nothing', async () => {
      const [alice] = await people(server, 'alice')
      const field = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'
      const file = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\nabc\r\n'
      refusal(await sendForm(alice, `${field.repeat(10_000)}--x--`), 'too_large')
      refusal(await sendForm(alice, `--x\r\nA: ${'b'.repeat(20_000)}\r\n\r\n--x--`), 'too_large')
      refusal(await sendForm(alice, 'z'.repeat(100_000)), 'too_large')
      refusal(await sendForm(alice, `${field.replace('1', '1'.repeat(40_000))}--x--`), 'too_large')
      for (const body of [
        '',
        '--x',
        '--x\r\n\r\nabc\r\n--x--',
        file,
        `${file}--x`,
        `--x\r\nContent-Disposition: form-data\r\n\r\n`,
      ]) {
        expect([400, 413, 422]).toContain((await sendForm(alice, body)).status)
      }
      refusal(await sendForm(alice, `${file}--x--`, ''), 'malformed')
      refusal(await sendForm(alice, `${file}--x--`, 'y'.repeat(80)), 'malformed')
      refusal(await sendForm(alice, '--x--'), 'invalid')
      refusal(await sendForm(alice, `${file}${file}--x--`), 'invalid')
      refusal(await alice.call('POST', '/files', { json: {} }), 'unsupported_media_type')
      expect((await sendForm(alice, `${field}${file}--x--\r\n`)).status).toBe(201)
      expect(arriving(server)).toEqual([])
    })

    test('[J10] a hundred uploads at once take exactly the quota, and what is taken back gives room again', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const content = Buffer.alloc(megabyte, 'x')
      const answers = await Promise.all(
        Array.from({ length: 100 }, (_, n) =>
          n % 2 === 0 ? upload(alice, content, data) : begin(alice, megabyte, data),
        ),
      )
      const statuses = answers.map(({ status }) => status)
      expect(statuses.filter((status) => status === 201)).toHaveLength(10)
      expect(statuses.filter((status) => status === 507)).toHaveLength(90)
      refusal(await upload(alice, 'x', data), 'quota_reached')
      expect((await upload(bob, 'x', data)).status).toBe(201)

      const rows = await server.app.store.db
        .selectFrom('files')
        .select('id')
        .where('owner_id', '=', alice.id)
        .execute()
      expect((await alice.delete(`/files/${rows[0]?.id}`)).status).toBe(204)
      expect((await upload(alice, content, data)).status).toBe(201)
    })

    test('[J13] [F38] nobody sends a file that is not theirs, has not come whole, or was sent before', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await directRoom(alice, bob)
      const file = await uploaded(alice)
      const half = (await begin(bob, 10, data)).headers.get('Location')?.split('/').at(-1) ?? ''
      const path = `/chat/rooms/${room.id}/messages`
      for (const file_id of [file.id, half, 'aaaaaaaaaaaaaaaa']) {
        refusal(await bob.post(path, { content: '', attachments: [{ file_id }] }), 'not_found')
      }
      await send(alice, room, file)
      refusal(await alice.post(path, { content: '', attachments: [{ file_id: file.id }] }), 'not_found')
      refusal(await alice.delete(`/files/${file.id}`), 'not_found')
      refusal(await bob.delete(`/files/${file.id}`), 'not_found')
    })

    test('[K01] strangers, former members and nobody get nothing of a file, and all hear the same', async () => {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const room = await groupRoom(alice, [bob])
      const file = await uploaded(alice)
      await send(alice, room, file)
      expect((await getFile(server, bob, file.id)).status).toBe(200)
      await alice.delete(`/chat/rooms/${room.id}/members/${bob.id}`)
      const missing = refusal(await eve.get('/files/aaaaaaaaaaaaaaaa'), 'not_found')
      for (const person of [bob, eve]) {
        for (const path of ['', '?width=320', '?width=99999', '/poster', '/description']) {
          expect(refusal(await person.get(`/files/${file.id}${path}`), 'not_found')).toEqual(missing)
        }
      }
      expect((await getFile(server, { headers: {} }, file.id)).status).toBe(401)
      expect((await getFile(server, alice, file.id)).status).toBe(200)
    })

    test('[K02] with its message a file is gone at once for everyone, and then from the storage', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await groupRoom(alice, [bob])
      const [first, second] = [await uploaded(alice), await uploaded(alice)]
      const deleted = await send(alice, room, first)
      await send(alice, room, second)
      await alice.delete(`/chat/rooms/${room.id}/messages/${deleted.id}`)
      for (const person of [alice, bob]) refusal(await person.get(`/files/${first.id}`), 'not_found')
      expect((await getFile(server, bob, second.id)).status).toBe(200)
      await alice.delete(`/chat/rooms/${room.id}`)
      for (const person of [alice, bob]) refusal(await person.get(`/files/${second.id}`), 'not_found')
      for (const { id, previews } of [first, second]) {
        for (const key of [id, ...previews.map((width) => `${id}-${width}`)]) {
          while ((await server.app.storage.open(key)) !== null) await Bun.sleep(10)
        }
      }
    })

    test('[K03] nobody deletes a file without being its owner', async () => {
      const [alice, eve] = await people(server, 'alice', 'eve')
      const file = await uploaded(alice)
      const answer = await fetch(`${server.url}/api/v1/files/${file.id}`, { method: 'DELETE' })
      expect(answer.status).toBe(401)
      refusal(await eve.delete(`/files/${file.id}`), 'not_found')
      expect((await getFile(server, alice, file.id)).status).toBe(200)
      expect((await alice.delete(`/files/${file.id}`)).status).toBe(204)
      refusal(await alice.get(`/files/${file.id}`), 'not_found')
    })

    test('[K04] what could run is only ever saved, and everything is served in a sandbox', async () => {
      const [alice] = await people(server, 'alice')
      const expected = {
        'cache-control': 'private, max-age=31536000, immutable',
        'content-security-policy':
          "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'",
        'cross-origin-resource-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        'accept-ranges': 'bytes',
      }
      const others = [
        '<html><script>alert(1)</script>',
        '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        '%PDF-1.7\n',
      ]
      for (const content of others) {
        const file = await uploaded(alice, content, { name: 'page.html', type: 'text/html' })
        const { headers } = await getFile(server, alice, file.id)
        expect(Object.fromEntries(headers)).toMatchObject({
          ...expected,
          'content-type': 'application/octet-stream',
        })
        expect(headers.get('Content-Disposition')).toStartWith('attachment;')
      }
      const shown = await uploaded(alice, picture)
      const { headers } = await getFile(server, alice, shown.id)
      expect(Object.fromEntries(headers)).toMatchObject({ ...expected, 'content-type': shown.type })
      expect(headers.get('Content-Disposition')).toStartWith('inline;')
      const saved = await getFile(server, alice, `${shown.id}?download=1`)
      expect(saved.headers.get('Content-Disposition')).toStartWith('attachment;')
    })

    test('[K05] one part of a file can be asked for, nonsense cannot, and there are pictures of its widths only', async () => {
      const [alice] = await people(server, 'alice')
      const content = crypto.getRandomValues(new Uint8Array(1000))
      const file = await uploaded(alice, content, data)
      const parts: [string, number, number][] = [
        ['bytes=0-0', 0, 1],
        ['bytes=10-19', 10, 20],
        ['bytes=990-', 990, 1000],
        ['bytes=-5', 995, 1000],
        ['bytes=0-5000', 0, 1000],
        ['bytes=-5000', 0, 1000],
      ]
      for (const [Range, from, to] of parts) {
        const got = await getFile(server, alice, file.id, { Range })
        expect([Range, got.status, got.headers.get('Content-Range')]).toEqual([
          Range,
          206,
          `bytes ${from}-${to - 1}/1000`,
        ])
        expect(await got.bytes()).toEqual(content.slice(from, to))
      }
      const thousand = Array.from({ length: 1000 }, (_, n) => `${n}-${n}`).join(',')
      for (const range of [thousand, '5-2', '1000-', '-0', '-', 'a-b', '1.5-2', '99999999999999999999-']) {
        const got = await getFile(server, alice, file.id, { Range: `bytes=${range}` })
        expect([got.status, got.headers.get('Content-Range')]).toEqual([416, 'bytes */1000'])
      }
      const head = await fetch(`${server.url}/api/v1/files/${file.id}`, {
        method: 'HEAD',
        headers: alice.headers,
      })
      expect([head.status, head.headers.get('Content-Length')]).toEqual([200, '1000'])
      for (const width of ['99999', '1', '0', '-320', '3e2', 'x', '']) {
        refusal(await alice.get(`/files/${file.id}?width=${width}`), 'invalid')
      }
    })

    test('[K07] no other site shows a file, and a copy is called good only to who may still see it', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await groupRoom(alice, [bob])
      const file = await uploaded(alice)
      await send(alice, room, file)
      const etag = (await getFile(server, bob, file.id)).headers.get('ETag') ?? ''
      expect((await getFile(server, bob, file.id, { 'If-None-Match': etag })).status).toBe(304)
      const embedded = {
        'Sec-Fetch-Site': 'cross-site',
        'Sec-Fetch-Mode': 'no-cors',
        'Sec-Fetch-Dest': 'image',
      }
      expect((await getFile(server, bob, file.id, embedded)).status).toBe(403)
      const followed = { ...embedded, 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' }
      expect((await getFile(server, bob, file.id, followed)).status).toBe(200)
      await alice.delete(`/chat/rooms/${room.id}/members/${bob.id}`)
      for (const tag of [etag, '*', `W/${etag}`]) {
        expect((await getFile(server, bob, file.id, { 'If-None-Match': tag })).status).toBe(404)
      }
    })
  })
}

describe('where only pictures and video are taken', () => {
  const server = serverForAll()

  test('[J02] [G2] what says it is something else is refused before it comes, and what lies about it after', async () => {
    const [alice] = await people(server, 'alice')
    refusal(await upload(alice, picture, { name: 'a.svg', type: 'image/svg+xml' }), 'unsupported_file')
    refusal(await begin(alice, 100, { type: 'text/html' }), 'unsupported_file')
    refusal(await upload(alice, '<svg xmlns="http://www.w3.org/2000/svg"/>'), 'unsupported_file')
    refusal(await upload(alice, picture.slice(0, 2)), 'unsupported_file')
    const form = new FormData()
    form.append('file', new File([picture], 'blob', { type: 'application/octet-stream' }))
    expect((await uploadForm(alice, form)).status).toBe(201)
    expect(arriving(server)).toEqual([])
  })
})

describe('where nothing is uploaded', () => {
  const server = serverForAll({ settings: { profile: 'private' } })

  test('[G2] nothing is taken, and clients are told', async () => {
    const [alice] = await people(server, 'alice')
    refusal(await upload(alice, picture), 'policy_disabled')
    refusal(await begin(alice, 10), 'policy_disabled')
    expect((await (await fetch(`${server.url}/api/v1/server`)).json()).uploads).toBeNull()
  })
})
