import { describe, expect, test } from 'bun:test'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Probe, people } from '../harness/probe-people'
import { directRoom } from '../harness/probe-rooms'
import { refusal } from '../harness/request'
import { engines, type TestServer } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'
import { begin } from '../harness/tus'
import { getFile, picture, sendFiles, upload, uploaded, uploadForm } from '../harness/uploads'

const megabyte = 1024 * 1024
const data = { name: 'data.bin', type: '' }

/** What is on its way, or was left on it. */
function arriving({ app }: TestServer): string[] {
  return readdirSync(join(app.config.files.folder, 'arriving')).filter((name) => name !== 'work')
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
      await sendFiles(alice, room, file)
      refusal(await alice.post(path, { content: '', attachments: [{ file_id: file.id }] }), 'not_found')
      refusal(await alice.delete(`/files/${file.id}`), 'not_found')
      refusal(await bob.delete(`/files/${file.id}`), 'not_found')
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
