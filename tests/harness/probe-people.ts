import { protocolVersion } from '#protocol/version'
import { type Device, startSession } from '#server/auth/sessions'
import { createAccount } from '#server/domain/accounts/create'
import { openSocket, type ProbeSocket } from './probe-socket'
import { type Answer, type RequestOptions, request } from './request'
import type { TestServer } from './server'

/** Somebody who is registered and signed in as a program is: with a bearer token. */
export interface Probe {
  readonly id: string
  readonly username: string
  readonly email: string
  readonly sessionId: string
  readonly token: string
  readonly refreshToken: string
  readonly headers: Record<string, string>
  call(method: string, path: string, options?: RequestOptions): Promise<Answer>
  get(path: string): Promise<Answer>
  post(path: string, json: unknown): Promise<Answer>
  patch(path: string, json: unknown): Promise<Answer>
  delete(path: string): Promise<Answer>
  /** A socket that has said hello and heard all that is said first. */
  socket(path?: string): Promise<ProbeSocket>
}

export const password = 'Correct7horse'
const device: Device = { name: 'Probe', address: '127.0.0.1', language: 'en' }

let count = 0
let passwordHash: Promise<string> | null = null

/**
 * New people whose usernames begin with these names. They come by the functions registration and sign-in use, so
 * that they can sign in, but with a hash that is made once: a suite that hashes for everyone takes minutes.
 */
export function people<Names extends readonly string[]>(
  server: TestServer,
  ...names: Names
): Promise<{ [Position in keyof Names]: Probe }> {
  return Promise.all(names.map((name) => newProbe(server, `${name}-${++count}`))) as Promise<{
    [Position in keyof Names]: Probe
  }>
}

async function newProbe(server: TestServer, username: string): Promise<Probe> {
  passwordHash ??= server.app.passwords.hash(password)
  const account = { username, email: `${username}@example.org`, passwordHash: await passwordHash }
  const { id } = await server.app.store.transaction((tx) => createAccount(server.app, tx, account))
  return probeOf(server, { id, username, email: account.email })
}

/** The same person on one more device. */
export async function anotherDevice(server: TestServer, person: Probe): Promise<Probe> {
  return probeOf(server, person)
}

async function probeOf(
  server: TestServer,
  { id, username, email }: Pick<Probe, 'id' | 'username' | 'email'>,
): Promise<Probe> {
  const { access, refresh, sessionId } = await startSession(server.app, { id, username }, device)
  const own = { Authorization: `Bearer ${access}` }
  const call = (method: string, path: string, { headers, ...rest }: RequestOptions = {}) =>
    request(server, method, path, { ...rest, headers: { ...own, ...headers } })
  return {
    ...{ id, username, email, sessionId, token: access, refreshToken: refresh, headers: own, call },
    get: (path) => call('GET', path),
    post: (path, json) => call('POST', path, { json }),
    patch: (path, json) => call('PATCH', path, { json }),
    delete: (path) => call('DELETE', path),
    async socket(path = '/ws') {
      const socket = await openSocket(server, { path, headers: own })
      if (path === '/ws') socket.say({ type: 'hello', data: { version: protocolVersion } })
      await socket.next('welcome')
      if (path === '/ws') await socket.next('presence_list')
      await socket.next('synced')
      return socket
    },
  }
}
