import { openPostgres } from './postgres'
import { openSqlite } from './sqlite'
import type { Store } from './store'

interface StoreOptions {
  /** The folder of the embedded database. */
  data: string
  /** A `postgres://` address; null for the embedded database. */
  databaseUrl: string | null
  /** Hears of failures that belong to no caller: after-commit work, idle connections that break. */
  onError(error: unknown): void
}

export function openStore({ data, databaseUrl, onError }: StoreOptions): Promise<Store> {
  return databaseUrl === null ? openSqlite(data, onError) : openPostgres(databaseUrl, onError)
}
