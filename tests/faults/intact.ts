import { Database } from 'bun:sqlite'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../harness/temporary-folder'

/** @throws Error when the database of a server that does not run is broken; looks at a copy, so as to repair nothing */
export function requireIntact(data: string): void {
  const copy = temporaryFolder()
  for (const name of ['natter.db', 'natter.db-wal']) copyFileSync(join(data, name), join(copy.path, name))
  const database = new Database(join(copy.path, 'natter.db'))
  const [result] = database.query('PRAGMA integrity_check').values()
  database.close()
  copy.remove()
  if (result?.[0] !== 'ok') throw new Error(`the database is broken: ${result?.[0]}`)
}
