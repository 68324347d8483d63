import { describe, expect, test } from 'bun:test'
import { sql } from 'kysely'
import { note } from '#server/domain/audit/note'
import { listAuditEntries } from '#server/store/audit'
import { engines } from '../harness/server'
import { newStore } from '../harness/store'

for (const engine of engines) {
  describe(engine, () => {
    test('[P04] the database refuses to change or remove a line of the audit log', async () => {
      await using opened = await newStore(engine)
      const { store } = opened
      await store.transaction((tx) => note(tx, { event: 'login', account_id: 'a', address: '192.0.2.1' }))

      const attempts = [
        sql`delete from audit_log`,
        sql`update audit_log set event = 'login_failed'`,
        sql`update audit_log set account_id = 'b' where account_id = 'a'`,
        ...(engine === 'postgres' ? [sql`truncate audit_log`] : []),
      ]
      for (const attempt of attempts) {
        const outcome = store.transaction((tx) => attempt.execute(tx.db))
        await expect(outcome).rejects.toThrow('the audit log only grows')
      }

      const entries = await listAuditEntries(store, {}, 10)
      expect(entries.map(({ event, account_id, address }) => [event, account_id, address])).toEqual([
        ['login', 'a', '192.0.2.1'],
      ])
    })

    test('[P04] what was not done leaves no line', async () => {
      await using opened = await newStore(engine)
      const { store } = opened

      const outcome = store.transaction(async (tx) => {
        await note(tx, { event: 'role_changed', account_id: 'a', address: null })
        throw new Error('changed my mind')
      })

      await expect(outcome).rejects.toThrow('changed my mind')
      expect(await listAuditEntries(store, {}, 10)).toEqual([])
    })

    test('[P04] lines come newest first, in pages, by event and by person', async () => {
      await using opened = await newStore(engine)
      const { store } = opened
      for (const [event, account_id] of [
        ['login', 'a'],
        ['login', 'b'],
        ['login_failed', 'a'],
      ] as const) {
        await store.transaction((tx) => note(tx, { event, account_id, address: null, details: { n: 1 } }))
      }
      const [newest, middle] = await listAuditEntries(store, {}, 2)
      const older = await listAuditEntries(store, { before: middle?.id }, 2)

      expect([newest, middle, ...older].map((entry) => entry?.event)).toEqual([
        'login_failed',
        'login',
        'login',
      ])
      expect(await listAuditEntries(store, { event: 'login' }, 9)).toHaveLength(2)
      expect(await listAuditEntries(store, { accountId: 'b' }, 9)).toMatchObject([{ account_id: 'b' }])
    })
  })
}
