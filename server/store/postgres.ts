import { Kysely, PostgresDialect, sql } from 'kysely'
import { Pool, types } from 'pg'
import { CannotOpenStore } from './cannot-open'
import { type CommitTurn, createCommitOrder } from './commit-order'
import { migrate } from './migrate'
import { runByKysely } from './run-by-kysely'
import type { Tables } from './schema'
import { postgresSearch } from './search/postgres'
import { watchSpace } from './space'
import type { EngineNeeds, Store, Transaction } from './store'

const poolSize = 20
const mostAttempts = 3
const int8 = 20

/** Serialization failure and deadlock: the transaction did nothing and may simply be run again. */
const repeatable = new Set(['40001', '40P01'])

/**
 * Connects to PostgreSQL and brings the schema up to date. Transactions run side by side; the row of a
 * room is the lock that orders its numbers.
 * @throws CannotOpenStore when the database cannot be reached or refuses us
 */
export async function openPostgres(
  url: string,
  { onError, onSpace, keptSince }: EngineNeeds,
): Promise<Store> {
  const pool = new Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: 15_000,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === int8 ? Number : types.getTypeParser(oid, format as 'text'),
    } as typeof types,
  })
  pool.on('error', onError)
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  await connectOnce(pool, url)
  await migrate(db, 'bigserial')

  const takeTurn = createCommitOrder()
  const space = watchSpace(onSpace)
  const running = new Set<Promise<unknown>>()

  function transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    const result = repeated(() => runOnce(work))
    const ended = result.then(space.committed, space.failed).finally(() => running.delete(ended))
    running.add(ended)
    return result
  }

  async function runOnce<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    const beforeCommit: (() => Promise<void>)[] = []
    const afterCommit: (() => void)[] = []
    const own: { turn: CommitTurn | null } = { turn: null }
    try {
      const result = await db.transaction().execute(async (trx) => {
        const value = await work({
          db: trx,
          run: runByKysely(trx),
          // Rows that name a locked one may come all the same: only those who lock it wait for each other.
          rowLock: sql`for no key update`,
          keptSince,
          noteChange() {},
          beforeCommit: (last) => beforeCommit.push(last),
          afterCommit: (done) => afterCommit.push(done),
        })
        for (const last of beforeCommit) await last()
        if (afterCommit.length > 0) own.turn = takeTurn()
        return value
      })
      await own.turn?.comes
      for (const done of afterCommit) runAfterCommit(done, onError)
      return result
    } finally {
      own.turn?.end()
    }
  }

  return {
    engine: 'postgresql',
    db,
    keptSince,
    run: runByKysely(db),
    search: postgresSearch,
    recentChanges: null,
    transaction,
    // A server of PostgreSQL whose disk fails ends by itself, and keeps what it has acknowledged.
    broken: new Promise(() => {}),
    async sizeBytes() {
      const size = sql<{ size: number }>`select pg_database_size(current_database()) as size`
      return (await size.execute(db)).rows[0]?.size ?? 0
    },
    async close() {
      while (running.size > 0) await Promise.all(running)
      await db.destroy()
    },
  }
}

async function repeated<Result>(run: () => Promise<Result>, attempt = 1): Promise<Result> {
  try {
    return await run()
  } catch (error) {
    const code = (error as { code?: string }).code
    if (attempt < mostAttempts && code !== undefined && repeatable.has(code))
      return repeated(run, attempt + 1)
    throw error
  }
}

function runAfterCommit(work: () => void, onError: (error: unknown) => void) {
  try {
    work()
  } catch (error) {
    onError(error)
  }
}

async function connectOnce(pool: Pool, url: string): Promise<void> {
  try {
    const client = await pool.connect()
    client.release()
  } catch (error) {
    await pool.end()
    const { host } = new URL(url)
    const reason = error instanceof Error ? error.message : String(error)
    throw new CannotOpenStore(`The database at ${host} cannot be used: ${reason}. See database_url.`)
  }
}
