import { expect, test } from 'bun:test'
import { serverFrame } from '#protocol/frames'
import { limits } from '#protocol/limits'
import { residentMebibytes } from '../harness/process-figures'
import { opcodes, rawFrame } from '../harness/raw-frames'
import { greetedRawSocket, type RawSocket } from '../harness/raw-socket'
import { type ServerProcess, startServerProcess } from '../harness/server-process'
import { noteRow, sized } from './rows'

const tooLarge = 1009
const sockets = sized(10, 50)

test('[F27] a frame may have 65,536 bytes, and nothing larger is kept, however it comes', async () => {
  await using server = await startServerProcess({ people: 10 })
  expect(await onEverySocket(server, largest, next)).toEqual(all('pong'))
  const before = residentMebibytes(server.pid)

  expect(await onEverySocket(server, oneByteMore, ending)).toEqual(all(tooLarge))
  expect(await onEverySocket(server, declaredHuge, ending)).toEqual(all(tooLarge))
  expect(await onEverySocket(server, endlessFragments, ending)).toEqual(all(tooLarge))

  const rise = residentMebibytes(server.pid) - before
  const figure = `accepted, then 1009 three times on ${sockets} sockets each, memory ${rise > 0 ? `+${rise.toFixed(1)}` : rise.toFixed(1)} MiB`
  noteRow('F27 huge frames', sockets * 4, figure, rise <= sockets)
}, 600_000)

const ping = (sizeBytes: number) => JSON.stringify({ type: 'ping', data: {} }).padEnd(sizeBytes)

function largest(socket: RawSocket) {
  socket.write(rawFrame(ping(limits.frameBytes)))
}

function oneByteMore(socket: RawSocket) {
  socket.write(rawFrame(ping(limits.frameBytes + 1)))
}

function declaredHuge(socket: RawSocket) {
  socket.write(rawFrame('{', { declaredBytes: 16n << 30n }))
}

/** The first says that it is text, all others go on with it, and none is the last. */
function endlessFragments(socket: RawSocket) {
  socket.write(rawFrame('x'.repeat(1000), { isFinal: false }))
  const next = rawFrame('x'.repeat(1000), { isFinal: false, opcode: opcodes.continuation })
  for (let n = 1; n < 30_000; n += 100) socket.write(Buffer.concat(Array.from({ length: 100 }, () => next)))
}

async function next(socket: RawSocket) {
  return serverFrame.parse(JSON.parse((await socket.next()) ?? 'null')).type
}

function ending(socket: RawSocket) {
  return socket.closed
}

function onEverySocket<Result>(
  server: ServerProcess,
  act: (socket: RawSocket) => void,
  look: (socket: RawSocket) => Promise<Result>,
): Promise<Result[]> {
  return Promise.all(
    Array.from({ length: sockets }, async (_, n) => {
      using socket = await greetedRawSocket(server, server.registered[n % 10]?.tokens.access ?? '')
      act(socket)
      return await look(socket)
    }),
  )
}

function all<Value>(value: Value): Value[] {
  return Array.from({ length: sockets }, () => value)
}
