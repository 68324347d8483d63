import type { Client } from '#client/client'
import { type Readable, writable } from '#client/readable'
import type { PeerState } from '#protocol/peer-state'
import { keepAwake } from './keep-awake'
import type { OwnMedia } from './own-media'
import { openPeer, type Peer } from './peer'
import type { Quality } from './quality'
import { keepOpen } from './recovery'
import { iceConfiguration } from './servers'
import { openSpeaker } from './speaker'
import { watchQuality } from './watch-quality'

export interface TalkState {
  /** `lost`: there was a way to the other side, and a new one is looked for. */
  path: 'connecting' | 'open' | 'lost'
  /** When the two first heard each other, in milliseconds since 1970. */
  openSince: number | null
  other: PeerState
  otherPicture: MediaStream | null
  quality: Quality
}

/** Two people who hear, and perhaps see, each other. */
export interface Talk {
  readonly state: Readable<TalkState>
  readonly own: OwnMedia
  /** Ends what this device gives and takes; the server is not told. */
  close(): void
}

interface Needs {
  callId: string
  isCaller: boolean
  own: OwnMedia
  /** No way to the other side was found. */
  onLost(): void
}

const first: TalkState = {
  path: 'connecting',
  openSince: null,
  other: { is_muted: false, picture: 'none' },
  otherPicture: null,
  quality: 'good',
}

/** How it is before anybody talks. */
export const noTalk: Readable<TalkState> = writable(first)

/** Begins to talk, once the call was accepted. */
export function openTalk(client: Client, { callId, isCaller, own, onLost }: Needs): Talk {
  const state = writable(first)
  const speaker = openSpeaker()
  const awake = keepAwake()
  const ends: Array<() => void> = [speaker.close, awake]
  let isOpen = true
  const change = (changes: Partial<TalkState>) => state.set({ ...state.get(), ...changes })

  const opening = iceConfiguration(client).then((ice) => {
    const peer = openPeer({
      isCaller,
      configuration: ice.configuration,
      signal: (signal) => client.calls.signal(callId, signal),
      onState: (other) => change({ other }),
      onTrack: (track) => {
        if (track.kind === 'audio') speaker.play(track)
        else change({ otherPicture: new MediaStream([track]) })
      },
    })
    if (isOpen) begin(peer, ice.renew)
    else peer.close()
    return peer
  })
  ends.push(
    client.calls.onSignal((id, signal) => {
      if (id === callId) void opening.then((peer) => peer.take(signal))
    }),
  )

  function begin(peer: Peer, renew: (connection: RTCPeerConnection) => Promise<void>): void {
    const give = () => giveTo(peer, own)
    const follow = () => change(afterPath(state.get(), peer.path.get()))
    const restart = () => void renew(peer.connection).then(peer.restart)
    ends.push(
      own.state.subscribe(give),
      peer.path.subscribe(follow),
      keepOpen(peer, client, { restart, onLost }),
      watchQuality(peer, (quality) => change({ quality })),
      peer.close,
    )
    give()
  }

  return {
    state,
    own,
    close() {
      isOpen = false
      for (const end of ends) end()
      own.close()
    },
  }
}

function giveTo(peer: Peer, own: OwnMedia): void {
  const { microphone, camera, screen, isMuted } = own.state.get()
  peer.send('audio', microphone)
  peer.send('video', screen ?? camera)
  peer.tell({ is_muted: isMuted, picture: screen ? 'screen' : camera ? 'camera' : 'none' })
}

function afterPath({ path, openSince }: TalkState, now: RTCPeerConnectionState): Partial<TalkState> {
  if (now === 'connected') return { path: 'open', openSince: openSince ?? Date.now() }
  if (now === 'disconnected' || now === 'failed') return { path: openSince === null ? path : 'lost' }
  return {}
}
