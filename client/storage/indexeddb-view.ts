import type { ViewStorage } from '../ports'
import type { KeptView } from '../state/kept-view'

const storeName = 'view'
const key = 'last'

/** Keeps what was seen last in a database of the browser, apart from what must not be lost. */
export function indexedDbView(databaseName: string): ViewStorage {
  let database: Promise<IDBDatabase> | null = null

  function opened(): Promise<IDBDatabase> {
    database ??= openDatabase(databaseName, () => {
      database = null
    })
    return database
  }

  async function run<Result>(
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore) => IDBRequest<Result>,
  ): Promise<Result> {
    const transaction = (await opened()).transaction(storeName, mode)
    return answered(work(transaction.objectStore(storeName)))
  }

  return {
    load: () => run<unknown>('readonly', (store) => store.get(key)),
    async save(view: KeptView) {
      await run('readwrite', (store) => store.put(view, key))
    },
    async clear() {
      await run('readwrite', (store) => store.delete(key))
    },
  }
}

function openDatabase(name: string, onGone: () => void): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1)
  request.onupgradeneeded = () => request.result.createObjectStore(storeName)
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
