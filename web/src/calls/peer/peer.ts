import { type Readable, writable } from '#client/readable'
import type { Signal } from '#protocol/calls'
import { type PeerState, peerState } from '#protocol/peer-state'
import { signalOf, toCandidate } from './signals'

export type Kind = 'audio' | 'video'

interface Needs {
  /** The caller makes the first offer, and stays with its own when two offers meet; the callee gives way. */
  isCaller: boolean
  configuration: RTCConfiguration
  /** Takes what is for the other side. */
  signal(signal: Signal): void
  onTrack(track: MediaStreamTrack): void
  onState(state: PeerState): void
}

/** The connection to the other browser. */
export interface Peer {
  readonly connection: RTCPeerConnection
  readonly path: Readable<RTCPeerConnectionState>
  /** Takes what the other side has signalled, in its order. */
  take(signal: Signal): void
  /** Sends a track from now on in place of the one before; null sends nothing. It needs no new agreement. */
  send(kind: Kind, track: MediaStreamTrack | null): void
  /** Tells the other side how it is here, as soon as there is a way. */
  tell(state: PeerState): void
  /** Looks for a new way to the other side. Before the two have heard of each other, the first one is still looked for. */
  restart(): void
  close(): void
}

/** Opens a connection by perfect negotiation, with a place for sound and one for a picture from the beginning. */
export function openPeer(needs: Needs): Peer {
  const connection = new RTCPeerConnection(needs.configuration)
  const path = writable<RTCPeerConnectionState>(connection.connectionState)
  const tracks: Record<Kind, MediaStreamTrack | null> = { audio: null, video: null }
  let channel: RTCDataChannel | null = null
  let told: PeerState | null = null
  let isOffering = false
  let isIgnoring = false
  let taking: Promise<void> = Promise.resolve()

  connection.onconnectionstatechange = () => path.set(connection.connectionState)
  connection.ontrack = ({ track }) => needs.onTrack(track)
  connection.ondatachannel = (event) => adoptChannel(event.channel)
  connection.onicecandidate = ({ candidate }) => {
    if (candidate?.candidate) needs.signal(signalOf(candidate))
  }
  connection.onnegotiationneeded = () => {
    offer().catch(warn)
  }
  if (needs.isCaller) {
    connection.addTransceiver('audio', { direction: 'sendrecv' })
    connection.addTransceiver('video', { direction: 'sendrecv' })
    adoptChannel(connection.createDataChannel('state'))
  }

  async function offer(): Promise<void> {
    isOffering = true
    try {
      await connection.setLocalDescription()
      describe()
    } finally {
      isOffering = false
    }
  }

  function describe(): void {
    const { localDescription } = connection
    if (localDescription) {
      const { type, sdp } = localDescription
      needs.signal({ kind: 'description', type, sdp })
    }
  }

  async function handle(signal: Signal): Promise<void> {
    if (signal.kind === 'candidate') {
      // Those of an offer that was ignored belong to nothing here.
      if (!isIgnoring) await connection.addIceCandidate(toCandidate(signal))
      return
    }
    const { type, sdp } = signal
    const isCollision = type === 'offer' && (isOffering || connection.signalingState !== 'stable')
    isIgnoring = needs.isCaller && isCollision
    if (isIgnoring) return
    await connection.setRemoteDescription({ type, sdp })
    if (type !== 'offer') return
    for (const place of connection.getTransceivers()) {
      place.direction = 'sendrecv'
      await place.sender.replaceTrack(tracks[kindOf(place)])
    }
    await connection.setLocalDescription()
    describe()
  }

  function adoptChannel(opened: RTCDataChannel): void {
    channel = opened
    opened.onopen = repeat
    opened.onmessage = ({ data }) => {
      const read = peerState.safeParse(parsed(data))
      if (read.success) needs.onState(read.data)
    }
    repeat()
  }

  function repeat(): void {
    if (told && channel?.readyState === 'open') channel.send(JSON.stringify(told))
  }

  return {
    connection,
    path,
    take(signal) {
      taking = taking.then(() => handle(signal)).catch(warn)
    },
    send(kind, track) {
      tracks[kind] = track
      const place = connection.getTransceivers().find((one) => kindOf(one) === kind)
      place?.sender.replaceTrack(track).catch(warn)
    },
    tell(state) {
      told = state
      repeat()
    },
    restart() {
      if (connection.remoteDescription) connection.restartIce()
    },
    close() {
      connection.close()
      path.set('closed')
    },
  }
}

function kindOf({ receiver }: RTCRtpTransceiver): Kind {
  return receiver.track.kind === 'video' ? 'video' : 'audio'
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text))
  } catch {
    return null
  }
}

/** A connection that is closed, or a browser that says what this one cannot use: if no way is found, the call ends as failed. */
function warn(error: unknown): void {
  console.warn('A step towards the other browser did not work.', error)
}
