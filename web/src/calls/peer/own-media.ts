import { m } from '#catalogue'
import { type Readable, writable } from '#client/readable'
import type { CallMedia } from '#protocol/calls'
import { CallProblem } from './call-problem'
import { openBoth, openCamera, openMicrophone, openScreen } from './capture'
import { chooseDevice, type DeviceKind } from './chosen-devices'

export interface OwnState {
  microphone: MediaStreamTrack
  isMuted: boolean
  /** It goes on while the screen is shared, which is shown in its place. */
  camera: MediaStreamTrack | null
  screen: MediaStreamTrack | null
  /** Why something could not be turned on, or went off by itself. */
  problem: string | null
}

/** What this device gives to a call. */
export interface OwnMedia {
  readonly state: Readable<OwnState>
  mute(isMuted: boolean): void
  turnCamera(isOn: boolean): Promise<void>
  share(isOn: boolean): Promise<void>
  /** Takes another microphone or camera from now on, in this call and the next ones. */
  choose(kind: Exclude<DeviceKind, 'speaker'>, deviceId: string): Promise<void>
  close(): void
}

/** Opens the microphone, and the camera where one is wanted and to be had. Throws a `CallProblem` without a microphone. */
export async function openOwnMedia(media: CallMedia): Promise<OwnMedia> {
  return ownMedia(media === 'video' ? await openWithCamera() : await openWithoutCamera())
}

async function openWithoutCamera(): Promise<OwnState> {
  const microphone = await openMicrophone()
  return { microphone, isMuted: false, camera: null, screen: null, problem: null }
}

async function openWithCamera(): Promise<OwnState> {
  const both = await openBoth().catch(() => null)
  if (both) return { ...both, isMuted: false, screen: null, problem: null }
  // Which of the two is missing is only told when they are asked for one by one.
  const without = await openWithoutCamera()
  try {
    return { ...without, camera: await openCamera() }
  } catch (error) {
    return { ...without, problem: sentenceOf(error) }
  }
}

function ownMedia(first: OwnState): OwnMedia {
  const state = writable(first)
  let isOpen = true
  const change = (changes: Partial<OwnState>) => state.set({ ...state.get(), ...changes })
  watchMicrophone(first.microphone)
  watchCamera(first.camera)

  /** Runs what may need a device that is not to be had, and says so. */
  async function attempt(action: () => Promise<void>): Promise<void> {
    change({ problem: null })
    try {
      await action()
    } catch (error) {
      change({ problem: sentenceOf(error) })
    }
  }

  async function takeMicrophone(): Promise<void> {
    const track = await openMicrophone()
    if (!isOpen) return track.stop()
    const { microphone: before, isMuted } = state.get()
    track.enabled = !isMuted
    watchMicrophone(track)
    change({ microphone: track })
    before.stop()
  }

  async function takeCamera(): Promise<void> {
    const track = await openCamera()
    if (!isOpen) return track.stop()
    const { camera: before } = state.get()
    watchCamera(track)
    change({ camera: track })
    before?.stop()
  }

  async function takeScreen(): Promise<void> {
    const track = await openScreen()
    if (!track) return
    if (!isOpen) return track.stop()
    // The browser has a bar of its own that ends it.
    track.onended = () => change({ screen: null })
    change({ screen: track })
  }

  /** A device that is unplugged gives way to the usual one. */
  function watchMicrophone(track: MediaStreamTrack): void {
    track.onended = () => void attempt(takeMicrophone)
  }

  /** Another camera may look elsewhere: it is not turned on by itself. */
  function watchCamera(track: MediaStreamTrack | null): void {
    if (track) track.onended = () => change({ camera: null, problem: m.calls_camera_gone() })
  }

  return {
    state,
    mute(isMuted) {
      state.get().microphone.enabled = !isMuted
      change({ isMuted })
    },
    async turnCamera(isOn) {
      if (isOn) return attempt(takeCamera)
      state.get().camera?.stop()
      change({ camera: null, problem: null })
    },
    async share(isOn) {
      if (isOn) return attempt(takeScreen)
      state.get().screen?.stop()
      change({ screen: null })
    },
    async choose(kind, deviceId) {
      chooseDevice(kind, deviceId)
      if (kind === 'microphone') return attempt(takeMicrophone)
      if (state.get().camera) await attempt(takeCamera)
    },
    close() {
      isOpen = false
      const { microphone, camera, screen } = state.get()
      for (const track of [microphone, camera, screen]) track?.stop()
    },
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof CallProblem) return error.message
  throw error
}
