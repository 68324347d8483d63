import { indexedDbOutbox } from '#client/storage/indexeddb'
import { checkCompany, checkOutboxStorage } from '../client/outbox-storage'

/** What the test calls inside the page. */
const inPage = {
  check: () => checkOutboxStorage(() => indexedDbOutbox('checked')),
  checkCompany: () => checkCompany(() => indexedDbOutbox('checked')),
  contents: async (account: string) =>
    (await indexedDbOutbox('checked').load(account)).entries.map((line) => line.content),
}
export type InPage = typeof inPage

Object.assign(globalThis, { inPage })
