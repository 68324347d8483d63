interface Opening {
  name: string
  version: number
  /** Makes the stores of this version. */
  upgrade(database: IDBDatabase): void
  /** It is not open any more, or could not be opened: the next use opens it anew. */
  onGone(): void
}

/** Opens a database of the browser, and gives way when it is deleted or a newer program needs another version of it. */
export function openDatabase({ name, version, upgrade, onGone }: Opening): Promise<IDBDatabase> {
  const request = indexedDB.open(name, version)
  request.onupgradeneeded = () => upgrade(request.result)
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

export function answered<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

/** Resolves once all that was asked of a transaction is done and kept. */
export function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
  })
}
