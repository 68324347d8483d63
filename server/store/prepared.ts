import { type Compilable, type CompiledQuery, type Kysely, type RawBuilder, sql } from 'kysely'
import type { Tables } from './schema'
import type { Reads, Transaction } from './store'

/** What a query needs of the store or of a transaction. */
type Handle = Pick<Reads, 'db' | 'run'> & Partial<Pick<Transaction, 'rowLock'>>

/** Names a value that each call brings. */
export type Value<Values> = <Name extends keyof Values>(name: Name) => Values[Name]

interface Building {
  readonly db: Kysely<Tables>
  readonly rowLock: RawBuilder<unknown>
}

/** Stands in a compiled query for a value that each call brings. */
class Slot<Values> {
  readonly name: keyof Values
  constructor(name: keyof Values) {
    this.name = name
  }
}

/**
 * A query that is compiled once for each database engine, not at each call: for those that run with every message or
 * with every page. It is built with `value('name')` where each call's own values belong.
 * @returns a function that runs the query with such values and resolves to its rows
 */
export function prepared<Values extends object, Row>(
  build: (building: Building, value: Value<Values>) => Compilable<Row>,
): (reads: Handle, values: Values) => Promise<readonly Row[]> {
  const compiled = new Map<unknown, CompiledQuery<Row>>()

  return (reads, values) => {
    const engine = reads.db.getExecutor().adapter.constructor
    const query = compiled.get(engine) ?? compile(reads)
    compiled.set(engine, query)
    const parameters = query.parameters.map((parameter) =>
      parameter instanceof Slot ? values[(parameter as Slot<Values>).name] : parameter,
    )
    return reads.run({ ...query, parameters })
  }

  function compile(reads: Handle): CompiledQuery<Row> {
    const { rowLock = sql`` } = reads
    const value: Value<Values> = (name) => new Slot<Values>(name) as unknown as Values[typeof name]
    return build({ db: reads.db, rowLock }, value).compile()
  }
}
