import { join } from 'node:path'
import { freePort } from '#scripts/free-port'
import type { S3Settings } from '#server/config'
import { temporaryFolder } from './temporary-folder'

export interface S3Service extends AsyncDisposable {
  readonly place: S3Settings
  /** What a server is told to use it. */
  readonly settings: Record<string, string>
  /** Ends it. What it keeps stays until it is disposed. */
  stop(): Promise<void>
}

/** A real S3-compatible service with an empty bucket. */
export async function startS3(): Promise<S3Service> {
  const port = await freePort()
  const folder = temporaryFolder()
  const command = [process.execPath, join(import.meta.dir, 's3-process.ts'), String(port), folder.path]
  const child = Bun.spawn(command, {
    ...{ stdout: 'pipe', stderr: 'ignore' },
    env: { PATH: process.env.PATH ?? '' },
  })
  const { value } = await child.stdout.getReader().read()
  if (!value) throw new Error('the service ended before it was ready')

  async function stop() {
    child.kill('SIGKILL')
    await child.exited
  }
  const place = {
    ...{ endpoint: `http://127.0.0.1:${port}`, bucket: 'files', region: 'us-east-1' },
    ...{ accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
  }
  return {
    place,
    settings: {
      'files.s3.endpoint': place.endpoint,
      'files.s3.bucket': place.bucket,
      'files.s3.access_key_id': place.accessKeyId,
      'files.s3.secret_access_key': place.secretAccessKey,
    },
    stop,
    async [Symbol.asyncDispose]() {
      await stop()
      folder.remove()
    },
  }
}
