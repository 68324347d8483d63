import { ApiError } from '../api-error'
import { newClientId } from '../client-id'
import type { OutboxNews, OutboxStorage } from '../ports'
import type { Pending } from '../state/types'
import { keysOf, stillThere } from './entry-files'
import { joinTabs } from './tabs'

interface Row {
  /** Given by the database: the order in which entries were first put. */
  position?: number
  account_id: string
  client_id: string
  /** Before there were files it had none. */
  entry: Omit<Pending, 'attachments'> & Partial<Pick<Pending, 'attachments'>>
}

const storeName = 'outbox'
/** The bytes of files, by account and key: apart from the entries, so that a change of one need not write them again. */
const filesName = 'files'
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

  async function write(work: (rows: IDBObjectStore, files: IDBObjectStore) => void): Promise<void> {
    const names = [storeName, filesName]
    const transaction = (await opened()).transaction(names, 'readwrite', { durability: 'strict' })
    work(transaction.objectStore(storeName), transaction.objectStore(filesName))
    await committed(transaction)
  }

  return {
    async load(accountId) {
      const transaction = (await opened()).transaction([storeName, identityName], 'readonly')
      const rows: IDBRequest<Row[]> = transaction.objectStore(storeName).getAll()
      const identity = transaction.objectStore(identityName).getAllKeys()
      await committed(transaction)
      const own = rows.result.filter((row) => row.account_id === accountId)
      return { entries: own.map(entryOf), storageId: identity.result.join() }
    },

    async add(accountId, entry, bytes = new Map()) {
      await write((rows, files) => {
        const row: Row = { account_id: accountId, client_id: entry.client_id, entry }
        withKept(rows, row, (kept) => rows.put(kept ? { ...row, position: kept.position } : row))
        for (const [key, file] of bytes) files.put(file, [accountId, key])
      })
    },

    async change(accountId, entry) {
      let isThere = false
      await write((rows, files) => {
        const row: Row = { account_id: accountId, client_id: entry.client_id, entry }
        withKept(rows, row, (kept) => {
          isThere = kept !== null
          if (!kept) return
          const before = entryOf(kept)
          const attachments = stillThere(entry, before)
          rows.put({ ...row, position: kept.position, entry: { ...entry, attachments } })
          const keys = keysOf({ attachments })
          for (const key of keysOf(before)) if (!keys.includes(key)) files.delete([accountId, key])
        })
      })
      return isThere
    },

    remove: (accountId, clientId) =>
      write((rows, files) => {
        withKept(rows, { account_id: accountId, client_id: clientId }, (kept) => {
          if (!kept) return
          rows.delete(kept.position)
          for (const key of keysOf(entryOf(kept))) files.delete([accountId, key])
        })
      }),

    clear: (accountId) =>
      write((rows, files) => {
        const own = IDBKeyRange.bound([accountId], [accountId, []])
        files.delete(own)
        const found = rows.index(byKey).openCursor(own)
        found.onsuccess = () => {
          found.result?.delete()
          found.result?.continue()
        }
      }),

    async bytes(accountId, key) {
      const transaction = (await opened()).transaction(filesName, 'readonly')
      const found: IDBRequest<Blob | undefined> = transaction.objectStore(filesName).get([accountId, key])
      await committed(transaction)
      return found.result ?? null
    },

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

type KeptRow = Row & Required<Pick<Row, 'position'>>

/** Looks up what is kept of an entry, null if nothing, and goes on within the same transaction. */
function withKept(
  rows: IDBObjectStore,
  { account_id, client_id }: Pick<Row, 'account_id' | 'client_id'>,
  act: (kept: KeptRow | null) => void,
): void {
  const found: IDBRequest<KeptRow | undefined> = rows.index(byKey).get([account_id, client_id])
  found.onsuccess = () => act(found.result ?? null)
}

function entryOf({ entry }: Row): Pending {
  return { ...entry, attachments: entry.attachments ?? [] }
}

interface Ends {
  onFailed(): void
  /** It was open, and is not any more. */
  onClosed(): void
}

function openDatabase(name: string, { onFailed, onClosed }: Ends): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 3)
    request.onupgradeneeded = ({ oldVersion }) => {
      const database = request.result
      if (oldVersion < 2) begin(database)
      database.createObjectStore(filesName)
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

function begin(database: IDBDatabase): void {
  for (const old of database.objectStoreNames) database.deleteObjectStore(old)
  const rows = database.createObjectStore(storeName, { keyPath: 'position', autoIncrement: true })
  rows.createIndex(byKey, ['account_id', 'client_id'], { unique: true })
  database.createObjectStore(identityName).add(true, newClientId())
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
