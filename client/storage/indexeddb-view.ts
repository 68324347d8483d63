import type { ViewStorage } from '../ports'
import type { KeptLog, KeptView } from '../state/kept-view'

const viewStore = 'view'
const viewKey = 'last'
const logStore = 'logs'
const byTime = 'kept_at'
/** The rooms opened longest ago make room for others. */
const mostLogs = 30

/** Keeps what was seen last in a database of the browser, apart from what must not be lost. */
export function indexedDbView(databaseName: string): ViewStorage {
  let database: Promise<IDBDatabase> | null = null

  async function begin(mode: IDBTransactionMode): Promise<IDBTransaction> {
    database ??= openDatabase(databaseName, () => {
      database = null
    })
    return (await database).transaction([viewStore, logStore], mode)
  }

  return {
    load: async () => answered<unknown>((await begin('readonly')).objectStore(viewStore).get(viewKey)),
    loadLog: async (roomId) => answered<unknown>((await begin('readonly')).objectStore(logStore).get(roomId)),
    async save(view: KeptView, log: KeptLog | null) {
      const transaction = await begin('readwrite')
      transaction.objectStore(viewStore).put(view, viewKey)
      if (log) putLog(transaction.objectStore(logStore), log)
      await committed(transaction)
    },
    async dropLog(roomId) {
      const transaction = await begin('readwrite')
      transaction.objectStore(logStore).delete(roomId)
      await committed(transaction)
    },
    async clear() {
      const transaction = await begin('readwrite')
      transaction.objectStore(viewStore).clear()
      transaction.objectStore(logStore).clear()
      await committed(transaction)
    },
  }
}

function putLog(logs: IDBObjectStore, log: KeptLog): void {
  logs.put({ ...log, [byTime]: Date.now() })
  const keys = logs.index(byTime).getAllKeys()
  keys.onsuccess = () => {
    for (const old of keys.result.slice(0, -mostLogs)) logs.delete(old)
  }
}

function openDatabase(name: string, onGone: () => void): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 2)
  request.onupgradeneeded = () => {
    const { result: database } = request
    // It is kept anew within a second: nothing that is worth being carried over.
    for (const old of database.objectStoreNames) database.deleteObjectStore(old)
    database.createObjectStore(viewStore)
    database.createObjectStore(logStore, { keyPath: 'room_id' }).createIndex(byTime, byTime)
  }
  return answered(request).then(
    (database) => {
      database.onclose = onGone
      database.onversionchange = () => {
        database.close()
        onGone()
      }
      return database
    },
    (error: unknown) => {
      onGone()
      throw error
    },
  )
}

function answered<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
  })
}
