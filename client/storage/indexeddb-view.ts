import type { ViewStorage } from '../ports'
import type { KeptLog, KeptView } from '../state/kept-view'
import { answered, committed, openDatabase } from './browser-database'

const viewStore = 'view'
const viewKey = 'last'
const logStore = 'logs'
const byTime = 'kept_at'
/** The rooms opened longest ago make room for others. */
const mostLogs = 30

/** Keeps what was seen last in a database of the browser, apart from what must not be lost. */
export function indexedDbView(databaseName: string): ViewStorage {
  let database: Promise<IDBDatabase> | null = null
  /** Says that something is kept. A browser answers it at once, and what is in a database only after a while. */
  const marker = `${databaseName} is kept`

  async function transact(mode: IDBTransactionMode): Promise<IDBTransaction> {
    database ??= openDatabase({
      ...{ name: databaseName, version: 2, upgrade: begin },
      onGone() {
        database = null
      },
    })
    return (await database).transaction([viewStore, logStore], mode)
  }

  /** Undefined where nothing was ever kept. No database is made then, for which a first visit would have to wait. */
  async function read(storeName: string, key: string): Promise<unknown> {
    if (localStorage.getItem(marker) === null) return undefined
    return answered((await transact('readonly')).objectStore(storeName).get(key))
  }

  async function dropOldest(): Promise<void> {
    const transaction = await transact('readwrite')
    const logs = transaction.objectStore(logStore)
    const keys = await answered(logs.index(byTime).getAllKeys())
    for (const old of keys.slice(0, -mostLogs)) logs.delete(old)
    await committed(transaction)
  }

  return {
    load: () => read(viewStore, viewKey),
    loadLog: (roomId) => read(logStore, roomId),
    async save(view: KeptView, log: KeptLog | null) {
      const transaction = await transact('readwrite')
      transaction.objectStore(viewStore).put(view, viewKey)
      if (log) transaction.objectStore(logStore).put({ ...log, [byTime]: Date.now() })
      // The page may be about to go: what it does not wait for is kept all the same.
      transaction.commit()
      localStorage.setItem(marker, '')
      await committed(transaction)
      if (log) await dropOldest()
    },
    async dropLog(roomId) {
      const transaction = await transact('readwrite')
      transaction.objectStore(logStore).delete(roomId)
      await committed(transaction)
    },
    async clear() {
      localStorage.removeItem(marker)
      const transaction = await transact('readwrite')
      transaction.objectStore(viewStore).clear()
      transaction.objectStore(logStore).clear()
      await committed(transaction)
    },
  }
}

function begin(database: IDBDatabase): void {
  // It is kept anew within a second: nothing that is worth being carried over.
  for (const old of database.objectStoreNames) database.deleteObjectStore(old)
  database.createObjectStore(viewStore)
  database.createObjectStore(logStore, { keyPath: 'room_id' }).createIndex(byTime, byTime)
}
