import type { z } from 'zod'
import { me } from '#protocol/accounts'
import { newContactInvite } from '#protocol/contacts'
import { storedFile } from '#protocol/files'
import { type Message, message } from '#protocol/messages'
import { type Room, readState, room, roomList } from '#protocol/rooms'
import { signedIn } from '#protocol/sessions'

export const password = 'Kingfisher, 7 reeds'

/** A file that somebody sends, and what is to be seen in it. */
export interface Sent {
  name: string
  type: string
  bytes: Uint8Array<ArrayBuffer>
  alt: string
}

/** Somebody who talks to the server as any program would. */
export interface Person {
  readonly id: string
  readonly username: string
  group(name: string, description: string, others: readonly Person[]): Promise<Room>
  direct(other: Person): Promise<Room>
  lobby(): Promise<Room>
  say(where: Room, content: string, replyTo?: Message): Promise<Message>
  send(where: Room, content: string, files: readonly Sent[]): Promise<Message>
  react(to: Message, emoji: string): Promise<void>
  /** Takes the server over. */
  own(token: string): Promise<void>
  /** Says that they have read up to this message. */
  read(upTo: Message): Promise<void>
  /** Makes a link that makes whoever opens it a contact, and resolves with its token. */
  inviteContact(): Promise<string>
  becomeContact(token: string): Promise<void>
  block(other: Person): Promise<void>
  /** Takes somebody out of a room. */
  remove(other: Person, from: Room): Promise<void>
}

/** Registers somebody and signs them in. Others see them by their display name, where they have one. */
export async function newPerson(
  server: string,
  username: string,
  displayName: string | null,
): Promise<Person> {
  let token = ''
  await post(me, '/auth/register', { username, email: `${username}@example.org`, password })
  const { user, access_token = '' } = await post(signedIn, '/auth/login', { username, password })
  token = access_token
  if (displayName !== null) await call('PATCH', '/auth/me', { display_name: displayName })

  async function post<Answer extends z.ZodType>(answer: Answer, path: string, body: object) {
    return answer.parse(await (await call('POST', path, body)).json())
  }
  async function call(method: string, path: string, body?: object | FormData): Promise<Response> {
    const isForm = body instanceof FormData
    const response = await fetch(`${server}/api/v1${path}`, {
      method,
      headers: {
        ...(token !== '' && { authorization: `Bearer ${token}` }),
        ...(!isForm && { 'content-type': 'application/json' }),
      },
      body: isForm ? body : (JSON.stringify(body) ?? null),
    })
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
    return response
  }
  async function upload({ name, type, bytes }: Sent): Promise<string> {
    const form = new FormData()
    form.set('file', new File([bytes], name, { type }))
    return storedFile.parse(await (await call('POST', '/files', form)).json()).id
  }

  return {
    id: user.id,
    username,
    group(name, description, others) {
      const member_ids = others.map(({ id }) => id)
      return post(room, '/chat/rooms', { room_type: 'group', name, description, member_ids })
    },
    direct: (other) => post(room, '/chat/rooms', { room_type: 'direct', member_ids: [other.id] }),
    async lobby() {
      const { rooms } = roomList.parse(await (await call('GET', '/chat/rooms')).json())
      const found = rooms.find(({ room_type }) => room_type === 'lobby')
      if (!found) throw new Error('There is no lobby.')
      return found
    },
    say: (where, content, replyTo) =>
      post(message, `/chat/rooms/${where.id}/messages`, {
        content,
        ...(replyTo && { reply_to: replyTo.id }),
      }),
    async send(where, content, files) {
      const attachments = []
      for (const file of files) attachments.push({ file_id: await upload(file), alt: file.alt })
      return post(message, `/chat/rooms/${where.id}/messages`, { content, attachments })
    },
    async react({ room_id, id }, emoji) {
      await call('PUT', `/chat/rooms/${room_id}/messages/${id}/reactions/${emoji}`, {})
    },
    async own(secret) {
      await call('POST', '/auth/owner', { token: secret })
    },
    async read({ room_id, seq }) {
      await post(readState, `/chat/rooms/${room_id}/read`, { seq })
    },
    inviteContact: async () => (await post(newContactInvite, '/contact-invites', {})).token,
    async becomeContact(secret) {
      await call('POST', '/contact-links/accept', { token: secret })
    },
    async block({ id }) {
      await call('POST', `/contacts/${id}/block`)
    },
    async remove(other, { id }) {
      await call('DELETE', `/chat/rooms/${id}/members/${other.id}`)
    },
  }
}
