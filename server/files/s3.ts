import { rm } from 'node:fs/promises'
import { S3Client } from 'bun'
import { type FileStorage, StorageError, type StoredKey } from './storage'

export interface S3Place {
  endpoint: string
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
}

/** What is larger than this goes out in parts of as much: so much of a file is in memory at a time. */
const partBytes = 5 * 1024 * 1024

/** Keeps files in a bucket of an S3-compatible service. */
export function s3Storage(place: S3Place): FileStorage {
  const client = new S3Client(place)

  return {
    async put(key, path) {
      await asked(() => client.write(key, Bun.file(path), { partSize: partBytes, queueSize: 1 }))
      await rm(path, { force: true })
    },

    async open(key) {
      const size = await asked(() => sizeOf(key))
      if (size === null) return null
      const file = client.file(key)
      return { size, body: (range) => (range ? file.slice(range.first, range.last + 1) : file).stream() }
    },

    async remove(keys) {
      for (const key of keys) await asked(() => client.delete(key))
    },

    async *list() {
      let after: string | undefined
      do {
        const page = await asked(() => client.list(after === undefined ? {} : { startAfter: after }))
        const keys = (page.contents ?? []).map(toStoredKey)
        yield* keys
        after = page.isTruncated ? keys.at(-1)?.key : undefined
      } while (after !== undefined)
    },
  }

  async function sizeOf(key: string): Promise<number | null> {
    try {
      return (await client.stat(key)).size
    } catch (error) {
      const { code } = error as { code?: string }
      if (code === 'NoSuchKey' || code === 'UnknownError' || code === 'NotFound') {
        return (await client.exists(key)) ? Promise.reject(error) : null
      }
      throw error
    }
  }
}

function toStoredKey({
  key,
  size,
  lastModified,
}: {
  key: string
  size?: number
  lastModified?: string
}): StoredKey {
  return { key, size: size ?? 0, storedAt: lastModified === undefined ? 0 : Date.parse(lastModified) }
}

async function asked<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask()
  } catch (error) {
    throw new StorageError('unavailable', error)
  }
}
