import type { OpenSocket, SocketHandlers } from '#client/ports'
import type { Me } from '#protocol/accounts'
import type { ClientFrame, ServerFrame } from '#protocol/frames'
import type { createModelRooms } from './model-rooms'

const now = '2026-01-01T00:00:00.000Z'
const me: Me = {
  ...{ id: 'alice', username: 'alice', display_name: null, color: null, role: 'member', is_guest: false },
  ...{ email: null, is_email_confirmed: false, phone: null, has_password: true, created_at: now },
}

/**
 * A server in memory that does nothing by itself: what it tells waits until the test lets it arrive. Answers keep their
 * order, as do frames about alice alone; events of rooms may come in any order, twice, or not at all.
 */
export function createModelServer(rooms: ReturnType<typeof createModelRooms>) {
  let epoch = 1
  let link: SocketHandlers | null = null
  let answers: ServerFrame[] = []
  let events: ServerFrame[] = []
  const calls: (() => void)[] = []

  const openSocket: OpenSocket = (_url, _token, handlers) => {
    link = handlers
    queueMicrotask(() => link === handlers && handlers.onOpen())
    return {
      send: (text) => void (link === handlers && hear(JSON.parse(text))),
      close: () => void (link === handlers && lose()),
    }
  }

  function lose(): void {
    link = null
    answers = []
    events = []
  }

  function hear(frame: ClientFrame): void {
    switch (frame.type) {
      case 'hello': {
        const isResumed = frame.data.resume?.epoch === `e${epoch}`
        const cursors = isResumed ? Object.entries(frame.data.resume?.cursors ?? {}) : []
        const greeting = { version: 1, session_id: 's', user_id: 'alice', epoch: `e${epoch}`, now }
        answers.push({ type: 'welcome', data: { ...greeting, is_resumed: isResumed, heartbeat_ms: 25_000 } })
        for (const [id, after] of cursors) if (rooms.find(id).isMember) sync(id, after)
        answers.push({ type: 'synced', data: {} })
        break
      }
      case 'sync':
        if (rooms.find(frame.data.room_id).isMember) sync(frame.data.room_id, frame.data.after, frame.ref)
        else answers.push({ type: 'error', ref: frame.ref, data: { ...notMember, retry: false } })
        break
      case 'ping': {
        const heads = Object.fromEntries(rooms.list().map((room) => [room.id, room.last_seq]))
        answers.push({ type: 'pong', data: { now, heads } })
        break
      }
      case 'read':
        if (rooms.find(frame.data.room_id).isMember) {
          const { room_id, seq } = frame.data
          answers.push({ type: 'read', data: rooms.read(room_id, seq), ref: frame.ref })
        } else answers.push({ type: 'error', ref: frame.ref, data: { ...notMember, retry: false } })
        break
      case 'received':
        answers.push({ type: 'received', data: frame.data })
        break
    }
  }

  function sync(id: string, after: number, ref?: ServerFrame['ref']): void {
    const page = rooms.syncPage(id, after)
    if (ref !== undefined || page.head !== after) answers.push({ type: 'sync', data: page, ref })
  }

  /** The REST API. An answer is made at once and comes when the test lets it. */
  function fetch(input: string | URL | Request): Promise<Response> {
    const { pathname, searchParams } = new URL(`${input}`)
    const [, , , , roomId = '', what] = pathname.slice('/api'.length).split('/')
    const answer = json(answerTo(pathname, roomId, what, searchParams))
    return new Promise((resolve) => calls.push(() => resolve(answer)))
  }

  function answerTo(path: string, roomId: string, what: string | undefined, query: URLSearchParams) {
    if (path.endsWith('/auth/me')) return me
    if (path.endsWith('/chat/rooms')) return { rooms: rooms.list(), people: [] }
    if (!rooms.find(roomId).isMember) return notMember
    if (what === 'messages')
      return rooms.history(roomId, Object.fromEntries([...query].map(([key, value]) => [key, Number(value)])))
    if (what === 'receipts') return { receipts: [] }
    return { ...rooms.describe(roomId), members: [] }
  }

  return {
    openSocket,
    fetch,
    tellEvent: (frame: ServerFrame) => link && events.push(frame),
    tellAlice: (frame: ServerFrame) => link && answers.push(frame),
    /** Lets an event arrive, whichever the number picks. */
    deliver(at: number) {
      const [frame] = events.splice(at % Math.max(1, events.length), 1)
      if (frame) link?.onText(JSON.stringify(frame))
    },
    /** Lets the next answer of the socket arrive. */
    answer() {
      const frame = answers.shift()
      if (frame) link?.onText(JSON.stringify(frame))
    },
    /** Lets a REST call be answered, whichever the number picks. */
    answerCall(at: number) {
      const [call] = calls.splice(at % Math.max(1, calls.length), 1)
      call?.()
    },
    isQuiet: () => events.length + answers.length + calls.length === 0,
    cut() {
      const lost = link
      lose()
      lost?.onClose(1006, '')
    },
    /** From now on it is another database. */
    newEpoch() {
      epoch++
    },
  }
}
export type ModelServer = ReturnType<typeof createModelServer>

const notMember = { code: 'not_a_member', detail: 'You are not a member of this room.' } as const

function json(body: object): Response {
  return Response.json(body, { status: body === notMember ? 403 : 200 })
}
