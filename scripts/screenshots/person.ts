import type { z } from 'zod'
import { me } from '#protocol/accounts'
import { type Message, message } from '#protocol/messages'
import { type Room, readState, room } from '#protocol/rooms'
import { signedIn } from '#protocol/sessions'

export const password = 'Kingfisher 7 reeds'

/** Somebody who talks to the server as any program would. */
export interface Person {
  readonly id: string
  readonly username: string
  group(name: string, description: string, others: readonly Person[]): Promise<Room>
  direct(other: Person): Promise<Room>
  say(where: Room, content: string, replyTo?: Message): Promise<Message>
  react(to: Message, emoji: string): Promise<void>
  /** Takes the server over. */
  own(token: string): Promise<void>
  /** Says that they have read up to this message. */
  read(upTo: Message): Promise<void>
}

/** Registers somebody and signs them in. */
export async function newPerson(server: string, username: string): Promise<Person> {
  let token = ''
  await post(me, '/auth/register', { username, email: `${username}@example.org`, password })
  const { user, access_token = '' } = await post(signedIn, '/auth/login', { username, password })
  token = access_token

  function post<Answer extends z.ZodType>(answer: Answer, path: string, body: object) {
    return send('POST', answer, path, body)
  }
  async function send<Answer extends z.ZodType>(
    method: 'POST' | 'PUT',
    answer: Answer,
    path: string,
    body: object,
  ) {
    const authorization: Record<string, string> = token === '' ? {} : { authorization: `Bearer ${token}` }
    const response = await fetch(`${server}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...authorization },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
    return answer.parse(await response.json())
  }

  return {
    id: user.id,
    username,
    group(name, description, others) {
      const member_ids = others.map(({ id }) => id)
      return post(room, '/chat/rooms', { room_type: 'group', name, description, member_ids })
    },
    direct: (other) => post(room, '/chat/rooms', { room_type: 'direct', member_ids: [other.id] }),
    say: (where, content, replyTo) =>
      post(message, `/chat/rooms/${where.id}/messages`, {
        content,
        ...(replyTo && { reply_to: replyTo.id }),
      }),
    async react({ room_id, id }, emoji) {
      await send('PUT', message, `/chat/rooms/${room_id}/messages/${id}/reactions/${emoji}`, {})
    },
    async own(secret) {
      await post(me, '/auth/owner', { token: secret })
    },
    async read({ room_id, seq }) {
      await post(readState, `/chat/rooms/${room_id}/read`, { seq })
    },
  }
}
