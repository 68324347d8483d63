import type { z } from 'zod'
import type { ProvenAction } from '#protocol/proven-action'
import type { App } from '../../context'
import { note } from '../../domain/audit/note'
import { DomainError } from '../../domain/errors'
import { requirePolicy } from '../../domain/require-policy'
import { accountOfIdentity, insertIdentity } from '../../store/identities'
import { beginAttempt, finishAttempt } from '../attempts'
import { noteFailedLogin } from '../note-failed-login'
import type { serviceProof } from '../proof/service-proof'
import { type Device, isSessionLive, type Tokens } from '../sessions'
import { signIn } from '../sign-in'
import { begunOauth } from './begin'
import { inTime } from './in-time'
import { openAccount } from './open-account'
import type { Profile, Provider } from './provider'
import { requireProvider } from './providers'

interface Return {
  provider: string
  /** What the service added to the address. */
  answer: URLSearchParams
  /** Of the cookie that was set when the person went there. */
  secret: string | null
}

/** What became of it. */
type Outcome =
  | { kind: 'signed_in'; tokens: Tokens }
  | { kind: 'connected' }
  /** The secret is for a cookie of this browser. */
  | { kind: 'proven'; action: ProvenAction; secret: string }

/**
 * Takes back somebody who was sent to another service. The first time they sign in so, an account is opened for them.
 * @throws DomainError `sign_in_expired`, `sign_in_refused`, `link_required`, `policy_disabled`,
 * `not_found` or `gone` for an invitation, `taken`, `passkey_required`,
 * `invalid_credentials`, `unavailable`
 */
export async function finishOauth(
  app: App,
  { provider: providerId, answer, secret }: Return,
  device: Device,
): Promise<Outcome> {
  requirePolicy(app.policy, 'sign_in.oauth')
  const provider = requireProvider(app.providers, providerId)
  const begun = await finishAttempt(app, 'oauth', secret, begunOauth)
  if (begun.provider !== providerId || answer.get('state') !== begun.state) {
    throw new DomainError('sign_in_expired')
  }
  if (!answer.has('code')) throw new DomainError('sign_in_refused')

  const { link, action } = begun
  const profile = await inTime(
    provider.identify(answer, { ...begun, isAnew: action !== null }),
    provider.label,
  ).catch(async (error: unknown) => {
    if (link === null && isRefusal(error)) await noteFailedLogin(app, null, device.address)
    throw error
  })
  if (link) {
    if (!(await isSessionLive(app, link.sessionId))) throw new DomainError('unauthenticated')
    if (action === null) return connect(app, provider, profile, { ...link, address: device.address })
    return prove(app, provider, profile, { ...link, action })
  }
  const accountId =
    (await accountOfIdentity(app.store, provider.key, profile.subject)) ??
    (await openAccount(app, provider, profile, { pass: begun.pass, address: device.address }))
  return { kind: 'signed_in', tokens: await signIn(app, accountId, device) }
}

function isRefusal(error: unknown): boolean {
  return error instanceof DomainError && error.code === 'sign_in_refused'
}

/** Only by what is connected to the account already. */
async function prove(
  app: App,
  provider: Provider,
  { subject }: Profile,
  { accountId, sessionId, action }: { accountId: string; sessionId: string; action: ProvenAction },
): Promise<Outcome> {
  if ((await accountOfIdentity(app.store, provider.key, subject)) !== accountId) {
    throw new DomainError('sign_in_refused')
  }
  const content: z.infer<typeof serviceProof> = { sessionId, action }
  return { kind: 'proven', action, secret: await beginAttempt(app, 'proof', content) }
}

async function connect(
  app: App,
  provider: Provider,
  { subject }: Profile,
  { accountId, address }: { accountId: string; address: string },
): Promise<Outcome> {
  const identity = { provider: provider.key, subject, account_id: accountId, connected_at: Date.now() }
  const details = { provider: provider.id }
  const isNew = await app.store.transaction(async (tx) => {
    if (!(await insertIdentity(tx, identity))) return false
    await note(tx, { event: 'identity_connected', account_id: accountId, address, details })
    return true
  })
  const owner = isNew ? accountId : await accountOfIdentity(app.store, provider.key, subject)
  if (owner !== accountId) {
    throw new DomainError('taken', {
      detail:
        owner === undefined
          ? `Another ${provider.label} account is connected already. Disconnect it first.`
          : `This ${provider.label} account is connected to another account here.`,
    })
  }
  app.log.info({ event: 'identity_connected', account_id: accountId, provider: provider.id })
  return { kind: 'connected' }
}
