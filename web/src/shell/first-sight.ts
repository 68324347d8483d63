import type { Client } from '#client/client'
import { csrfToken } from '#client/csrf-token'
import type { ServerInfo } from '#protocol/server-info'
import { firstRoomId, isFirstMessage } from './kept-view'

/** So long nothing is painted, so that what is painted first is all there is to see. */
const patienceMs = 300

/**
 * Gathers what is seen first, so that it is drawn in one go: what this device keeps or, where it keeps nothing, what the server
 * says. Resolves to what the server allows; null when that is not known in time. What fails here is asked for again, and told,
 * by whatever shows it.
 */
export function firstSight(client: Client): Promise<ServerInfo | null> {
  const tooLate = new Promise<null>((resolve) => setTimeout(resolve, patienceMs, null))
  return Promise.race([gathered(client), tooLate])
}

async function gathered(client: Client): Promise<ServerInfo | null> {
  const kept = await client.showKept(firstRoomId)
  if (kept) return kept
  const isMaybeSignedIn = csrfToken(document.cookie) !== null
  const [server] = await Promise.allSettled([
    client.serverInfo(),
    ...(isMaybeSignedIn ? [client.start(), client.loadRooms()] : []),
  ])
  const room = client.rooms.get().rooms.find(({ id }) => id === firstRoomId)
  // Another part of the room is opened for who has not read it all, or followed the address of a message.
  if (room?.unread_count === 0 && !isFirstMessage) await Promise.allSettled([client.openLog(room.id)])
  return server.status === 'fulfilled' ? server.value : null
}
