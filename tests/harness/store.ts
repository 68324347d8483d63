import { openStore } from '#server/store/open'
import type { Store } from '#server/store/store'
import { postgres } from './postgres'
import type { Engine } from './server'
import { temporaryFolder } from './temporary-folder'

/** Where a database of its own is, on either engine. */
export interface Place extends Disposable {
  readonly data: string
  readonly databaseUrl: string | null
}

export interface TestStore extends AsyncDisposable {
  readonly store: Store
  readonly place: Place
  /** What failed after a commit, where no caller could be told. */
  readonly failures: unknown[]
}

export async function newPlace(engine: Engine): Promise<Place> {
  const folder = temporaryFolder()
  const databaseUrl = engine === 'postgres' ? await (await postgres()).newDatabase() : null
  return { data: folder.path, databaseUrl, [Symbol.dispose]: () => folder.remove() }
}

/** An open store with a new, empty database; closed and removed when disposed. */
export async function newStore(engine: Engine): Promise<TestStore> {
  const place = await newPlace(engine)
  const failures: unknown[] = []
  const store = await openStore({ ...place, onError: (error) => failures.push(error) })
  return {
    store,
    place,
    failures,
    async [Symbol.asyncDispose]() {
      await store.close()
      place[Symbol.dispose]()
    },
  }
}
