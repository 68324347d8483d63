import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSetting, replaceSetting, settleSetting } from './settings'
import type { Reads, Store } from './store'

/** The history of a database, which clients may go on with or must drop. */
export interface History {
  /** Its name. */
  readonly epoch: string
  /** Notes beside the database how far it has come. Call it now and then, and last when it is closed. */
  note(): Promise<void>
}

/** What the file beside the database says of it. */
interface Beside {
  /** The same as in the database since the last start. */
  mark: string
  /** The newest message there was. */
  newest: number
}

/**
 * Names the history of a database. One whose mark is not that of the file beside it, or which has come less far, is not
 * the database that was open last but a restored backup, or one from elsewhere. That is another history, even if its
 * logs grow longer than those that clients hold.
 * @param folder where the file is
 */
export async function openHistory(store: Store, folder: string): Promise<History> {
  const file = join(folder, 'history')
  const beside = read(file)
  const mark = crypto.randomUUID()
  let newest = await newestMessage(store)

  const epoch = await store.transaction(async (tx) => {
    const left = await readSetting(tx, 'history_mark')
    const isSame = left === null || (left === beside?.mark && newest >= beside.newest)
    if (!isSame) await replaceSetting(tx, 'epoch', crypto.randomUUID())
    await replaceSetting(tx, 'history_mark', mark)
    return settleSetting(tx, 'epoch', crypto.randomUUID())
  })
  write(file, { mark, newest })

  return {
    epoch,
    async note() {
      const now = await newestMessage(store)
      if (now !== newest) write(file, { mark, newest: now })
      newest = now
    },
  }
}

async function newestMessage({ db }: Reads): Promise<number> {
  const row = await db
    .selectFrom('messages')
    .select((select) => select.fn.max('id').as('id'))
    .executeTakeFirst()
  return row?.id ?? 0
}

function read(file: string): Beside | null {
  try {
    const [mark = '', newest] = readFileSync(file, 'utf8').split(' ')
    return { mark, newest: Number(newest) }
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return null
    throw error
  }
}

/** In one step: a disk that is full leaves what was there before. */
function write(file: string, { mark, newest }: Beside): void {
  writeFileSync(`${file}.new`, `${mark} ${newest}`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
