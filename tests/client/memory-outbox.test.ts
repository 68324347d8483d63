import { expect, test } from 'bun:test'
import { memoryOutbox } from '#client/storage/memory'
import { checkCompany, checkOutboxStorage } from './outbox-storage'

test('[UI-2] the outbox in memory keeps what it should, by account and in order', async () => {
  const storage = memoryOutbox()
  expect(await checkOutboxStorage(() => storage)).toEqual([])
})

test('[D8] clients of one process that share an outbox hear of each other, and one of them has the turn', async () => {
  const storage = memoryOutbox()
  expect(await checkCompany(() => storage)).toEqual([])
})
