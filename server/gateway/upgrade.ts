import type { Server } from 'bun'
import type { ErrorBody, ErrorCode } from '#protocol/errors'
import type { App } from '../context'
import type { Admission } from './admission'
import { type Connection, newConnection } from './connection'

const scopedPath = /^\/ws\/chat\/([a-z0-9]{1,32})$/

interface Needs {
  app: App
  admission: Admission
  server: Server<Connection>
}

interface Visitor {
  /** The network address the request comes from. */
  address: string
  /** An access token from an `Authorization` header. */
  bearer: string | null
  /** An access token from a cookie, which a browser sends by itself. */
  cookie: string | null
  /** Whether a page that may speak for its visitor asks; null when no page asks. */
  isOwnPage: boolean | null
}

/**
 * Opens a socket at `/ws`, or at `/ws/chat/{room_id}?token=` for one room only. A cookie counts only for pages of
 * our own, and no foreign page gets a socket at all.
 * @returns undefined when the socket was opened, an answer when it was not, null for any other path
 */
export function upgrade(
  { app, admission, server }: Needs,
  request: Request,
  visitor: Visitor,
): Response | undefined | null {
  const { pathname, searchParams } = new URL(request.url)
  const onlyRoom = scopedPath.exec(pathname)?.[1] ?? null
  if (pathname !== '/ws' && onlyRoom === null) return null

  const { address, bearer, cookie, isOwnPage } = visitor
  if (isOwnPage === false || (cookie !== null && isOwnPage === null)) {
    app.log.info({ event: 'socket_refused', reason: 'foreign_origin' })
    return refusal(403, 'foreign_origin', 'Sockets are not opened for pages of other web sites.')
  }
  const denial = admission.check(address)
  if (denial) {
    const { limit, status, code, detail, retryAfterSeconds } = denial
    app.metrics.refusals.inc({ limit })
    return refusal(status, code, detail, { 'Retry-After': String(retryAfterSeconds) })
  }
  const token = bearer ?? (onlyRoom === null ? cookie : (searchParams.get('token') ?? cookie))
  const data = newConnection({ token, address, onlyRoom, metrics: app.metrics })
  if (server.upgrade(request, { data })) return undefined
  return refusal(426, 'malformed', 'This address speaks WebSocket only.', { Upgrade: 'websocket' })
}

function refusal(
  status: number,
  code: ErrorCode,
  detail: string,
  headers: Record<string, string> = {},
): Response {
  const body: ErrorBody = { detail, code }
  return Response.json(body, { status, headers })
}
