import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { closeFrame, opcodes, rawFrame } from '../harness/raw-frames'
import { greetedRawSocket, type RawSocket } from '../harness/raw-socket'
import { type ServerProcess, startServerProcess } from '../harness/server-process'
import { noteRow } from './rows'

const ping = (ref: string) => JSON.stringify({ type: 'ping', data: {}, ref })
const fence = rawFrame(ping('fence'))
const { text, binary, continuation, ping: pingCode, pong: pongCode } = opcodes
const part = (content: string, opcode: number, isFinal: boolean) => rawFrame(content, { opcode, isFinal })
const bytes = (...numbers: number[]) => new Uint8Array(numbers)

/** What must be answered like any other frame: the numbers are those of the sets of the Autobahn test suite. */
const good: [string, Buffer][] = [
  [
    '1 texts of 126 and of 127 bytes',
    frames(rawFrame(ping('a').padEnd(126)), rawFrame(ping('b').padEnd(127))),
  ],
  ['1 a text of 65,535 bytes', rawFrame(ping('a').padEnd(65_535))],
  ['2 a pong nobody asked for', rawFrame('unasked', { opcode: pongCode })],
  [
    '5 a text in two parts',
    frames(part('{"type":"ping",', text, false), part('"data":{}}', continuation, true)),
  ],
  [
    '5 a ping between two parts',
    frames(
      part('{"type":"ping",', text, false),
      rawFrame('in between', { opcode: pingCode }),
      part('"data":{}}', continuation, true),
    ),
  ],
  [
    '5 parts without content',
    frames(part('', text, false), part('', continuation, false), part(ping('a'), continuation, true)),
  ],
  [
    '6 a character cut in two by the parts',
    frames(
      rawFrame(Buffer.from('{"type":"ping","data":{},"ref":"🍜"}').subarray(0, 34), { isFinal: false }),
      rawFrame(Buffer.from('{"type":"ping","data":{},"ref":"🍜"}').subarray(34), { opcode: continuation }),
    ),
  ],
]

/** What must end the connection. */
const bad: [string, Buffer][] = [
  ['1 bytes instead of text', rawFrame(bytes(1, 2), { opcode: binary })],
  ['2 a ping of 126 bytes', rawFrame('x'.repeat(126), { opcode: pingCode })],
  ['2 a ping in parts', rawFrame('x', { opcode: pingCode, isFinal: false })],
  ...[1, 2, 3, 4, 5, 6, 7].map((reserved): [string, Buffer] => [
    `3 reserved bits ${reserved}`,
    rawFrame(ping('a'), { reserved }),
  ]),
  ...[3, 4, 5, 6, 7, 11, 12, 13, 14, 15].map((opcode): [string, Buffer] => [
    `4 reserved opcode ${opcode}`,
    rawFrame('', { opcode }),
  ]),
  ['5 a part of nothing', part(ping('a'), continuation, true)],
  ['5 a text within the parts of another', frames(part('{', text, false), rawFrame(ping('a')))],
  ['6 bytes that are no text', rawFrame(bytes(0xc3, 0x28))],
  ['6 half a surrogate pair', rawFrame(bytes(0xed, 0xa0, 0x80))],
  ['6 a character above all', rawFrame(bytes(0xf4, 0x90, 0x80, 0x80))],
  ['7 a close without a code', closeFrame(null)],
  ['7 a close with 1000', closeFrame(1000, 'bye')],
  ['7 a close with a code of one byte', rawFrame(bytes(3), { opcode: opcodes.close })],
  ['7 a close with 1005, which nobody may send', closeFrame(1005)],
  [
    '7 a close with a reason that is no text',
    rawFrame(bytes(3, 0xe8, 0xc3, 0x28), { opcode: opcodes.close }),
  ],
  ['an unmasked frame', rawFrame(ping('a'), { isMasked: false })],
]

describe('the protocol below the frames', () => {
  let server: ServerProcess
  beforeAll(async () => {
    server = await startServerProcess({ people: 1 })
  })
  afterAll(async () => {
    noteRow(
      'F28 protocol',
      good.length + bad.length + 2,
      'sets 1-7, 9 and 10 by our own frames: all right',
      true,
    )
    await server[Symbol.asyncDispose]()
  })
  const opened = () => greetedRawSocket(server, server.registered[0]?.tokens.access ?? '')

  test.each(good)('[F28] answered: set %s', async (_, frame) => {
    using socket = await opened()
    socket.write(frame)
    socket.write(fence)
    expect(await untilFence(socket)).toEqual(expect.arrayContaining([expect.stringContaining('fence')]))
  })

  test.each(bad)('[F28] the connection ends: set %s', async (_, frame) => {
    using socket = await opened()
    socket.write(frame)
    expect([null, 1000, 1002, 1003, 1005, 1007]).toContain(await socket.closed)
  })

  test('[F28] set 2: pings are answered in their order, with what they carried', async () => {
    using socket = await opened()
    const carried = ['', 'a', '🍜', 'x'.repeat(125), ...Array.from({ length: 10 }, (_, n) => `${n}`)]
    socket.write(Buffer.concat(carried.map((content) => rawFrame(content, { opcode: pingCode }))))
    socket.write(fence)
    await untilFence(socket)
    expect(socket.pongs).toEqual(carried)
  })

  test('[F28] set 10: a frame that arrives byte by byte is one frame', async () => {
    using socket = await opened()
    for (const byte of fence) {
      socket.write(bytes(byte))
      await Bun.sleep(0)
    }
    expect(await untilFence(socket)).toHaveLength(1)
  })
})

function frames(...all: Buffer[]): Buffer {
  return Buffer.concat(all)
}

/** All that is said until the fence is answered, the fence included. */
async function untilFence(socket: RawSocket): Promise<string[]> {
  const said: string[] = []
  for (let answer = await socket.next(); answer !== null; answer = await socket.next()) {
    said.push(answer)
    if (answer.includes('"ref":"fence"')) break
  }
  return said
}
