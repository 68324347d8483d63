import { ApiError } from '../api-error'
import { newClientId } from '../client-id'
import type { OutboxNews, OutboxStorage } from '../ports'
import type { Pending } from '../state/types'
import { joinTabs } from './tabs'

interface Row {
  /** Given by the database: the order in which entries were first put. */
  position?: number
  account_id: string
  client_id: string
  entry: Pending
}

const storeName = 'outbox'
const byKey = 'by_key'
/** Holds one random key, made with the database: another one shows that the database was deleted in between. */
const identityName = 'identity'

/** Keeps the outbox in the browser's IndexedDB, so that it survives a reload and a crash. */
export function indexedDbOutbox(databaseName = 'natter'): OutboxStorage {
  let database: Promise<IDBDatabase> | null = null
  const listeners = new Set<(news: OutboxNews) => void>()

  /** Opens the database once; again if the browser closed it, or if opening failed. */
  function opened(): Promise<IDBDatabase> {
    database ??= openDatabase(databaseName, { onFailed: forget, onClosed: lookAgain })
    return database
  }

  function forget(): void {
    database = null
  }

  /** The person may have deleted what was kept: whoever has it in memory must look. */
  function lookAgain(): void {
    forget()
    for (const tell of listeners) tell({ type: 'changed' })
  }

  async function write(work: (rows: IDBObjectStore) => void): Promise<void> {
    const transaction = (await opened()).transaction(storeName, 'readwrite', { durability: 'strict' })
    work(transaction.objectStore(storeName))
    await committed(transaction)
  }

  return {
    async load(accountId) {
      const transaction = (await opened()).transaction([storeName, identityName], 'readonly')
      const rows: IDBRequest<Row[]> = transaction.objectStore(storeName).getAll()
      const identity = transaction.objectStore(identityName).getAllKeys()
      await committed(transaction)
      const own = rows.result.filter((row) => row.account_id === accountId)
      return { entries: own.map((row) => row.entry), storageId: identity.result.join() }
    },

    async add(accountId, entry) {
      await write((rows) => {
        const row: Row = { account_id: accountId, client_id: entry.client_id, entry }
        withPosition(rows, row, (position) => rows.put(position === null ? row : { ...row, position }))
      })
    },

    async change(accountId, entry) {
      let isThere = false
      await write((rows) => {
        const row: Row = { account_id: accountId, client_id: entry.client_id, entry }
        withPosition(rows, row, (position) => {
          isThere = position !== null
          if (position !== null) rows.put({ ...row, position })
        })
      })
      return isThere
    },

    remove: (accountId, clientId) =>
      write((rows) => {
        const row = { account_id: accountId, client_id: clientId }
        withPosition(rows, row, (position) => position !== null && rows.delete(position))
      }),

    join(accountId, onNews) {
      const tabs = joinTabs(`${databaseName} outbox ${accountId}`, onNews)
      listeners.add(onNews)
      return {
        ...tabs,
        leave() {
          listeners.delete(onNews)
          tabs.leave()
        },
      }
    },
  }
}

/** Looks up where an entry is, null if nowhere, and goes on within the same transaction. */
function withPosition(
  rows: IDBObjectStore,
  { account_id, client_id }: Pick<Row, 'account_id' | 'client_id'>,
  act: (position: number | null) => void,
): void {
  const key = rows.index(byKey).getKey([account_id, client_id])
  key.onsuccess = () => act(typeof key.result === 'number' ? key.result : null)
}

interface Ends {
  onFailed(): void
  /** It was open, and is not any more. */
  onClosed(): void
}

function openDatabase(name: string, { onFailed, onClosed }: Ends): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 2)
    request.onupgradeneeded = () => {
      const database = request.result
      for (const old of database.objectStoreNames) database.deleteObjectStore(old)
      const rows = database.createObjectStore(storeName, { keyPath: 'position', autoIncrement: true })
      rows.createIndex(byKey, ['account_id', 'client_id'], { unique: true })
      database.createObjectStore(identityName).add(true, newClientId())
    }
    request.onerror = () => {
      onFailed()
      reject(notKept(request.error))
    }
    request.onsuccess = () => {
      const database = request.result
      database.onclose = onClosed
      // A newer version of the program in another tab must not have to wait for this one.
      database.onversionchange = () => {
        database.close()
        onClosed()
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
