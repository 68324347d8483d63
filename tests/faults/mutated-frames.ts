import type { ClientFrame } from '#protocol/frames'
import { opcodes, rawFrame } from '../harness/raw-frames'
import { pick } from './random'

const sound: [ClientFrame, ...ClientFrame[]] = [
  { type: 'send', data: { room_id: 'room', client_id: 'c1', content: 'hello 🍜' }, ref: 1 },
  { type: 'sync', data: { room_id: 'room', after: 0 }, ref: 'a' },
  { type: 'read', data: { room_id: 'room', seq: 5 } },
  { type: 'typing', data: { room_id: 'room' } },
  { type: 'received', data: { marks: { room: 4 } } },
  { type: 'ping', data: {} },
  { type: 'hello', data: { version: 1, token: 'x', resume: { epoch: 'e', cursors: { room: 3 } } } },
]

const values: [unknown, ...unknown[]] = [
  null,
  ...[true, -1, 0, 0.5, 2 ** 53, 1e308, '', ' ', 'x'.repeat(3000), '\u0000', '\ud800', '__proto__'],
  ...[[], {}, [[[[]]]], { length: 1 }, { toString: 1 }, { __proto__: 1 }, "'; drop table messages; --"],
]

/** A frame that is broken somewhere between its first bit and its meaning. */
export function mutatedFrame(random: () => number): Buffer {
  const frame = pick(random, sound)
  const mutate = pick(random, [
    wrongValue,
    wrongValue,
    wrongShape,
    wrongText,
    wrongText,
    wrongBits,
    wrongHeader,
  ])
  return mutate(frame, random)
}

function wrongValue(frame: ClientFrame, random: () => number): Buffer {
  const data: Record<string, unknown> = { ...frame.data }
  const field = pick(random, ['type', 'ref', ...Object.keys(data)])
  const value = pick(random, values)
  if (field in data) data[field] = value
  return rawFrame(JSON.stringify({ ...frame, data, ...(field in frame && { [field]: value }) }))
}

function wrongShape(frame: ClientFrame, random: () => number): Buffer {
  const depth = Math.floor(random() * 5000)
  return rawFrame(
    pick(random, [
      JSON.stringify([frame]),
      JSON.stringify(frame.data),
      JSON.stringify({ ...frame, data: { ...frame.data, more: pick(random, values) } }),
      `${'['.repeat(depth)}${']'.repeat(depth)}`,
      `{"type":"${frame.type}","data":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}`,
      JSON.stringify(pick(random, values)),
      `{"__proto__":{"type":"ping"},"constructor":{"prototype":1},"data":{}}`,
    ]),
  )
}

/** The text with characters changed, left out, doubled, or cut off. */
function wrongText(frame: ClientFrame, random: () => number): Buffer {
  const text = JSON.stringify(frame)
  const [at, length] = [Math.floor(random() * text.length), Math.floor(random() * 8)]
  return rawFrame(
    pick(random, [
      text.slice(0, at),
      text.slice(0, at) + text.slice(at + length),
      text.slice(0, at) + text.slice(at, at + length) + text.slice(at),
      text.slice(0, at) + String.fromCharCode(random() * 0xffff) + text.slice(at + 1),
    ]),
  )
}

/** The bytes on the wire with a few bits turned. */
function wrongBits(frame: ClientFrame, random: () => number): Buffer {
  const bytes = rawFrame(JSON.stringify(frame))
  for (let turns = 1 + random() * 3; turns >= 1; turns--) {
    const at = Math.floor(random() * bytes.length)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8))
  }
  return bytes
}

function wrongHeader(frame: ClientFrame, random: () => number): Buffer {
  const text = JSON.stringify(frame)
  return pick(random, [
    rawFrame(text, { opcode: Math.floor(random() * 16) }),
    rawFrame(text, { reserved: 1 + Math.floor(random() * 7) }),
    rawFrame(text, { isMasked: false }),
    rawFrame(text, { isFinal: false }),
    rawFrame(text, { opcode: opcodes.continuation }),
    rawFrame(text, { declaredBytes: BigInt(Math.floor(random() * 2 ** 40)) }),
    rawFrame(Buffer.from([0xc3, 0x28, ...Buffer.from(text)])),
  ])
}
