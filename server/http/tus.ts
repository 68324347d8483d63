import { MemoryLocker, Server } from '@tus/server'
import type { Context } from 'hono'
import type { ErrorCode } from '#protocol/errors'
import type { Account, App } from '../context'
import { DomainError } from '../domain/errors'
import { finishParts } from '../domain/files/resumable'
import type { Environment } from './environment'
import { incomingBytes } from './incoming'
import { streamOf } from './stream-of'
import { UploadsOf } from './tus-store'

const path = '/api/v1/uploads'
/** Of what goes wrong in the protocol itself. */
const codes: Readonly<Record<number, ErrorCode>> = {
  404: 'not_found',
  409: 'conflict',
  410: 'gone',
  413: 'too_large',
  500: 'unavailable',
}
const details: Partial<Record<ErrorCode, string>> = {
  conflict: 'This part does not begin where the last one ended. Ask how far the upload has come.',
  gone: 'This upload took too long. Begin it again.',
  too_large: 'This is more than was announced.',
  unavailable: 'This upload is still being received. Try again in a moment.',
  malformed: 'This is no request of the tus protocol, version 1.0.0.',
}

/**
 * Answers requests of the tus protocol, by which a file comes part by part. The last part is answered with the file.
 * Errors are those of every other route.
 */
export function createTus(app: App): (c: Context<Environment>, owner: Account) => Promise<Response> {
  const locker = new MemoryLocker()

  return async function answer(c, owner) {
    const server = new Server({
      path,
      locker,
      datastore: new UploadsOf(app, owner),
      relativeLocation: true,
      async onUploadFinish(_, { id }) {
        const body = JSON.stringify(await finishParts(app, id))
        return { status_code: 200, body, headers: { 'Content-Type': 'application/json' } }
      },
      onResponseError(_, error) {
        if (error instanceof DomainError || !('status_code' in error)) throw error
        return undefined
      },
    })
    c.header('Tus-Resumable', '1.0.0')
    const { status, headers, body } = await server.handleWeb(requestOf(c))
    if (status >= 400) throw problem(status)
    for (const name of [...headers.keys()]) if (name.startsWith('access-control-')) headers.delete(name)
    return new Response(body, { status, headers })
  }
}

/** The same request with a body that says when it goes on. Who gets an upload is answered as who asks how far it is. */
function requestOf(c: Context<Environment>): Request {
  const { url, method, headers, body } = c.req.raw
  if (!body) return new Request(url, { method: method === 'GET' ? 'HEAD' : method, headers })
  return new Request(url, { method, headers, body: streamOf(incomingBytes(c)) })
}

function problem(status: number): DomainError {
  const code = codes[status] ?? 'malformed'
  const detail = details[code]
  return new DomainError(code, detail === undefined ? {} : { detail })
}
