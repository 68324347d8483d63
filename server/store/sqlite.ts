import { Database } from 'bun:sqlite'
import { existsSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type CompiledQuery, Kysely, SqliteAdapter, SqliteDialect, sql } from 'kysely'
import { CannotOpenStore } from './cannot-open'
import { createGroupCommit } from './group-commit'
import { migrate } from './migrate'
import { createRecentChanges } from './recent-changes'
import type { Tables } from './schema'
import { sqliteSearch } from './search/sqlite'
import { watchSpace } from './space'
import type { EngineNeeds, Reads, Store } from './store'

/** Bun keeps 20 prepared statements by default, fewer than this program has. */
Database.MAX_QUERY_CACHE_SIZE = 500

/**
 * Opens the embedded database in `folder`, which is created when missing, and brings its schema up to date.
 * One handle writes, in groups; a second, read-only one answers queries without waiting for a commit.
 * @throws CannotOpenStore when another process has this folder open.
 */
export async function openSqlite(
  folder: string,
  { onError, onSpace, keptSince }: EngineNeeds,
): Promise<Store> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const releaseLock = lockFolder(folder)
  const path = join(folder, 'natter.db')
  const writeHandle = new Database(path, { create: true, strict: true })
  configure(writeHandle)
  storeLog(writeHandle)
  const writeDb = new Kysely<Tables>({ dialect: new TransactionalSqliteDialect(writeHandle) })
  await migrate(writeDb, 'integer')

  const readHandle = new Database(path, { readonly: true, strict: true })
  readHandle.run('PRAGMA busy_timeout = 5000')
  const readDb = new Kysely<Tables>({ dialect: new TransactionalSqliteDialect(readHandle) })

  const recentChanges = createRecentChanges()
  const broken = Promise.withResolvers<unknown>()
  const { transaction, close } = createGroupCommit({
    writer: {
      ...{ db: writeDb, run: runOn(writeHandle), rowLock: sql``, keptSince },
      execute: (statement) => writeHandle.query(statement).run(),
    },
    space: watchSpace(onSpace),
    recentChanges,
    onAfterCommitError: onError,
    onBroken: broken.resolve,
  })
  return {
    engine: 'sqlite',
    db: readDb,
    keptSince,
    run: runOn(readHandle),
    search: sqliteSearch,
    recentChanges,
    transaction,
    broken: broken.promise,
    async sizeBytes() {
      const files = [path, `${path}-wal`].filter((file) => existsSync(file))
      return files.reduce((sum, file) => sum + statSync(file).size, 0)
    },
    async close() {
      await close()
      await readDb.destroy()
      await writeDb.destroy()
      releaseLock()
    },
  }
}

function configure(handle: Database) {
  handle.run('PRAGMA busy_timeout = 5000')
  handle.run('PRAGMA journal_mode = WAL')
  handle.run('PRAGMA synchronous = FULL')
  handle.run('PRAGMA foreign_keys = ON')
  handle.run('PRAGMA cache_size = -65536')
}

/**
 * Brings what an earlier process left in the log into the database, durably. Where a disk failed, that log may be readable
 * and yet not be on the disk: nothing may be acknowledged that comes after it there.
 */
function storeLog(handle: Database) {
  handle.run('PRAGMA wal_checkpoint(TRUNCATE)')
}

/** Past Kysely's driver, which takes several times as long as SQLite does for what every message needs. */
function runOn(handle: Database): Reads['run'] {
  return async <Row>({ sql: text, parameters }: CompiledQuery<Row>) =>
    handle.query<Row, string[]>(text).all(...(parameters as string[]))
}

/** Holds a lock of the operating system for as long as the process lives: `kill -9` releases it too. */
function lockFolder(folder: string): () => void {
  const lock = new Database(join(folder, 'lock.db'), { create: true })
  try {
    lock.run('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error
    throw new CannotOpenStore(`The data folder ${folder} is in use by another Natter. Stop that one first.`)
  }
  return () => lock.close()
}

/** SQLite can change its schema inside a transaction, which makes migrations safe to interrupt. */
class TransactionalSqliteDialect extends SqliteDialect {
  constructor(handle: Database) {
    super({
      database: {
        close: () => handle.close(),
        prepare(text: string) {
          const statement = handle.query(text)
          return {
            reader: statement.columnNames.length > 0,
            all: (parameters: readonly unknown[]) => statement.all(...(parameters as string[])),
            run: (parameters: readonly unknown[]) => statement.run(...(parameters as string[])),
            iterate: (parameters: readonly unknown[]) =>
              statement.iterate(...(parameters as string[])) as IterableIterator<unknown>,
          }
        },
      },
    })
  }

  override createAdapter() {
    return new (class extends SqliteAdapter {
      override get supportsTransactionalDdl() {
        return true
      }
    })()
  }
}
