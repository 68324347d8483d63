import type { Server } from 'bun'
import type { App } from '../context'
import { type Connection, newConnection } from './connection'

const scopedPath = /^\/ws\/chat\/([a-z0-9]{1,32})$/

interface Credentials {
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
  app: App,
  server: Server<Connection>,
  request: Request,
  credentials: Credentials,
): Response | undefined | null {
  const { pathname, searchParams } = new URL(request.url)
  const onlyRoom = scopedPath.exec(pathname)?.[1] ?? null
  if (pathname !== '/ws' && onlyRoom === null) return null

  const { bearer, cookie, isOwnPage } = credentials
  if (isOwnPage === false || (cookie !== null && isOwnPage === null)) {
    app.log.info({ event: 'socket_refused', reason: 'foreign_origin' })
    return refusal(403, 'foreign_origin', 'Sockets are not opened for pages of other web sites.')
  }
  const token = bearer ?? (onlyRoom === null ? cookie : (searchParams.get('token') ?? cookie))
  if (server.upgrade(request, { data: newConnection(token, onlyRoom) })) return undefined
  return refusal(426, 'malformed', 'This address speaks WebSocket only.', { Upgrade: 'websocket' })
}

function refusal(status: number, code: string, detail: string, headers: Record<string, string> = {}) {
  return Response.json({ detail, code }, { status, headers })
}
