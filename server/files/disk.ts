import { mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { diskError, type FileStorage, type StoredBytes, type StoredKey } from './storage'

const shardLength = 2

/** Keeps files in a folder, which is made when missing, spread over folders by how their keys begin. */
export function diskStorage(folder: string): FileStorage {
  const shardOf = (key: string) => join(folder, key.slice(0, shardLength))
  const pathOf = (key: string) => join(shardOf(key), key)

  return {
    async put(key, path) {
      try {
        await mkdir(shardOf(key), { recursive: true, mode: 0o700 })
        await sync(path, 'r+')
        await rename(path, pathOf(key))
        await syncFolder(shardOf(key))
        await syncFolder(folder)
      } catch (error) {
        throw diskError(error)
      }
    },

    async open(key) {
      try {
        const { size } = await stat(pathOf(key))
        return bytesOf(pathOf(key), size)
      } catch (error) {
        if (isMissing(error)) return null
        throw diskError(error)
      }
    },

    async remove(keys) {
      try {
        for (const key of keys) await rm(pathOf(key), { force: true })
      } catch (error) {
        throw diskError(error)
      }
    },

    async *list() {
      try {
        for (const shard of await entries(folder)) {
          if (shard.isDirectory() && shard.name.length === shardLength)
            yield* listShard(join(folder, shard.name))
        }
      } catch (error) {
        throw diskError(error)
      }
    },
  }
}

function bytesOf(path: string, size: number): StoredBytes {
  return {
    size,
    body: (range) => Bun.file(path).slice(range?.first ?? 0, range === undefined ? size : range.last + 1),
  }
}

async function* listShard(shard: string): AsyncGenerator<StoredKey> {
  for (const { name } of await entries(shard)) {
    const { size, mtimeMs } = await stat(join(shard, name))
    yield { key: name, size, storedAt: mtimeMs }
  }
}

async function entries(folder: string) {
  try {
    return await Array.fromAsync(await opendir(folder))
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

/** Which files are in a folder survives a loss of power from then on. Windows sees to that by itself. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform !== 'win32') await sync(path, 'r')
}

async function sync(path: string, flags: 'r' | 'r+'): Promise<void> {
  const handle = await open(path, flags)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function isMissing(error: unknown): boolean {
  return (error as { code?: string }).code === 'ENOENT'
}
