import { keptSince } from './kept-since'
import type { Store } from './store'

interface StoreOptions {
  /** The folder of the embedded database. */
  data: string
  /** A `postgres://` address; null for the embedded database. */
  databaseUrl: string | null
  /** Days a message is kept; 0 keeps it for ever. */
  retentionDays?: number
  /** Hears of failures that belong to no caller: after-commit work, idle connections that break. */
  onError(error: unknown): void
  /** Hears when the disk turns out to be full, and when something could be written again. */
  onSpace?(hasSpace: boolean): void
}

/** Loads the engine that is asked for, and not the other one's driver. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { data, databaseUrl, retentionDays = 0, onError, onSpace = () => {} } = options
  const needs = { onError, onSpace, keptSince: keptSince(retentionDays) }
  if (databaseUrl === null) return (await import('./sqlite')).openSqlite(data, needs)
  return (await import('./postgres')).openPostgres(databaseUrl, needs)
}
