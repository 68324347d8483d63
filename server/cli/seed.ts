import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { createApp } from '../app'
import { signAccessToken } from '../auth/access-token'
import { hashRefreshToken, makeRefreshToken } from '../auth/refresh-token'
import { sessionExpiry } from '../auth/sessions'
import { ConfigError, loadConfig } from '../config'
import type { App } from '../context'
import { newId } from '../domain/new-id'
import { insertAll } from '../store/bulk'
import { indexAll } from '../store/search/index-all'

const tokenMinutes = 24 * 60

interface Amounts {
  people: number
  rooms: number
  messages: number
  /** The file that gets one access token a line. */
  tokens: string
}

/**
 * Fills a database for load tests: people without passwords, group rooms they are spread over, a history, and one
 * access token for each person, good for a day. Person n is in room n and the one after it, counted round.
 */
export async function seed(argv: readonly string[]): Promise<void> {
  const { amounts, rest } = readAmounts(argv)
  const config = loadConfig({ argv: rest, env: process.env, cwd: process.cwd() })
  const app = await createApp({ ...config, log: { ...config.log, level: 'warn' } })
  const people = Array.from({ length: amounts.people }, (_, n) => ({
    id: newId(),
    username: `person-${n + 1}`,
  }))
  const rooms = Array.from({ length: amounts.rooms }, (_, n) => ({
    id: newId(),
    name: `Room ${n + 1}`,
    memberIds: people.filter((_, p) => isIn(p, n, amounts.rooms)).map((person) => person.id),
  }))

  const sessions = people.map((person) => newSession(app, person.id))
  const now = Date.now()
  await app.store.transaction(async (tx) => {
    await insertAll(
      tx,
      'accounts',
      people.map((person) => newAccount(person, now)),
    )
    await insertAll(tx, 'sessions', sessions)
    await insertAll(
      tx,
      'rooms',
      rooms.map((room, n) => newRoom(room, share(amounts.messages, n, amounts.rooms), now)),
    )
    await insertAll(
      tx,
      'members',
      rooms.flatMap((room) => newMembers(room, now)),
    )
  })
  for (const [n, room] of rooms.entries()) {
    const count = share(amounts.messages, n, amounts.rooms)
    await app.store.transaction((tx) => insertAll(tx, 'messages', newMessages(room, count, now)))
  }
  await app.store.transaction((tx) => indexAll(tx.db, app.store.search))

  const tokens = await Promise.all(
    sessions.map(({ id, account_id }) =>
      signAccessToken(app, { accountId: account_id, sessionId: id, generation: null }, tokenMinutes),
    ),
  )
  writeFileSync(amounts.tokens, `${tokens.join('\n')}\n`, { mode: 0o600 })
  await app.store.close()
  const { people: p, rooms: r, messages: m } = amounts
  process.stdout.write(`${p} people, ${r} rooms, ${m} messages; tokens in ${amounts.tokens}\n`)
}

function readAmounts(argv: readonly string[]): { amounts: Amounts; rest: string[] } {
  const options = {
    people: { type: 'string' },
    rooms: { type: 'string' },
    messages: { type: 'string' },
    tokens: { type: 'string' },
  } as const
  const { values, tokens } = parseArgs({ args: [...argv], options, strict: false, tokens: true })
  const own = new Set(
    tokens.flatMap((token) =>
      token.kind === 'option' && token.name in options
        ? [token.index, ...(token.inlineValue ? [] : [token.index + 1])]
        : [],
    ),
  )
  return {
    amounts: {
      people: wholeNumber('people', values.people, 1),
      rooms: wholeNumber('rooms', values.rooms, 1),
      messages: wholeNumber('messages', values.messages, 0),
      tokens: fileName(values.tokens),
    },
    rest: argv.filter((_, index) => !own.has(index)),
  }
}

function wholeNumber(name: string, value: unknown, least: number): number {
  const number = Number(value)
  if (Number.isSafeInteger(number) && number >= least) return number
  throw new ConfigError(`--${name} must be a whole number of at least ${least}.`)
}

function fileName(value: unknown): string {
  if (typeof value === 'string' && value !== '') return value
  throw new ConfigError('--tokens must name the file that gets the access tokens.')
}

function isIn(person: number, room: number, rooms: number): boolean {
  return person % rooms === room || (person + 1) % rooms === room
}

/** How many of `total` fall to the n-th of `parts`. */
function share(total: number, n: number, parts: number): number {
  return Math.floor(total / parts) + (n < total % parts ? 1 : 0)
}

function newAccount({ id, username }: { id: string; username: string }, now: number) {
  return {
    id,
    username,
    username_key: username,
    email: null,
    email_key: null,
    password_hash: null,
    created_at: now,
    disabled_at: null,
  }
}

function newSession(app: App, accountId: string) {
  const id = newId()
  const now = Date.now()
  return {
    id,
    account_id: accountId,
    refresh_hash: hashRefreshToken(makeRefreshToken(app.keys.refreshToken, { sessionId: id, generation: 0 })),
    generation: 0,
    rotated_at: now,
    device: 'Load test',
    address: '127.0.0.1',
    created_at: now,
    last_used_at: now,
    expires_at: sessionExpiry(app, now),
  }
}

interface SeededRoom {
  id: string
  name: string
  memberIds: string[]
}

function newRoom({ id, name, memberIds }: SeededRoom, messages: number, now: number) {
  return {
    id,
    room_type: 'group' as const,
    name,
    description: '',
    direct_key: null,
    created_by: memberIds[0] ?? '',
    created_at: now,
    last_activity_at: now,
    last_seq: messages,
  }
}

function newMembers({ id, memberIds }: SeededRoom, now: number) {
  return memberIds.map((account_id, n) => ({
    room_id: id,
    account_id,
    role: n === 0 ? ('owner' as const) : ('member' as const),
    joined_at: now,
    delivered_seq: 0,
    read_seq: 0,
  }))
}

function newMessages({ id, memberIds }: SeededRoom, count: number, now: number) {
  return Array.from({ length: count }, (_, n) => ({
    room_id: id,
    seq: n + 1,
    sender_id: memberIds[n % memberIds.length] ?? '',
    client_id: newId(),
    message_type: 'text' as const,
    content: `Message ${n + 1} of this room, long enough to be one that people write.`,
    reply_to: null,
    subject_id: null,
    created_at: now - (count - n) * 1000,
    changed_seq: n + 1,
  }))
}
