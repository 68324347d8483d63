import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { diskError, StorageError } from './storage'

/** How a file comes in: `whole` in one request, or it is lost; `part` by part, to be gone on with. */
export type Manner = 'whole' | 'part' | 'poster'

/**
 * Files that are on their way in, each in a file of its own until all of it is there. They lie beside those that are
 * stored, so that taking one over costs nothing.
 */
export interface Arrivals {
  /**
   * Where whoever looks at files may put what they make of them. Each start of the server has another one: those who go on
   * for a server that was killed find theirs gone, and write nothing that nobody would remove.
   */
  readonly workFolder: string
  pathOf(id: string, manner: Manner): string
  /** Makes an empty file. */
  begin(id: string, manner: Manner): Promise<void>
  /**
   * Adds what comes to the end of a file; what has been added stays when more does not come. Nothing is added beyond
   * `most` bytes in all.
   * @returns how many there are, durable, or null where there were more than `most`
   */
  append(id: string, manner: Manner, chunks: AsyncIterable<Uint8Array>, most: number): Promise<number | null>
  /** How many bytes have come; null for a file that was not begun. */
  length(id: string, manner: Manner): Promise<number | null>
  remove(id: string): Promise<void>
  /**
   * Removes what was left behind before a moment by a server that was killed.
   * @returns the ids of what can be gone on with
   */
  clear(before: number): Promise<string[]>
}

const manners: readonly Manner[] = ['whole', 'part', 'poster']

/** Keeps them in `arriving` of a folder, which is made when missing. All of it throws `StorageError`. */
export function createArrivals(filesFolder: string): Arrivals {
  const folder = join(filesFolder, 'arriving')
  const workFolders = join(folder, 'work')
  const workFolder = join(workFolders, crypto.randomUUID())
  const pathOf = (id: string, manner: Manner) => join(folder, `${id}.${manner}`)

  return {
    workFolder,
    pathOf,

    begin: (id, manner) =>
      onDisk(async () => {
        await mkdir(workFolder, { recursive: true, mode: 0o700 })
        await (await open(pathOf(id, manner), 'wx', 0o600)).close()
      }),

    append: (id, manner, chunks, most) => appendTo(pathOf(id, manner), chunks, most),

    length: (id, manner) =>
      onDisk(() =>
        stat(pathOf(id, manner)).then(
          ({ size }) => size,
          (error) => (error.code === 'ENOENT' ? null : Promise.reject(error)),
        ),
      ),

    remove: (id) =>
      onDisk(async () => {
        for (const manner of manners) await rm(pathOf(id, manner), { force: true })
      }),

    clear: (before) =>
      onDisk(async () => {
        await removeOlder(workFolders, Number.POSITIVE_INFINITY, (name) => name !== basename(workFolder))
        await removeOlder(folder, before, (name) => !name.endsWith('.part') && name !== 'work')
        const names = await namesIn(folder)
        return names.filter((name) => name.endsWith('.part')).map((name) => name.slice(0, -'.part'.length))
      }),
  }
}

async function appendTo(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  most: number,
): Promise<number | null> {
  const handle = await onDisk(() => open(path, 'a'))
  try {
    let { size } = await onDisk(() => handle.stat())
    for await (const chunk of chunks) {
      if (size + chunk.byteLength > most) return null
      await onDisk(() => handle.writeFile(chunk))
      size += chunk.byteLength
    }
    return size
  } finally {
    await onDisk(() => handle.datasync().finally(() => handle.close()))
  }
}

async function removeOlder(folder: string, before: number, isLeft: (name: string) => boolean): Promise<void> {
  for (const name of (await namesIn(folder)).filter(isLeft)) {
    const path = join(folder, name)
    if ((await stat(path)).mtimeMs < before) await rm(path, { recursive: true, force: true })
  }
}

async function namesIn(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return readdir(folder)
}

/** What goes wrong elsewhere, such as at the other end of a connection, is not the disk's. */
async function onDisk<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof StorageError ? error : diskError(error)
  }
}
