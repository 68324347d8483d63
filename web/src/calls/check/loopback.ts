import type { Client } from '#client/client'
import { iceConfiguration } from '../peer/servers'

/** A relay answers within a second or two; one behind a firewall that drops packets never does. */
const patienceMs = 10_000

export interface Ways {
  /** Whether the server names a relay. */
  hasRelay: boolean
  /** Whether this browser connects at all: some networks and extensions forbid it. */
  isDirectOpen: boolean
  /** Whether a server outside has seen this device's address, so that it can be reached through its router. */
  isSeenOutside: boolean
  isRelayOpen: boolean
}

/** Finds out which ways calls from this device can take. */
export async function tryWays(client: Client): Promise<Ways> {
  const { configuration } = await iceConfiguration(client)
  const servers = configuration.iceServers ?? []
  const hasRelay = servers.some(({ urls }) => [urls].flat().some((url) => /^turns?:/.test(url)))
  const [direct, relay] = await Promise.all([
    loop({ ...configuration, iceTransportPolicy: 'all' }),
    hasRelay ? loop({ ...configuration, iceTransportPolicy: 'relay' }) : null,
  ])
  return {
    hasRelay,
    isDirectOpen: direct.isOpen,
    isSeenOutside: direct.kinds.has('srflx'),
    isRelayOpen: relay?.isOpen ?? false,
  }
}

interface Loop {
  isOpen: boolean
  /** What kinds of addresses were found: `host`, `srflx` (as seen from outside), `relay`. */
  kinds: ReadonlySet<string>
}

/** Connects this browser with itself, by the ways a configuration allows. */
async function loop(configuration: RTCConfiguration): Promise<Loop> {
  const [one, other] = [new RTCPeerConnection(configuration), new RTCPeerConnection(configuration)]
  const kinds = new Set<string>()
  const channel = one.createDataChannel('check')
  const opened = new Promise<boolean>((resolve) => {
    channel.onopen = () => resolve(true)
    setTimeout(() => resolve(false), patienceMs)
  })
  const gathered = new Promise<void>((resolve) => {
    one.onicegatheringstatechange = () => one.iceGatheringState === 'complete' && resolve()
    setTimeout(resolve, patienceMs)
  })
  one.onicecandidate = ({ candidate }) => {
    if (!candidate) return
    if (candidate.type) kinds.add(candidate.type)
    void other.addIceCandidate(candidate)
  }
  other.onicecandidate = ({ candidate }) => candidate && void one.addIceCandidate(candidate)
  try {
    await one.setLocalDescription()
    await other.setRemoteDescription(one.localDescription ?? { type: 'offer' })
    await other.setLocalDescription()
    await one.setRemoteDescription(other.localDescription ?? { type: 'answer' })
    const [isOpen] = await Promise.all([opened, gathered])
    return { isOpen, kinds }
  } finally {
    one.close()
    other.close()
  }
}
