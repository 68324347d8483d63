import { describe, expect, test } from 'bun:test'
import { exported } from '#protocol/exports'
import { storedFile } from '#protocol/files'
import { message, messagePage } from '#protocol/messages'
import { foundMessages } from '#protocol/search/query'
import { databaseState } from '../harness/database-state'
import { madeMp4 } from '../harness/made-mp4'
import { madeJpeg } from '../harness/made-pictures'
import { type Probe, password, people } from '../harness/probe-people'
import { groupRoom, write } from '../harness/probe-rooms'
import { refusal } from '../harness/request'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'
import { getFile, picture, uploaded } from '../harness/uploads'

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine, settings: { 'uploads.other_files': true } })

    async function sendFile(writer: Probe, room: { id: string }, content: BlobPart, claims = {}) {
      const file = await uploaded(writer, content, claims)
      const attachments = [{ file_id: file.id, alt: 'What is seen' }]
      const answer = await writer.post(`/chat/rooms/${room.id}/messages`, { content: '', attachments })
      return { file, message: answer.read(message) }
    }

    test('[MSG-10] messages are found by the pictures and the files they have, and by no other', async () => {
      const [alice, eve] = await people(server, 'alice', 'eve')
      const room = await groupRoom(alice)
      const shown = await sendFile(alice, room, picture)
      const saved = await sendFile(alice, room, 'a,b\n', { name: 'table.csv', type: 'text/csv' })
      await write(alice, room, 'image file video')
      const found = async (person: Probe, what: string) =>
        (await person.get(`/chat/search?has=${what}`)).read(foundMessages).messages.map(({ id }) => id)

      expect(await found(alice, 'image')).toEqual([shown.message.id])
      expect(await found(alice, 'file')).toEqual([saved.message.id, shown.message.id])
      expect(await found(alice, 'video')).toEqual([])
      expect(await found(eve, 'file')).toEqual([])
      await alice.delete(`/chat/rooms/${room.id}/messages/${shown.message.id}`)
      expect(await found(alice, 'image')).toEqual([])
    })

    test('[G9] [O06] what is one’s own lists its files, and who deletes their account leaves no name on them', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await groupRoom(alice, [bob])
      const sent = await sendFile(bob, room, picture, { name: 'passport-of-bob.png' })
      const unsent = await uploaded(bob, picture, { name: 'diary-of-bob.png' })
      const own = (await bob.post('/auth/me/export', { password })).read(exported)
      expect(own.texts.flatMap(({ attachments }) => attachments)).toEqual([
        {
          id: sent.file.id,
          name: sent.file.name,
          type: sent.file.type,
          size: sent.file.size,
          alt: 'What is seen',
        },
      ])

      expect((await bob.call('DELETE', '/auth/me', { json: { password } })).status).toBe(204)

      while ((await server.app.storage.open(unsent.id)) !== null) await Bun.sleep(10)
      const { messages } = (await alice.get(`/chat/rooms/${room.id}/messages`)).read(messagePage)
      expect(messages.flatMap(({ attachments }) => attachments)).toMatchObject([
        { id: sent.file.id, name: 'file' },
      ])
      const got = await getFile(server, alice, sent.file.id)
      expect(got.headers.get('Content-Disposition')).toBe(
        `inline; filename="file.png"; filename*=UTF-8''file.png`,
      )
      expect(await databaseState(server.app.store)).not.toMatch(/passport-of-bob|diary-of-bob/)
    })

    test('[G22] a picture has smaller ones of it, which are served like it', async () => {
      const [alice, eve] = await people(server, 'alice', 'eve')
      const file = await uploaded(alice, new Uint8Array(await madeJpeg(800, 600)), { name: 'IMG.JPG' })
      expect(file).toMatchObject({
        type: 'image/jpeg',
        width: 800,
        height: 600,
        previews: [320],
        name: 'IMG.JPG',
      })
      const small = await getFile(server, alice, `${file.id}?width=320`)
      expect([small.status, small.headers.get('Content-Type')]).toEqual([200, 'image/webp'])
      expect(await new Bun.Image(await small.bytes()).metadata()).toMatchObject({ width: 320, height: 240 })
      refusal(await alice.get(`/files/${file.id}?width=1280`), 'invalid')
      refusal(await eve.get(`/files/${file.id}?width=320`), 'not_found')
      const poster = await alice.call('PUT', `/files/${file.id}/poster`, {
        headers: { 'Content-Type': 'image/png' },
        body: picture,
      })
      refusal(poster, 'not_found')
      expect((await alice.get(`/files/${file.id}/description`)).read(storedFile)).toEqual(file)
    })

    test('[G21] a video gets a poster of its owner, once and before it is sent', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const room = await groupRoom(alice, [bob])
      const video = await uploaded(alice, new Uint8Array(madeMp4()), { name: 'film.mp4', type: 'video/mp4' })
      expect(video).toMatchObject({ kind: 'video', type: 'video/mp4', has_poster: false })
      refusal(await alice.get(`/files/${video.id}/poster`), 'not_found')
      const put = (person: Probe, body: BodyInit) =>
        person.call('PUT', `/files/${video.id}/poster`, { headers: { 'Content-Type': 'image/png' }, body })

      refusal(await put(bob, picture), 'not_found')
      refusal(await put(alice, new Uint8Array(3 * 1024 * 1024)), 'too_large')
      refusal(await put(alice, '<svg/>'), 'unsupported_file')
      const shown = (await put(alice, picture)).read(storedFile)
      expect(shown.has_poster).toBe(true)
      expect((await put(alice, picture)).read(storedFile)).toEqual(shown)

      const attachments = [{ file_id: video.id }]
      await alice.post(`/chat/rooms/${room.id}/messages`, { content: '', attachments })
      refusal(await put(alice, picture), 'not_found')
      const poster = await getFile(server, bob, `${video.id}/poster`)
      expect([poster.status, poster.headers.get('Content-Type')]).toEqual([200, 'image/png'])
      const part = await getFile(server, bob, video.id, { Range: 'bytes=4-7' })
      expect([part.status, await part.text()]).toEqual([206, 'ftyp'])
    })
  })
}
