import { lookup } from 'node:dns'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { generateRequestDetails } from 'web-push'
import type { PushContent } from '#protocol/notifications'
import type { Config } from '../config'
import type { PushSubscriptionRow } from '../store/push-subscriptions'
import { type EndpointRules, endpointRules } from './endpoint'
import { type VapidKeys, vapidKeys } from './vapid'

/** After this long a push service counts as unreachable. */
const timeoutMs = 10_000
const usuallyKeptSeconds = 24 * 60 * 60

/** What became of a push. `gone` and `refused` are final; `later` may be tried again. */
export interface Delivery {
  result: 'accepted' | 'gone' | 'refused' | 'later'
  /** What the push service answered; null when it could not be reached. */
  status: number | null
}

interface PushOptions {
  /** A later push of the same topic replaces one that was not delivered yet. */
  topic?: string
  /** How long a push service keeps what it cannot deliver. */
  keptSeconds?: number
}

/** Takes pushes to the push services of browsers. */
export interface PushPost {
  readonly publicKey: string
  readonly rules: EndpointRules
  /** Encrypts a push for one browser and hands it over. Never rejects because of the other side. */
  send(
    subscription: Pick<PushSubscriptionRow, 'endpoint' | 'p256dh' | 'auth'>,
    content: PushContent,
    options?: PushOptions,
  ): Promise<Delivery>
}

export function createPushPost(config: Config, secret: Uint8Array): PushPost {
  const keys = vapidKeys(secret)
  const rules = endpointRules(config.push.ownNetworks)
  const subject = subjectOf(config.publicUrl)

  return {
    publicKey: keys.publicKey,
    rules,
    async send({ endpoint, p256dh, auth }, content, options = {}) {
      const url = rules.read(endpoint)
      if (url === null) return { result: 'refused', status: null }
      const encrypted = encrypt({ endpoint, keys: { p256dh, auth } }, content, { ...options, keys, subject })
      if (encrypted === null) return { result: 'refused', status: null }
      const status = await post(url, encrypted, rules)
      return { result: resultOf(status), status }
    },
  }
}

/** Push services want to know whom to ask when something is wrong; they take no address over plain HTTP. */
function subjectOf(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? publicUrl : `mailto:natter@${new URL(publicUrl).hostname}`
}

interface Encrypted {
  headers: Record<string, string>
  body: Buffer
}

/** @returns null when the keys of the browser are none */
function encrypt(
  subscription: { endpoint: string; keys: { p256dh: string; auth: string } },
  content: PushContent,
  {
    keys,
    subject,
    topic,
    keptSeconds = usuallyKeptSeconds,
  }: PushOptions & {
    keys: VapidKeys
    subject: string
  },
): Encrypted | null {
  try {
    const { headers, body } = generateRequestDetails(subscription, JSON.stringify(content), {
      vapidDetails: { subject, ...keys },
      TTL: keptSeconds,
      urgency: 'high',
      ...(topic !== undefined && { topic }),
    })
    const named = Object.entries(headers).map(([name, value]) => [name, String(value)])
    return { headers: Object.fromEntries(named), body }
  } catch (error) {
    if (isOfCrypto(error)) return null
    throw error
  }
}

/** The keys of a subscription come from a client: a point that is not on the curve is its mistake. */
function isOfCrypto(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_CRYPTO')
}

/**
 * Sends one request. The address a name stands for is checked where it is connected to, so that it cannot become
 * another one in between; redirects are not followed and the answer's text is not read.
 * @returns the status; null when nothing was answered in time, or nobody may be asked
 */
function post(url: URL, { headers, body }: Encrypted, rules: EndpointRules): Promise<number | null> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve) => {
    const sent = request(
      url,
      {
        method: 'POST',
        headers,
        lookup: checkedLookup(rules),
        agent: false,
        signal: AbortSignal.timeout(timeoutMs),
      },
      (answer) => {
        resolve(answer.statusCode ?? null)
        answer.destroy()
      },
    )
    sent.on('error', () => resolve(null))
    sent.end(body)
  })
}

/** Looks a name up, and fails if any of its addresses may not be spoken to. */
function checkedLookup({ allows }: EndpointRules): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '', 0)
      const [first] = found
      if (!first || !found.every(({ address }) => allows(address))) {
        return callback(new Error('This address leads into a private network.'), '', 0)
      }
      if (options.all) callback(null, found)
      else callback(null, first.address, first.family)
    })
  }
}

function resultOf(status: number | null): Delivery['result'] {
  if (status === null || status === 429 || status >= 500) return 'later'
  if (status >= 200 && status < 300) return 'accepted'
  return status === 404 || status === 410 ? 'gone' : 'refused'
}
