import { ApiError } from '../api-error'
import type { OutboxStorage } from '../ports'
import type { Pending } from '../state/types'

interface Row {
  /** Given by the database: the order in which entries were first put. */
  position?: number
  account_id: string
  client_id: string
  entry: Pending
}

const storeName = 'outbox'
const byKey = 'by_key'

/** Keeps the outbox in the browser's IndexedDB, so that it survives a reload and a crash. */
export function indexedDbOutbox(databaseName = 'natter'): OutboxStorage {
  let database: Promise<IDBDatabase> | null = null

  /** Opens the database once; again if the browser closed it, or if opening failed. */
  function opened(): Promise<IDBDatabase> {
    database ??= openDatabase(databaseName, () => {
      database = null
    })
    return database
  }

  async function change(work: (rows: IDBObjectStore) => void): Promise<void> {
    const transaction = (await opened()).transaction(storeName, 'readwrite', { durability: 'strict' })
    work(transaction.objectStore(storeName))
    await committed(transaction)
  }

  return {
    async load(accountId) {
      const transaction = (await opened()).transaction(storeName, 'readonly')
      const request: IDBRequest<Row[]> = transaction.objectStore(storeName).getAll()
      await committed(transaction)
      return request.result.filter((row) => row.account_id === accountId).map((row) => row.entry)
    },

    put(accountId, entry) {
      const row: Row = { account_id: accountId, client_id: entry.client_id, entry }
      return change((rows) => {
        const key = rows.index(byKey).getKey([accountId, entry.client_id])
        key.onsuccess = () => {
          rows.put(typeof key.result === 'number' ? { ...row, position: key.result } : row)
        }
      })
    },

    remove(accountId, clientId) {
      return change((rows) => {
        const key = rows.index(byKey).getKey([accountId, clientId])
        key.onsuccess = () => {
          if (key.result !== undefined) rows.delete(key.result)
        }
      })
    },
  }
}

function openDatabase(name: string, onGone: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => {
      const rows = request.result.createObjectStore(storeName, { keyPath: 'position', autoIncrement: true })
      rows.createIndex(byKey, ['account_id', 'client_id'], { unique: true })
    }
    request.onerror = () => {
      onGone()
      reject(notKept(request.error))
    }
    request.onsuccess = () => {
      const database = request.result
      database.onclose = onGone
      // A newer version of the program in another tab must not have to wait for this one.
      database.onversionchange = () => {
        database.close()
        onGone()
      }
      resolve(database)
    }
  })
}

function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(notKept(transaction.error))
  })
}

function notKept(cause: unknown): ApiError {
  return new ApiError({
    code: 'unavailable',
    detail:
      'This browser does not let messages be kept until they are sent. Free some space, then try again.',
    cause,
  })
}
