import type { ServerInfo } from '#protocol/server-info'
import type { Api } from './api'
import type { ClientOptions } from './client'
import type { Credentials } from './credentials'
import { createKeptView } from './kept-view'
import type { ProfilesStore } from './profiles'
import { batch } from './readable'
import type { Session } from './session'
import type { Parts } from './state/apply-event'
import type { KeptView } from './state/kept-view'
import { noView } from './storage/memory'

interface Needs {
  options: ClientOptions
  credentials: Credentials
  api: Pick<Api, 'serverInfo'>
  session: Session
  parts: Pick<Parts, 'rooms' | 'sync'>
  profiles: ProfilesStore
}

/** What was seen last: shows it before the server has answered, and keeps what is seen now. */
export function createLastView({ options, credentials, api, session, parts, profiles }: Needs) {
  const kept = createKeptView({ storage: options.view ?? noView, describe })
  let server: ServerInfo | null = null

  function describe(): KeptView | null {
    const now = session.state.get()
    const held = parts.sync.kept()
    const { isLoaded, rooms } = parts.rooms.state.get()
    if (now.phase !== 'signed_in' || !server || !held || !isLoaded) return null
    const people = [...profiles.state.get().values()]
    return { me: now.me, server, rooms: [...rooms], people, ...held }
  }

  async function show(): Promise<ServerInfo | null> {
    if (!credentials.mayBeSignedIn()) return null
    const view = await kept.load()
    if (!view || session.state.get().phase !== 'unknown') return null
    server ??= view.server
    parts.sync.keepFor(view.server.policy['retention.days'])
    batch(() => {
      profiles.learn(view.people)
      parts.rooms.adopt(view.rooms)
      parts.sync.adopt(view)
      session.remember(view.me)
    })
    return view.server
  }

  return {
    ...kept,
    show,
    /** What the server has said of itself; null until then. */
    server: () => server,
    async serverInfo(): Promise<ServerInfo> {
      server = await api.serverInfo()
      parts.sync.keepFor(server.policy['retention.days'])
      kept.changed()
      return server
    },
  }
}
