import { createHash, createHmac, randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { isIPv4 } from 'node:net'

/** What a TURN server answered: `ok`, or the number of an error. */
export type TurnAnswer = 'ok' | number

export interface TurnExchange extends Disposable {
  /** Whether something answers there that speaks STUN. */
  isAnswering(): Promise<boolean>
  /** Asks for an address that relays, with no name, or with these credentials. */
  allocate(credentials: Credentials | null, family?: 4 | 6): Promise<TurnAnswer>
  /** Asks to be able to speak with a peer, of which nothing hears by that. */
  permit(credentials: Credentials, peer: string): Promise<TurnAnswer>
}

export interface Credentials {
  username: string
  credential: string
}

const cookie = 0x2112a442
const methods = { binding: 0x0001, allocate: 0x0003, createPermission: 0x0008 }
const attributes = {
  username: 0x0006,
  integrity: 0x0008,
  errorCode: 0x0009,
  xorPeerAddress: 0x0012,
  realm: 0x0014,
  nonce: 0x0015,
  requestedFamily: 0x0017,
  requestedTransport: 0x0019,
}
const answerMs = 300
const tries = 40

/** A client of TURN (RFC 8656) over UDP, from a port of its own: just enough to ask what is allowed. */
export async function turnExchange(port: number): Promise<TurnExchange> {
  const socket = createSocket('udp4')
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  let [realm, nonce] = ['', '']

  async function ask(method: number, fields: Buffer[], credentials: Credentials | null): Promise<TurnAnswer> {
    const message = newMessage(method, fields, credentials && { ...credentials, realm, nonce })
    const answer = await send(message)
    const found = readAttributes(answer)
    realm = found.get(attributes.realm)?.toString() ?? realm
    nonce = found.get(attributes.nonce)?.toString() ?? nonce
    const error = found.get(attributes.errorCode)
    return error ? (error[2] ?? 0) * 100 + (error[3] ?? 0) : 'ok'
  }

  /** A first request is refused with the nonce that the second one needs. */
  async function askSigned(method: number, fields: Buffer[], credentials: Credentials): Promise<TurnAnswer> {
    if (nonce === '') await ask(method, fields, null)
    const answer = await ask(method, fields, credentials)
    return answer === 438 ? ask(method, fields, credentials) : answer
  }

  function send(message: Buffer, most = tries): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      let left = most
      const again = setInterval(
        () => (--left > 0 ? socket.send(message, port, '127.0.0.1') : end(null)),
        answerMs,
      )
      const listen = (answer: Buffer) => {
        if (answer.subarray(8, 20).equals(message.subarray(8, 20))) end(answer)
      }
      const end = (answer: Buffer | null) => {
        clearInterval(again)
        socket.off('message', listen)
        if (answer) resolve(answer)
        else reject(new Error('the TURN server did not answer'))
      }
      socket.on('message', listen)
      socket.send(message, port, '127.0.0.1')
    })
  }

  return {
    isAnswering() {
      const answer = send(newMessage(methods.binding, [], null), 1)
      return answer.then(
        () => true,
        () => false,
      )
    },
    allocate(credentials, family = 4) {
      const fields = [
        attribute(attributes.requestedTransport, Buffer.from([17, 0, 0, 0])),
        ...(family === 6 ? [attribute(attributes.requestedFamily, Buffer.from([2, 0, 0, 0]))] : []),
      ]
      if (credentials === null) return ask(methods.allocate, fields, null)
      return askSigned(methods.allocate, fields, credentials)
    },
    permit: (credentials, peer) =>
      ask(methods.createPermission, [attribute(attributes.xorPeerAddress, Buffer.from(peer))], credentials),
    [Symbol.dispose]: () => socket.close(),
  }
}

type Signing = Credentials & { realm: string; nonce: string }

function newMessage(method: number, fields: Buffer[], signing: Signing | null): Buffer {
  const id = randomBytes(12)
  const body = fields.map((field) =>
    readType(field) === attributes.xorPeerAddress ? masked(field, id) : field,
  )
  if (signing) {
    body.push(attribute(attributes.username, Buffer.from(signing.username)))
    body.push(attribute(attributes.realm, Buffer.from(signing.realm)))
    body.push(attribute(attributes.nonce, Buffer.from(signing.nonce)))
  }
  const unsigned = Buffer.concat(body)
  if (!signing) return Buffer.concat([header(method, unsigned.length, id), unsigned])
  // The length in what is signed counts the signature too.
  const signed = Buffer.concat([header(method, unsigned.length + 24, id), unsigned])
  const { username, realm, credential } = signing
  const key = createHash('md5').update(`${username}:${realm}:${credential}`).digest()
  return Buffer.concat([
    signed,
    attribute(attributes.integrity, createHmac('sha1', key).update(signed).digest()),
  ])
}

function header(method: number, length: number, id: Buffer): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeUInt16BE(method, 0)
  bytes.writeUInt16BE(length, 2)
  bytes.writeUInt32BE(cookie, 4)
  return Buffer.concat([bytes, id])
}

function attribute(type: number, value: Buffer): Buffer {
  const bytes = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4)
  bytes.writeUInt16BE(type, 0)
  bytes.writeUInt16BE(value.length, 2)
  value.copy(bytes, 4)
  return bytes
}

const readType = (field: Buffer): number => field.readUInt16BE(0)

/** The address in this attribute as the wire has it: with its port, and with all of it masked by cookie and id. */
function masked(field: Buffer, id: Buffer): Buffer {
  const address = bytesOf(field.subarray(4, 4 + field.readUInt16BE(2)).toString())
  const mask = Buffer.concat([header(0, 0, id).subarray(4, 8), id])
  const port = Buffer.alloc(2)
  port.writeUInt16BE(9 ^ (cookie >>> 16), 0)
  const hidden = Buffer.from(address.map((byte, at) => byte ^ (mask[at] ?? 0)))
  const family = address.length === 4 ? 1 : 2
  return attribute(attributes.xorPeerAddress, Buffer.concat([Buffer.from([0, family]), port, hidden]))
}

function bytesOf(address: string): Uint8Array {
  if (isIPv4(address)) return Uint8Array.from(address.split('.').map(Number))
  const dotted = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...parts) => {
    const [a = 0, b = 0, c = 0, d = 0] = parts.slice(0, 4).map(Number)
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
  })
  const [left = '', right] = dotted.split('::')
  const groups = (part: string) => (part === '' ? [] : part.split(':'))
  const after = groups(right ?? '')
  const missing = 8 - groups(left).length - after.length
  const all = [
    ...groups(left),
    ...Array.from({ length: right === undefined ? 0 : missing }, () => '0'),
    ...after,
  ]
  return Uint8Array.from(
    all.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]),
  )
}

function readAttributes(message: Buffer): Map<number, Buffer> {
  const found = new Map<number, Buffer>()
  for (let at = 20; at + 4 <= message.length; ) {
    const length = message.readUInt16BE(at + 2)
    found.set(message.readUInt16BE(at), message.subarray(at + 4, at + 4 + length))
    at += 4 + Math.ceil(length / 4) * 4
  }
  return found
}
