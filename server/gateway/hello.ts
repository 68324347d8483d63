import type { ClientFrame } from '#protocol/frames'
import { limits } from '#protocol/limits'
import { protocolVersion } from '#protocol/version'
import { authenticate, isSessionLive } from '../auth/sessions'
import type { Account, App } from '../context'
import { callsOf } from '../domain/calls/view'
import { listContacts } from '../domain/contacts/list'
import { DomainError } from '../domain/errors'
import { catchUp } from '../domain/messages/catch-up'
import { roomIdsOfMember } from '../domain/rooms/view'
import { type Socket, say, shut, untilDrained } from './connection'
import type { FanOut } from './fan-out'
import type { Companion, Presence } from './presence'
import type { Unconfirmed } from './unconfirmed'

type Hello = Extract<ClientFrame, { type: 'hello' }>['data']

export interface Needs {
  app: App
  fanOut: FanOut
  presence: Presence
  unconfirmed: Unconfirmed
}

/** Accepts a socket: who it is, what it hears from now on, and what it missed. */
export async function acceptHello(needs: Needs, socket: Socket, hello: Hello): Promise<void> {
  const { app, fanOut, presence } = needs
  const token = hello.token ?? socket.data.token
  const known = token === null ? null : await authenticate(app, token)
  if (!known) return shut(socket, 'unauthenticated')
  const { account, sessionId } = known.principal

  if (socket.data.helloTimer) clearTimeout(socket.data.helloTimer)
  if (socket.readyState !== WebSocket.OPEN) return
  socket.data.principal = known.principal
  socket.data.token = null
  fanOut.add(socket, account.id)
  const [isLive, roomIds] = await Promise.all([
    isSessionLive(app, sessionId),
    roomIdsOfMember(app, account.id),
  ])
  // A session that ended before this socket was known could not close it.
  if (!isLive) return shut(socket, 'session_ended')
  if (socket.readyState !== WebSocket.OPEN) return
  const rooms = fanOut.listen(socket, account.id, roomIds)
  const { onlyRoom } = socket.data
  if (onlyRoom !== null && !rooms.has(onlyRoom)) return shut(socket, 'refused')
  presence.arrive(socket.data, account.id, rooms)

  const isResumed = hello.resume?.epoch === app.history.epoch
  say(socket, {
    type: 'welcome',
    data: {
      version: protocolVersion,
      session_id: sessionId,
      user_id: account.id,
      epoch: app.history.epoch,
      is_resumed: isResumed,
      now: new Date().toISOString(),
      heartbeat_ms: limits.heartbeatMs,
    },
  })
  if (onlyRoom === null) {
    for (const call of callsOf(app, account.id)) say(socket, { type: 'call', data: call })
  }
  if (isResumed) await sendMissed(needs, socket, account, hello.resume?.cursors ?? {})
  await untilDrained(socket)
  const companions = await presence.introduce(account.id)
  if (onlyRoom === null) {
    await sayWhoIsHere(presence, socket, companions)
    await sayContacts(app, socket, account)
  }
  say(socket, { type: 'synced', data: {} })
}

async function sendMissed(needs: Needs, socket: Socket, account: Account, cursors: Record<string, number>) {
  for (const [roomId, after] of Object.entries(cursors)) {
    await untilDrained(socket)
    if (socket.readyState !== WebSocket.OPEN) return
    try {
      const page = await catchUp(needs.app, account, roomId, after)
      say(socket, { type: 'sync', data: page })
      if (page.messages.length > 0) needs.unconfirmed.resent(account.id, roomId, page.to)
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'not_a_member')) throw error
      say(socket, { type: 'room_removed', data: { room_id: roomId } })
    }
  }
}

/** In pages, so that whoever knows very many people is not taken for a slow reader. There is always one. */
async function sayWhoIsHere(presence: Presence, socket: Socket, companions: readonly Companion[]) {
  for (let start = 0; start === 0 || start < companions.length; start += limits.presencePage) {
    await untilDrained(socket)
    const users = presence.statesOf(companions.slice(start, start + limits.presencePage))
    say(socket, { type: 'presence_list', data: { users } })
  }
}

/** Read when the socket hears of changes already: none is missed in between. */
async function sayContacts(app: App, socket: Socket, account: Account) {
  if (app.policy.directory !== 'contacts') return
  say(socket, { type: 'contact_list', data: { contacts: await listContacts(app, account.id) } })
}
