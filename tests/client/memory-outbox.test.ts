import { expect, test } from 'bun:test'
import { memoryOutbox } from '#client/storage/memory'
import { checkOutboxStorage } from './outbox-storage'

test('[UI-2] the outbox in memory keeps what it should, by account and in order', async () => {
  const storage = memoryOutbox()
  expect(await checkOutboxStorage(() => storage)).toEqual([])
})
