import { describe, expect, test } from 'bun:test'
import { auditPage, health, messageVersions } from '#protocol/admin'
import { message } from '#protocol/messages'
import { people } from '../harness/probe-people'
import { groupRoom } from '../harness/probe-rooms'
import { refusal } from '../harness/request'
import { personAs } from '../harness/roles'
import { engines } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine })

    test('[ACC-12] administrators see how the server is', async () => {
      const admin = await personAs(server, 'admin', 'bob')
      await using _socket = await admin.socket()

      const figures = (await admin.get('/admin/health')).read(health)

      expect(figures.database).toBe(engine === 'sqlite' ? 'sqlite' : 'postgresql')
      expect(figures.database_bytes).toBeGreaterThan(10_000)
      expect(figures.disk_free_bytes).toBeLessThanOrEqual(figures.disk_total_bytes)
      expect(figures.connections).toBe(1)
      expect(figures.people).toBeGreaterThan(0)
    })

    test('[MSG-8] administrators read what edits replaced, which is noted; the author and others cannot', async () => {
      const admin = await personAs(server, 'admin', 'bob')
      const [alice, eve] = await people(server, 'alice', 'eve')
      const room = await groupRoom(alice, [eve])
      const path = `/chat/rooms/${room.id}/messages`
      const { id } = (await alice.post(path, { content: 'Noodles?' })).read(message)
      await alice.patch(`${path}/${id}`, { content: 'Rice?' })
      await alice.patch(`${path}/${id}`, { content: 'Bread?' })

      const { versions } = (await admin.get(`/admin/messages/${id}/versions`)).read(messageVersions)

      expect(versions.map(({ content }) => content)).toEqual(['Noodles?', 'Rice?'])
      for (const other of [alice, eve])
        refusal(await other.get(`/admin/messages/${id}/versions`), 'forbidden')
      const log = (await admin.get(`/admin/audit?user_id=${admin.id}&event=admin_read`)).read(auditPage)
      expect(log.entries.map(({ details }) => details)).toContainEqual({
        what: 'message_versions',
        message_id: id,
      })
      expect(JSON.stringify(log)).not.toContain('Noodles')
    })

    test('[MSG-8] what was deleted is gone for administrators too', async () => {
      const admin = await personAs(server, 'admin', 'bob')
      const [alice, eve] = await people(server, 'alice', 'eve')
      const room = await groupRoom(alice, [eve])
      const path = `/chat/rooms/${room.id}/messages`
      const { id } = (await alice.post(path, { content: 'Noodles?' })).read(message)
      await alice.patch(`${path}/${id}`, { content: 'Rice?' })
      await alice.delete(`${path}/${id}`)

      const { versions } = (await admin.get(`/admin/messages/${id}/versions`)).read(messageVersions)

      expect(versions).toEqual([])
    })

    test('[P04] the audit log is read in pages, by event and by person', async () => {
      const admin = await personAs(server, 'admin', 'bob')
      for (let n = 0; n < 4; n++) await admin.post('/admin/invitations', {})
      const path = `/admin/audit?user_id=${admin.id}&event=invitation_created&limit=3`

      const first = (await admin.get(path)).read(auditPage)
      const second = (await admin.get(`${path}&before=${first.entries.at(-1)?.id}`)).read(auditPage)

      expect([first.entries.length, first.has_older]).toEqual([3, true])
      expect([second.entries.length, second.has_older]).toEqual([1, false])
      expect(first.entries[0]?.user).toEqual({ id: admin.id, username: admin.username })
      refusal(await admin.get('/admin/audit?limit=201'), 'invalid')
      refusal(await admin.get('/admin/audit?event=nothing'), 'invalid')
    })
  })
}
