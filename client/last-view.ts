import type { ServerInfo } from '#protocol/server-info'
import type { Api } from './api'
import type { ClientOptions } from './client'
import type { Credentials } from './credentials'
import { createKeptView } from './kept-view'
import type { ProfilesStore } from './profiles'
import { batch } from './readable'
import type { Session } from './session'
import type { Parts } from './state/apply-event'
import { hasLastWord } from './state/reach'
import { noView } from './storage/memory'

interface Needs {
  options: ClientOptions
  credentials: Credentials
  api: Pick<Api, 'serverInfo'>
  session: Session
  parts: Pick<Parts, 'rooms' | 'sync' | 'notifications' | 'receipts'>
  profiles: ProfilesStore
}

/** So long the answer of the server waits for what the device keeps: what it shows at once is more than the answer. */
const patienceMs = 1_000
/** Of so many rooms it is kept how far others have come: more than a list shows at once. */
const mostReceipts = 30

/** What was seen last: shows it as long as the server has not answered, and keeps what is seen now. */
export function createLastView({ options, credentials, api, session, parts, profiles }: Needs) {
  const kept = createKeptView({ storage: options.view ?? noView, describe })
  let server: ServerInfo | null = null
  let showing: Promise<ServerInfo | null> | null = null
  let asking: Promise<ServerInfo> | null = null

  function describe() {
    const now = session.state.get()
    const epoch = parts.sync.epoch()
    const { isLoaded, rooms } = parts.rooms.state.get()
    if (now.phase !== 'signed_in' || !server || epoch === null || !isLoaded) return null
    const people = [...profiles.state.get().values()]
    const notifications = parts.notifications.state.get()
    const log = parts.sync.openedLast()
    const own = rooms.filter((room) => room.id === log?.room_id || hasLastWord(room, now.me.id))
    const receipts = parts.receipts.known(own.slice(0, mostReceipts).map(({ id }) => id))
    return {
      view: { me: now.me, server, rooms: [...rooms], people, notifications, receipts, epoch },
      log,
    }
  }

  async function show(roomId: string | null): Promise<ServerInfo | null> {
    if (!credentials.mayBeSignedIn()) return null
    const [view, log] = await Promise.all([kept.load(), roomId === null ? null : kept.loadLog(roomId)])
    if (!view || session.state.get().phase !== 'unknown') return null
    server ??= view.server
    parts.sync.keepFor(view.server.policy['retention.days'])
    batch(() => {
      profiles.learn(view.people)
      parts.rooms.adopt(view.rooms)
      if (view.notifications) parts.notifications.receive(view.notifications)
      parts.receipts.adopt(view.receipts)
      parts.sync.adopt(view.epoch)
      if (log) parts.sync.adoptLog(log)
      session.remember(view.me)
    })
    return view.server
  }

  async function ask(): Promise<ServerInfo> {
    server = await api.serverInfo()
    parts.sync.keepFor(server.policy['retention.days'])
    kept.changed()
    return server
  }

  return {
    ...kept,
    show: (roomId: string | null) => {
      showing ??= show(roomId)
      return showing
    },
    /** Resolves once what is kept is shown, or will not be, or takes too long to read. */
    settled: () => settledWithin(patienceMs, showing),
    /** What the server has said of itself; null until then. */
    server: () => server,
    serverInfo: () => {
      asking ??= ask().catch((error: unknown) => {
        asking = null
        throw error
      })
      return asking
    },
  }
}

async function settledWithin(ms: number, work: Promise<unknown> | null): Promise<void> {
  const late = Promise.withResolvers<void>()
  const timer = setTimeout(late.resolve, ms)
  await Promise.race([work, late.promise])
  clearTimeout(timer)
}
