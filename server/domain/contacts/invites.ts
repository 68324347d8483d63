import { createHash, randomBytes } from 'node:crypto'
import type { z } from 'zod'
import type { User } from '#protocol/accounts'
import type { ContactInvite, createContactInvite, NewContactInvite } from '#protocol/contacts'
import { limits } from '#protocol/limits'
import type { Account, App } from '../../context'
import * as store from '../../store/contact-invites'
import { findStanding } from '../../store/contacts'
import type { Reads } from '../../store/store'
import { DomainError } from '../errors'
import { newId } from '../new-id'
import { join, lockPair, requireContactPolicy } from './pair'

const dayMs = 24 * 60 * 60 * 1000

/**
 * Makes a link that lets whoever opens it become a contact: 256 random bits, of which the database holds only a hash.
 * @throws DomainError `policy_disabled`, `conflict` when there are as many as one may have
 */
export async function createInvite(
  app: App,
  { id: accountId }: Account,
  { uses, days }: z.output<typeof createContactInvite>,
): Promise<NewContactInvite> {
  requireContactPolicy(app)
  const token = randomBytes(32).toString('base64url')
  const now = Date.now()
  const invite = {
    ...{ id: newId(), account_id: accountId, mark: markOf(token), uses_left: uses },
    ...{ created_at: now, expires_at: now + days * dayMs },
  }
  await app.store.transaction(async (tx) => {
    const { length } = await store.listInvites(tx, accountId, now)
    if (length >= limits.contactInvites.most) {
      throw new DomainError('conflict', {
        detail: `You have ${limits.contactInvites.most} links that are still good. Revoke one of them first.`,
      })
    }
    await store.insertInvite(tx, invite)
  })
  return { ...toInvite(invite), token }
}

/** One's own links that are still good, newest first. */
export async function listInvites(app: App, { id }: Account): Promise<ContactInvite[]> {
  requireContactPolicy(app)
  return (await store.listInvites(app.store, id, Date.now())).map(toInvite)
}

/** @throws DomainError `policy_disabled`, `not_found` */
export async function revokeInvite(app: App, { id: accountId }: Account, inviteId: string): Promise<void> {
  requireContactPolicy(app)
  const isGone = await app.store.transaction((tx) => store.deleteInvite(tx, accountId, inviteId))
  if (!isGone) throw new DomainError('not_found')
}

/**
 * Who made a link.
 * @throws DomainError `not_found` for a link that is no good, for this person at least; `conflict` for one's own
 */
export async function whoInvites(app: App, me: Account, token: string): Promise<User> {
  requireContactPolicy(app)
  const { invite_id: _, ...inviter } = await openInvite(app.store, me, token)
  return inviter
}

/**
 * Becomes the contact of whoever made the link, which is used up by it once. With a contact it does nothing.
 * @throws DomainError as `whoInvites`, and `conflict` for somebody one has blocked
 */
export async function acceptInvite(app: App, me: Account, token: string): Promise<User> {
  return app.store.transaction(async (tx) => {
    requireContactPolicy(app)
    const invite = await openInvite(tx, me, token)
    const pair = await lockPair(app, tx, me, invite.id)
    const { mine, theirs, other } = pair
    if (theirs.state === 'blocked') throw invalidInvite()
    if (mine.state === 'contact') return other
    if (mine.state === 'blocked') {
      throw new DomainError('conflict', { detail: `You have blocked ${other.username}. Unblock them first.` })
    }
    if (!(await store.spendInvite(tx, invite.invite_id, Date.now()))) throw invalidInvite()
    await join(app, tx, pair)
    return other
  })
}

/** To whom its maker has blocked, a link is no good. */
async function openInvite(reads: Reads, me: Account, token: string) {
  const invite = await store.findInvite(reads, markOf(token), Date.now())
  if (!invite) throw invalidInvite()
  if (invite.id === me.id) {
    throw new DomainError('conflict', { detail: 'This is your own link. Send it to somebody else.' })
  }
  if ((await findStanding(reads, invite.id, me.id)) === 'blocked') throw invalidInvite()
  return invite
}

function invalidInvite() {
  return new DomainError('not_found', {
    detail: 'This link is no longer valid. Ask whoever sent it for a new one.',
  })
}

function markOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

function toInvite({ id, created_at, expires_at, uses_left }: store.ContactInvite): ContactInvite {
  return {
    ...{ id, uses_left },
    created_at: new Date(created_at).toISOString(),
    expires_at: new Date(expires_at).toISOString(),
  }
}
