import type { Store } from './store'

interface StoreOptions {
  /** The folder of the embedded database. */
  data: string
  /** A `postgres://` address; null for the embedded database. */
  databaseUrl: string | null
  /** Hears of failures that belong to no caller: after-commit work, idle connections that break. */
  onError(error: unknown): void
}

/** Loads the engine that is asked for, and not the other one's driver. */
export async function openStore({ data, databaseUrl, onError }: StoreOptions): Promise<Store> {
  if (databaseUrl === null) return (await import('./sqlite')).openSqlite(data, onError)
  return (await import('./postgres')).openPostgres(databaseUrl, onError)
}
