import { roomList } from '#protocol/rooms'
import { signedIn } from '#protocol/sessions'
import { type Answer, type RequestOptions, request } from './request'
import type { TestServer } from './server'

/** Somebody who looks around without an account, as a program that has a bearer token. */
export interface Guest {
  readonly id: string
  readonly username: string
  readonly token: string
  readonly headers: Record<string, string>
  call(method: string, path: string, options?: RequestOptions): Promise<Answer>
}

export async function newGuest(server: TestServer): Promise<Guest> {
  const { user, access_token = '' } = (await request(server, 'POST', '/auth/guest')).read(signedIn)
  const own = { Authorization: `Bearer ${access_token}` }
  return {
    ...{ id: user.id, username: user.username, token: access_token, headers: own },
    call: (method, path, { headers, ...rest } = {}) =>
      request(server, method, path, { ...rest, headers: { ...own, ...headers } }),
  }
}

/** The lobby, as somebody in it sees it. */
export async function lobbyOf(person: { call(method: string, path: string): Promise<Answer> }) {
  const { rooms } = (await person.call('GET', '/chat/rooms')).read(roomList)
  const lobby = rooms.find(({ room_type }) => room_type === 'lobby')
  if (!lobby) throw new Error('they are in no lobby')
  return lobby
}
