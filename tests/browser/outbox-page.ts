import { indexedDbOutbox } from '#client/storage/indexeddb'
import { checkOutboxStorage } from '../client/outbox-storage'

/** What the test calls inside the page. */
const inPage = {
  check: () => checkOutboxStorage(() => indexedDbOutbox('checked')),
  contents: async (account: string) =>
    (await indexedDbOutbox('checked').load(account)).map((line) => line.content),
}
export type InPage = typeof inPage

Object.assign(globalThis, { inPage })
