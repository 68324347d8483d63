import type { Me } from '#protocol/accounts'
import type { Exported, OwnEvent, OwnReaction, OwnText } from '#protocol/exports'
import type { App, Principal } from '../context'
import { preferencesOf } from '../domain/accounts/preferences'
import { note } from '../domain/audit/note'
import { listContacts } from '../domain/contacts/list'
import { ownEvents, ownReactions, ownRooms, ownTexts } from '../store/own-data'
import { identitiesOf } from './oauth/identities'
import { passkeysOf } from './passkeys/list'
import { type Evidence, requireProof } from './proof/require-proof'
import { sessionsOf } from './sessions'

const perPage = 500

/**
 * Everything that belongs to an account as pieces of JSON (see `exported`), once it is proven that its person wants it.
 * They are read page by page while they are sent: nothing of it is stored, and no link leads to it.
 * @throws DomainError as `requireProof` does, before the first piece
 */
export async function exportAccount(
  app: App,
  principal: Principal,
  me: Me,
  evidence: Evidence,
): Promise<AsyncIterable<string>> {
  const { id } = principal.account
  await app.requestLimits.take('export', id)
  await requireProof(app, principal, 'export', evidence)
  const { address } = evidence.device
  await app.store.transaction((tx) => note(tx, { event: 'data_exported', account_id: id, address }))
  app.log.info({ event: 'data_exported', account_id: id })
  return piecesOf(app, principal, await headOf(app, principal, me))
}

type Head = Omit<Exported, 'events' | 'texts' | 'reactions'>

async function* piecesOf(app: App, { account: { id } }: Principal, head: Head): AsyncGenerator<string> {
  yield JSON.stringify(head).slice(0, -1)
  yield ',"events":['
  yield* listed((after) => ownEvents(app.store, id, { after, limit: perPage }), toEvent)
  yield '],"texts":['
  yield* listed((after) => ownTexts(app.store, id, { after, limit: perPage }), toText)
  yield '],"reactions":['
  yield* listed((after) => ownReactions(app.store, id, { after, limit: perPage }), toReaction)
  yield ']}\n'
}

/** The rows of all pages as the inside of a JSON list. */
async function* listed<Row extends { id: number }>(
  pageAfter: (id: number) => Promise<Row[]>,
  toItem: (row: Row) => object,
): AsyncGenerator<string> {
  let page = await pageAfter(0)
  for (let comma = ''; page.length > 0; comma = ',') {
    yield comma + page.map((row) => JSON.stringify(toItem(row))).join(',')
    const last = page.at(-1)?.id ?? 0
    page = page.length < perPage ? [] : await pageAfter(last)
  }
}

async function headOf(app: App, { account }: Principal, me: Me): Promise<Head> {
  return {
    ...{ format: 'natter.account', version: 1, exported_at: timestamp(Date.now()), account: me },
    preferences: await preferencesOf(app, account),
    passkeys: (await passkeysOf(app, account)).passkeys,
    services: await identitiesOf(app, account),
    sessions: (await sessionsOf(app, account.id)).map(
      ({ id, device, address, created_at, last_used_at }) => ({
        ...{ id, device, address },
        created_at: timestamp(created_at),
        last_used_at: timestamp(last_used_at),
      }),
    ),
    contacts: await listContacts(app, account.id),
    rooms: (await ownRooms(app.store, account.id)).map(({ peer_id, peer_username, joined_at, ...room }) => ({
      ...room,
      peer: peer_id !== null && peer_username !== null ? { id: peer_id, username: peer_username } : null,
      joined_at: timestamp(joined_at),
    })),
  }
}

function toEvent({ at, event, address }: Awaited<ReturnType<typeof ownEvents>>[number]): OwnEvent {
  return { at: timestamp(at), event, address }
}

function toText(row: Awaited<ReturnType<typeof ownTexts>>[number]): OwnText {
  const { id, room_id, seq, content, reply_to, created_at, edited_at, versions, attachments } = row
  return {
    ...{ id: String(id), room_id, seq, timestamp: timestamp(created_at), content },
    reply_to: reply_to === null ? null : String(reply_to),
    edited_at: edited_at === null ? null : timestamp(edited_at),
    attachments: attachments.map(({ id, name, type, size, alt }) => ({ id, name, type, size, alt })),
    versions: versions.map((one) => ({ content: one.content, replaced_at: timestamp(one.replaced_at) })),
  }
}

function toReaction(row: Awaited<ReturnType<typeof ownReactions>>[number]): OwnReaction {
  const { id, room_id, seq, emoji } = row
  return { message_id: String(id), room_id, seq, emoji }
}

function timestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
