import { indexedDbOutbox } from '#client/storage/indexeddb'
import { checkCompany, checkOutboxStorage } from '../client/outbox-storage'

/** What the test calls inside the page. */
const inPage = {
  check: () => checkOutboxStorage(() => indexedDbOutbox('checked')),
  checkCompany: () => checkCompany(() => indexedDbOutbox('checked')),
  contents: async (account: string) =>
    (await indexedDbOutbox('checked').load(account)).entries.map((line) => line.content),
  /** What is found in an outbox that was kept before messages had files. */
  fromBeforeFiles: async () => {
    const request = indexedDB.open('earlier', 2)
    await new Promise((resolve) => {
      request.onupgradeneeded = () => {
        const rows = request.result.createObjectStore('outbox', { keyPath: 'position', autoIncrement: true })
        rows.createIndex('by_key', ['account_id', 'client_id'], { unique: true })
        rows.add({ account_id: 'alice', client_id: 'a', entry: { client_id: 'a', content: 'kept' } })
        request.result.createObjectStore('identity').add(true, 'the same')
      }
      request.onsuccess = resolve
    })
    request.result.close()
    const { entries, storageId } = await indexedDbOutbox('earlier').load('alice')
    return { storageId, kept: entries.map(({ content, attachments }) => [content, attachments.length]) }
  },
}
export type InPage = typeof inPage

Object.assign(globalThis, { inPage })
