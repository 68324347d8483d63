import { type ClientFrame, type ServerFrame, serverFrame } from '#protocol/frames'
import { protocolVersion } from '#protocol/version'
import { createHeartbeat } from './heartbeat'
import type { OpenSocket } from './ports'

interface Needs {
  openSocket: OpenSocket
  url: string
  token: string | null
  /** Asked when the socket opens, so that what is held is told as it is then. */
  resume(): Extract<ClientFrame, { type: 'hello' }>['data']['resume']
  onFrame(frame: ServerFrame): void
  /** Called once, unless the link is closed from this side. */
  onEnd(end: LinkEnd): void
}

export interface LinkEnd {
  code: number
  /** How long the socket had been open; 0 when it never was. */
  livedMs: number
}

export interface Link {
  send(frame: ClientFrame): void
  probe(): void
  close(): void
}

const abnormal = 1006
const normal = 1000
const badFrames = 4400
const knownTypes: ReadonlySet<unknown> = new Set(
  serverFrame.def.options.flatMap((frame) => frame.shape.type.def.values),
)

/** One socket from opening to its end: greets, pings, and notices silence. */
export function openLink(needs: Needs): Link {
  let openedAt: number | null = null
  let isOver = false
  const heartbeat = createHeartbeat({
    ping: () => send({ type: 'ping', data: {} }),
    onSilence: () => giveUp(normal, 'Nothing was heard for too long.'),
  })
  const socket = needs.openSocket(needs.url, needs.token, {
    onOpen() {
      if (isOver) return
      openedAt = performance.now()
      heartbeat.heard()
      const resume = needs.resume()
      const data = {
        version: protocolVersion,
        ...(needs.token !== null && { token: needs.token }),
        ...(resume && { resume }),
      }
      send({ type: 'hello', data })
    },
    onText(text) {
      if (isOver) return
      heartbeat.heard()
      const frame = readFrame(text)
      if (frame === 'unknown') return
      if (frame === 'malformed') return giveUp(badFrames, 'A frame made no sense.')
      if (frame.type === 'welcome') heartbeat.beat(frame.data.heartbeat_ms)
      needs.onFrame(frame)
    },
    onClose: (code) => end(code),
  })

  function send(frame: ClientFrame): void {
    if (openedAt !== null && !isOver) socket.send(JSON.stringify(frame))
  }

  /** Ends at once: a dead connection would let its close handshake wait for minutes. */
  function giveUp(code: number, reason: string): void {
    socket.close(code, reason)
    end(abnormal)
  }

  function end(code: number): void {
    if (isOver) return
    stop()
    needs.onEnd({ code, livedMs: performance.now() - (openedAt ?? performance.now()) })
  }

  function stop(): void {
    isOver = true
    heartbeat.stop()
  }

  return {
    send,
    probe: () => heartbeat.probe(),
    close() {
      if (isOver) return
      stop()
      socket.close(normal)
    },
  }
}

/** A type this program does not know was added later and may be passed over. */
function readFrame(text: string): ServerFrame | 'unknown' | 'malformed' {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'malformed'
  }
  const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined
  if (!knownTypes.has(type)) return 'unknown'
  const frame = serverFrame.safeParse(value)
  return frame.success ? frame.data : 'malformed'
}
