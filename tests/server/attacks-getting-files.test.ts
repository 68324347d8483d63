import { describe, expect, test } from 'bun:test'
import { people } from '../harness/probe-people'
import { groupRoom } from '../harness/probe-rooms'
import { refusal } from '../harness/request'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'
import { getFile, picture, sendFiles, uploaded } from '../harness/uploads'

const data = { name: 'data.bin', type: '' }

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine, settings: { 'uploads.other_files': true } })

    test('[K01] strangers, former members and nobody get nothing of a file, and all hear the same', async () => {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const room = await groupRoom(alice, [bob])
      const file = await uploaded(alice)
      await sendFiles(alice, room, file)
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
      const deleted = await sendFiles(alice, room, first)
      await sendFiles(alice, room, second)
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
      await sendFiles(alice, room, file)
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
