import { describe, expect, test } from 'bun:test'
import { storedFile } from '#protocol/files'
import { message } from '#protocol/messages'
import { people } from '../harness/probe-people'
import { directRoom } from '../harness/probe-rooms'
import { refusal } from '../harness/request'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'
import { getFile, picture, uploaded } from '../harness/uploads'

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })

    test('[G1] [G6] a file is its owner’s alone until it is sent, and then the room’s', async () => {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const file = await uploaded(alice, picture)
      expect(file).toMatchObject({ kind: 'picture', name: 'photo.png' })
      expect((await getFile(server, alice, file.id)).status).toBe(200)
      for (const other of [bob, eve]) refusal(await other.get(`/files/${file.id}`), 'not_found')

      const room = await directRoom(alice, bob)
      const answer = await alice.post(`/chat/rooms/${room.id}/messages`, {
        content: '',
        attachments: [{ file_id: file.id, alt: 'A square' }],
      })
      expect(answer.read(message).attachments).toEqual([{ ...file, alt: 'A square' }])

      for (const reader of [alice, bob]) {
        const got = await getFile(server, reader, file.id)
        expect([got.status, (await got.arrayBuffer()).byteLength]).toEqual([200, file.size])
        expect((await reader.get(`/files/${file.id}/description`)).read(storedFile)).toEqual(file)
      }
      const missing = refusal(await eve.get('/files/aaaaaaaaaaaaaaaa'), 'not_found')
      expect(refusal(await eve.get(`/files/${file.id}`), 'not_found')).toEqual(missing)
    })
  })
}
