import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  type ECDH,
  hkdfSync,
  randomBytes,
  type webcrypto,
} from 'node:crypto'
import { jwtVerify } from 'jose'
import { type PushContent, type PushSubscriptionInput, pushContent } from '#protocol/notifications'

/** A browser as a push service knows it. */
export interface PushBrowser {
  readonly subscription: PushSubscriptionInput
  /** Takes the oldest push that nobody took, waiting for one if need be. */
  next(): Promise<PushContent>
  /** Takes all that is here at this moment. */
  untaken(): PushContent[]
  /** What the service says to the next pushes for this browser. */
  answerWith(status: number): void
  /** How often the service was asked. */
  readonly asked: number
}

/** A push service as RFC 8030, 8188, 8291 and 8292 have it: it refuses whatever is not exactly so. */
export interface PushService extends AsyncDisposable {
  readonly url: string
  newBrowser(): PushBrowser
}

interface Held {
  keys: ECDH
  auth: Buffer
  status: number
  asked: number
  pushes: PushContent[]
  waiting: ((push: PushContent) => void)[]
}

/** @param publicKey the key of the server that may push, once it is known */
export function openPushService(publicKey: () => string): PushService {
  const browsers = new Map<string, Held>()
  const server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    async fetch(request) {
      const held = browsers.get(new URL(request.url).pathname)
      if (!held) return new Response(null, { status: 404 })
      held.asked++
      if (held.status !== 201) return new Response(null, { status: held.status })
      const problem = await refusalOf(request, publicKey(), `http://127.0.0.1:${server.port}`)
      if (problem !== null) return new Response(problem, { status: 403 })
      const push = pushContent.parse(JSON.parse(decrypt(Buffer.from(await request.arrayBuffer()), held)))
      const waiting = held.waiting.shift()
      if (waiting) waiting(push)
      else held.pushes.push(push)
      return new Response(null, { status: 201 })
    },
  })
  const url = `http://127.0.0.1:${server.port}`

  return {
    url,
    newBrowser() {
      const keys = createECDH('prime256v1')
      const p256dh = keys.generateKeys('base64url')
      const auth = randomBytes(16)
      const path = `/${randomBytes(8).toString('hex')}`
      const held: Held = { keys, auth, status: 201, asked: 0, pushes: [], waiting: [] }
      browsers.set(path, held)
      return {
        subscription: { endpoint: url + path, keys: { p256dh, auth: auth.toString('base64url') } },
        next() {
          const push = held.pushes.shift()
          return push ? Promise.resolve(push) : new Promise((resolve) => held.waiting.push(resolve))
        },
        untaken: () => held.pushes.splice(0),
        answerWith(status) {
          held.status = status
        },
        get asked() {
          return held.asked
        },
      }
    },
    async [Symbol.asyncDispose]() {
      await server.stop(true)
    },
  }
}

/** Why a request is no push of the server with this key; null when it is one. */
async function refusalOf(request: Request, publicKey: string, audience: string): Promise<string | null> {
  const { headers, method } = request
  const [, token, key] = /^vapid t=([^,]+), ?k=(.+)$/.exec(headers.get('authorization') ?? '') ?? []
  if (method !== 'POST' || !token || key !== publicKey) return 'not from that server'
  if (!/^[0-9]+$/.test(headers.get('ttl') ?? '')) return 'no TTL'
  if (headers.get('content-encoding') !== 'aes128gcm') return 'not encrypted'
  try {
    const { payload } = await jwtVerify(token, ecKey(publicKey), { audience, algorithms: ['ES256'] })
    const { exp = 0, sub = '' } = payload
    if (exp > Date.now() / 1000 + 24 * 60 * 60) return 'valid for too long'
    return /^(mailto:|https:)/.test(sub) ? null : 'nobody to ask'
  } catch (error) {
    return String(error)
  }
}

function ecKey(publicKey: string) {
  const point = Buffer.from(publicKey, 'base64url')
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'))
  const key: webcrypto.JsonWebKey = { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' }
  return createPublicKey({ key, format: 'jwk' })
}

/** RFC 8291 from the browser's side. */
function decrypt(body: Buffer, { keys, auth }: Pick<Held, 'keys' | 'auth'>): string {
  const salt = body.subarray(0, 16)
  const idLength = body.readUInt8(20)
  const sender = body.subarray(21, 21 + idLength)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), sender])
  const secret = hkdfSync('sha256', keys.computeSecret(sender), auth, info, 32)
  const derive = (purpose: string, length: number) =>
    Buffer.from(hkdfSync('sha256', Buffer.from(secret), salt, `Content-Encoding: ${purpose}\0`, length))
  const sealed = body.subarray(21 + idLength)
  const decipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12))
  decipher.setAuthTag(sealed.subarray(-16))
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
  return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8')
}
