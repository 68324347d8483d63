import { Client } from 'pg'
import { startPostgres } from '#scripts/start-postgres'
import { patienceMs } from './patience'

interface Postgres {
  /** Makes a database of its own and returns its address. */
  newDatabase(): Promise<string>
}

let running: Promise<Postgres> | null = null

/** The PostgreSQL of this test run, or else one of this process, started when first asked for. */
export function postgres(): Promise<Postgres> {
  running ??= connect()
  return running
}

async function connect(): Promise<Postgres> {
  const shared = process.env.NATTER_TEST_POSTGRES
  const givenUpAt = performance.now() + patienceMs
  const { address, isAlive } =
    shared === undefined
      ? await startPostgres()
      : { address: shared, isAlive: () => performance.now() < givenUpAt }
  await untilReady(`${address}/postgres`, isAlive)
  return {
    async newDatabase() {
      const name = `test_${crypto.randomUUID().replaceAll('-', '')}`
      await query(`${address}/postgres`, `create database ${name}`)
      return `${address}/${name}`
    },
  }
}

async function untilReady(address: string, isAlive: () => boolean): Promise<void> {
  for (;;) {
    try {
      return await query(address, 'select 1')
    } catch (error) {
      if (!isAlive()) throw new Error('PostgreSQL ended before it was ready', { cause: error })
      await Bun.sleep(20)
    }
  }
}

async function query(address: string, text: string): Promise<void> {
  const client = new Client({ connectionString: address })
  await client.connect()
  await client.query(text)
  await client.end()
}
