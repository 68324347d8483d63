import { answered, committed, openDatabase } from '#client/storage/browser-database'
import { choiceDatabase } from './chosen'

/** A chosen file as this device keeps it. */
export interface KeptFile {
  key: string
  file: File
  alt: string
}

/** Whose choice it is, and for which room. */
export interface Place {
  meId: string
  roomId: string
}

interface Row {
  /** Given by the database: the order in which files were chosen. */
  position?: number
  account_id: string
  room_id: string
  key: string
  alt: string
}

const rowsName = 'chosen'
/** The bytes, by key: apart from the rest, so that a description need not write them again. */
const bytesName = 'files'
const byRoom = 'by_room'
const byKey = 'by_key'

/**
 * Keeps chosen files in a database of the browser until they are sent. `onDeleted` is called when that is deleted,
 * as by a page in which somebody signs out.
 */
export function choiceStorage(onDeleted: () => void) {
  let database: Promise<IDBDatabase> | null = null

  async function transact(mode: IDBTransactionMode): Promise<IDBTransaction> {
    database ??= opened()
    return (await database).transaction([rowsName, bytesName], mode)
  }

  async function opened(): Promise<IDBDatabase> {
    const found = await openDatabase({
      ...{ name: choiceDatabase, version: 1, upgrade: begin },
      onGone() {
        database = null
      },
    })
    found.addEventListener('versionchange', onDeleted)
    return found
  }

  return {
    /** In the order in which they were chosen. */
    async load({ meId, roomId }: Place): Promise<KeptFile[]> {
      const transaction = await transact('readonly')
      const rows: Row[] = await answered(
        transaction.objectStore(rowsName).index(byRoom).getAll([meId, roomId]),
      )
      const bytes = transaction.objectStore(bytesName)
      return Promise.all(
        rows.map(async ({ key, alt }) => ({ key, alt, file: await answered(bytes.get(key)) })),
      )
    },

    /** Resolves once it would survive the end of the page. */
    async keep({ meId, roomId }: Place, { key, file, alt }: KeptFile): Promise<void> {
      const transaction = await transact('readwrite')
      const row: Row = { account_id: meId, room_id: roomId, key, alt }
      transaction.objectStore(rowsName).put(row)
      transaction.objectStore(bytesName).put(file, key)
      await committed(transaction)
    },

    /** Keeps the description of a file, if the file is kept. */
    async describe(key: string, alt: string): Promise<void> {
      const transaction = await transact('readwrite')
      const rows = transaction.objectStore(rowsName)
      const row: Row | undefined = await answered(rows.index(byKey).get(key))
      if (row) rows.put({ ...row, alt })
      await committed(transaction)
    },

    async drop(keys: readonly string[]): Promise<void> {
      const transaction = await transact('readwrite')
      const rows = transaction.objectStore(rowsName)
      for (const key of keys) {
        transaction.objectStore(bytesName).delete(key)
        const found = rows.index(byKey).getKey(key)
        found.onsuccess = () => found.result !== undefined && rows.delete(found.result)
      }
      await committed(transaction)
    },
  }
}

function begin(database: IDBDatabase) {
  const rows = database.createObjectStore(rowsName, { keyPath: 'position', autoIncrement: true })
  rows.createIndex(byRoom, ['account_id', 'room_id'])
  rows.createIndex(byKey, 'key', { unique: true })
  database.createObjectStore(bytesName)
}
