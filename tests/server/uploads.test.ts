import { describe, expect, test } from 'bun:test'
import { storedFile } from '#protocol/files'
import { people } from '../harness/probe-people'
import { refusal } from '../harness/request'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'
import { begin, offsetOf, part, pathOf, progress, terminate } from '../harness/tus'
import { getFile } from '../harness/uploads'

const settings = { 'uploads.most_megabytes': 1, 'uploads.other_files': true }

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine, settings })

    test('[G3] a file comes part by part, and the last part is answered with what it is', async () => {
      const [alice, eve] = await people(server, 'alice', 'eve')
      const content = crypto.getRandomValues(new Uint8Array(5000))
      const path = pathOf(await begin(alice, 5000, { name: 'data.bin', type: '' }))

      const first = await part(alice, path, 0, content.slice(0, 3000))
      expect([first.status, first.headers.get('Upload-Offset')]).toEqual([204, '3000'])
      expect(await offsetOf(alice, path)).toBe(3000)
      refusal(await part(alice, path, 2000, content.slice(2000)), 'conflict')
      refusal(await part(eve, path, 3000, content.slice(3000)), 'not_found')
      expect((await progress(eve, path)).status).toBe(404)
      refusal(await terminate(eve, path), 'not_found')
      const last = await part(alice, path, 3000, content.slice(3000))

      expect(last.status).toBe(200)
      const file = last.read(storedFile)
      expect(file).toMatchObject({ kind: 'other', name: 'data.bin', size: 5000 })
      expect(await offsetOf(alice, path)).toBe(5000)
      const got = await getFile(server, alice, file.id)
      expect(new Uint8Array(await got.arrayBuffer())).toEqual(content)
      expect([...last.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    })

    test('[G3] an upload that is given up is gone', async () => {
      const [alice] = await people(server, 'alice')
      const path = pathOf(await begin(alice, 5000))
      await part(alice, path, 0, 'some')
      expect((await terminate(alice, path)).status).toBe(204)
      expect((await progress(alice, path)).status).toBe(404)
      refusal(await part(alice, path, 4, 'more'), 'not_found')
    })

    test('[G2] [J01] what is too large or empty is refused before it comes, and no more comes than was announced', async () => {
      const [alice] = await people(server, 'alice')
      const most = 1024 * 1024
      refusal(await begin(alice, most + 1), 'too_large')
      refusal(await begin(alice, 0), 'invalid')
      const path = pathOf(await begin(alice, 10))
      refusal(await part(alice, path, 0, 'eleven bytes'), 'too_large')
      expect(await offsetOf(alice, path)).toBe(0)
      const none = await alice.call('POST', '/uploads', { headers: { 'Upload-Length': '5' } })
      refusal(none, 'malformed')
    })
  })
}
