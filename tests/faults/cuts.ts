import type { OpenSocket } from '#client/ports'
import type { ClientFrame } from '#protocol/frames'
import { type Person, until } from '../harness/people'
import type { TcpProxy } from '../harness/proxy'
import { opcodes, rawFrame } from '../harness/raw-frames'
import { greetedRawSocket } from '../harness/raw-socket'

/** Somebody behind a proxy that can be told when to cut, and somebody else who writes to them. */
export interface Stage {
  readonly proxy: TcpProxy
  readonly person: Person
  readonly token: string
  readonly taps: Taps
  readonly roomId: string
  /** The other one writes a text. */
  hear(): Promise<void>
  /** The person behind the proxy writes one. */
  say(): Promise<void>
}

/** Hears of each frame just before it goes out. */
export interface Taps {
  onSend: ((type: ClientFrame['type']) => void) | null
}

export function tapped(open: OpenSocket, taps: Taps): OpenSocket {
  return (url, token, handlers) => {
    const socket = open(url, token, handlers)
    return {
      send(text) {
        const { type } = JSON.parse(text) as ClientFrame
        taps.onSend?.(type)
        socket.send(text)
      },
      close: (code, reason) => socket.close(code, reason),
    }
  }
}

type Where = 'before' | 'within' | 'after'

/** The steps of a connection, and how it is cut at each. Those of uploads, TLS and `auth` do not exist here. */
export const cuts: Record<string, (stage: Stage) => Promise<void>> = {
  'as TCP connects': async (stage) => {
    stage.proxy.weather.isDown = true
    const before = stage.proxy.connects()
    stage.proxy.cut()
    while (stage.proxy.connects() === before) {
      stage.person.client.wake()
      await Bun.sleep(10)
    }
    stage.proxy.weather.isDown = false
  },
  'within the upgrade': (stage) => whileReconnecting(stage, atBytes(stage, 'up', 'Upgrade', 'within')),
  'before hello': (stage) => whileReconnecting(stage, atBytes(stage, 'down', 'HTTP/1.1 101', 'after')),
  'within hello': (stage) => whileReconnecting(stage, atSending(stage, 'hello', 20)),
  'after hello': (stage) => whileReconnecting(stage, atBytes(stage, 'down', '{"type":"welcome"', 'before')),
  'before sync': (stage) => whileReconnecting(stage, atBytes(stage, 'down', '{"type":"sync"', 'before')),
  'within sync': (stage) => whileReconnecting(stage, atBytes(stage, 'down', '{"type":"sync"', 'within')),
  'after synced': (stage) => whileReconnecting(stage, atBytes(stage, 'down', '{"type":"synced"', 'after')),
  'within a fragment': async (stage) => {
    using socket = await greetedRawSocket(stage.proxy, stage.token)
    const cut = atBytes(stage, 'up', '{"type":"ping",', 'within')
    socket.write(rawFrame('{"type":"ping",', { isFinal: false, opcode: opcodes.text }))
    await Promise.all([socket.closed, cut])
  },
  'within send': (stage) => untilLost(stage, stage.say(), atSending(stage, 'send', 10)),
  'after send': (stage) => untilLost(stage, stage.say(), atBytes(stage, 'down', '{"type":"ack"', 'before')),
  'after ack': (stage) => untilLost(stage, stage.say(), atBytes(stage, 'down', '{"type":"ack"', 'after')),
  'after received': (stage) =>
    untilLost(stage, stage.hear(), atBytes(stage, 'down', '{"type":"received"', 'before')),
  'within a fetch': (stage) =>
    both(
      refused(stage.person.client.api.history(stage.roomId)),
      atBytes(stage, 'down', '"has_older"', 'before'),
    ),
  'during refresh': async (stage) => {
    const cut = atBytes(stage, 'down', '"refresh_token"', 'before')
    await both(refused(stage.person.client.api.refresh()), cut)
    await stage.person.client.api.refresh()
  },
  'in the close handshake': async (stage) => {
    const cut = atBytes(stage, 'up', '', 'within')
    await stage.person.client.stop()
    await cut
    await stage.person.client.start()
  },
}

/** Cuts when these bytes pass. Resolves when it has. */
function atBytes({ proxy }: Stage, way: 'up' | 'down', marker: string, where: Where): Promise<void> {
  return new Promise((resolve) => {
    proxy.watch((bytes, direction) => {
      const at = bytes.indexOf(marker)
      if (direction !== way || at < 0) return null
      proxy.watch(null)
      resolve()
      if (where === 'after') return bytes.length
      return where === 'before' ? at : Math.min(at + 20, bytes.length - 1)
    })
  })
}

/** Cuts when this many bytes of such a frame have gone out. */
function atSending({ proxy, taps }: Stage, type: ClientFrame['type'], passBytes: number): Promise<void> {
  return new Promise((resolve) => {
    taps.onSend = (sent) => {
      if (sent !== type) return
      taps.onSend = null
      proxy.watch((_, direction) => {
        if (direction !== 'up') return null
        proxy.watch(null)
        resolve()
        return passBytes
      })
    }
  })
}

/** The connection is lost, something is missed, and the next one is cut as was arranged. */
async function whileReconnecting(stage: Stage, cut: Promise<void>): Promise<void> {
  stage.proxy.cut()
  await stage.hear()
  const waking = setInterval(() => stage.person.client.wake(), 20)
  await cut
  clearInterval(waking)
  await lost(stage)
}

async function both(work: Promise<unknown>, cut: Promise<void>): Promise<void> {
  await Promise.all([work, cut])
}

async function untilLost(stage: Stage, work: Promise<unknown>, cut: Promise<void>): Promise<void> {
  await both(work, cut)
  await lost(stage)
}

/** Resolves when the person's own client knows of the cut: until then it would write into a connection that is gone. */
async function lost({ person }: Stage): Promise<void> {
  await until(person.client.connection, ({ phase }) => phase !== 'up_to_date')
}

/** What is cut off fails, or was answered a moment earlier. */
async function refused(work: Promise<unknown>): Promise<void> {
  await Promise.allSettled([work])
}
